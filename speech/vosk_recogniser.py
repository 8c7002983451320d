"""Vosk behind our own words; the only file that imports it. Loaded in worker processes only."""

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import vosk  # type: ignore[import-untyped]  # it ships no types

from speech.convert import Samples, resample_samples
from speech.judge import ACCEPT_AT, Evidence
from speech.ports import MULAW_RATE, ModelBroken
from speech.vocabulary import Vocabulary

MODEL_RATE = 16_000
"""Hertz; small models refuse 8000 (vosk-api issue 1726)."""
LOUDEST = 20_000
MOST_GAIN = 20.0
"""Every answer is brought to this peak (of 32768), as far as this gain goes: quiet callers are misheard otherwise."""
AROUND_S = 0.5
"""Seconds of pre-roll and trailing silence in what is decoded, which explain themselves equally well either way."""
FIRM = 10.0
"""A margin farther than this from the threshold stays on its side (standard deviation 4, measured)."""

vosk.SetLogLevel(-1)


class VoskModel:
    """One language's model in memory; usable by many threads at once (vosk-api issue 402)."""

    def __init__(self, folder: Path) -> None:
        """Load; takes seconds and hundreds of megabytes. Raises ModelBroken."""
        try:
            self._model = vosk.Model(str(folder))
        except Exception as error:
            raise ModelBroken(f"Vosk cannot load the model in {folder}: install it again.") from error

    def knows(self, word: str) -> bool:
        """Whether the word is in the model's vocabulary."""
        return bool(self._model.vosk_model_find_word(word) >= 0)

    def decode(self, vocabulary: Vocabulary, sound: Samples) -> Evidence:
        """Options and decoys each explain a piece of sound at 8000 Hz; every word must be known to the model.

        Kaldi adds random noise to sound, and margins near a threshold move by 4 where the telephone sends digital
        silence (measured), so those are the median of three.
        """
        if not vocabulary.phrases:
            return Evidence()
        pcm = _levelled(sound).astype("<i2").tobytes()
        first = self._compare(vocabulary, pcm)
        if first.margin is None or abs(first.margin - ACCEPT_AT) > FIRM:
            return first
        three = (first, *(self._compare(vocabulary, pcm) for _ in range(2)))
        return sorted(three, key=lambda evidence: evidence.margin or 0.0)[1]

    def _compare(self, vocabulary: Vocabulary, pcm: bytes) -> Evidence:
        phrases = (" ".join(words) for words in vocabulary.phrases)
        text, score = self._explain((*phrases, *vocabulary.hesitations), pcm)
        if not text:
            return Evidence()
        if not vocabulary.decoys:
            return Evidence(tuple(text.split()))
        _, other = self._explain((*vocabulary.decoys, *vocabulary.hesitations), pcm)
        seconds = max(len(pcm) / 2 / MODEL_RATE - AROUND_S, 0.2)
        return Evidence(tuple(text.split()), (score - other) / seconds)

    def _explain(self, phrases: Iterable[str], pcm: bytes) -> tuple[str, float]:
        grammar = json.dumps(list(phrases), ensure_ascii=False)  # vosk-api issue 1299: no escapes
        recogniser = vosk.KaldiRecognizer(self._model, MODEL_RATE, grammar)
        recogniser.SetMaxAlternatives(1)  # the only result that holds a score and not a posterior
        recogniser.AcceptWaveform(pcm)
        best = json.loads(recogniser.FinalResult())["alternatives"][0]
        return best["text"].strip(), float(best["confidence"])


def _levelled(sound: Samples) -> Samples:
    peak = int(np.abs(sound.astype(np.int32)).max(initial=1))
    gain = min(LOUDEST / max(peak, 1), MOST_GAIN)
    louder: Samples = np.rint(sound.astype(np.float32) * gain).astype(np.int16)
    return resample_samples(louder, MULAW_RATE, MODEL_RATE)

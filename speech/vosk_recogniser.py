"""Vosk behind our own words; the only file that imports it. Loaded in worker processes only."""

import json
from pathlib import Path

import numpy as np
import vosk  # type: ignore[import-untyped]  # it ships no types

from speech.convert import Samples, resample_samples
from speech.judge import Word
from speech.ports import MULAW_RATE, ModelBroken
from speech.vocabulary import Vocabulary

MODEL_RATE = 16_000
"""Hertz; small models refuse 8000 (vosk-api issue 1726)."""
LOUDEST = 20_000
"""Every answer is brought to this peak (of 32768): quiet callers are misheard otherwise (measured, see README)."""

vosk.SetLogLevel(-1)


class VoskModel:
    """One language's model in memory; usable by many threads at once (vosk-api issue 402)."""

    def __init__(self, folder: Path) -> None:
        """Load; takes seconds and hundreds of megabytes. Raises ModelBroken."""
        try:
            self._model = vosk.Model(str(folder))
        except Exception as error:  # vosk raises bare Exception
            raise ModelBroken(f"Vosk cannot load the model in {folder}: install it again.") from error

    def knows(self, word: str) -> bool:
        """Whether the word is in the model's vocabulary."""
        return bool(self._model.vosk_model_find_word(word) >= 0)

    def decode(self, vocabulary: Vocabulary, sound: Samples) -> tuple[Word, ...]:
        """The words of the vocabulary in a piece of sound at 8000 Hz. Every word must be known."""
        recogniser = vosk.KaldiRecognizer(self._model, MODEL_RATE, _grammar(vocabulary))
        recogniser.SetWords(True)
        recogniser.AcceptWaveform(_levelled(sound).astype("<i2").tobytes())
        result = json.loads(recogniser.FinalResult()).get("result", [])
        return tuple(Word(w["word"], float(w["conf"]), float(w["start"]), float(w["end"])) for w in result)


def _grammar(vocabulary: Vocabulary) -> str:
    phrases = [" ".join(words) for words in vocabulary.phrases]
    return json.dumps([*phrases, *vocabulary.decoys], ensure_ascii=False)  # vosk-api issue 1299: no escapes


def _levelled(sound: Samples) -> Samples:
    peak = int(np.abs(sound.astype(np.int32)).max(initial=1))
    louder = np.rint(sound.astype(np.float32) * (LOUDEST / max(peak, 1)))
    return resample_samples(louder.astype(np.int16), MULAW_RATE, MODEL_RATE)

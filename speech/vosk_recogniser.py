"""Vosk behind our own words; the only file that imports it. Loaded in worker processes only."""

import json
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
import vosk  # type: ignore[import-untyped]  # it ships no types

from speech.convert import Samples, clipped, resample_samples
from speech.hypotheses import Hypothesis, Word
from speech.ports import MULAW_RATE, ModelBroken
from speech.telephone_band import opened
from speech.vocabulary import Vocabulary
from speech.vosk_settings import searching

MODEL_RATE = 16_000
"""Hertz; small models refuse 8000 (vosk-api issue 1726)."""
LOUDEST = 20_000
MOST_GAIN = 40.0
"""Every answer is brought to this peak (of 32768), as far as this gain goes: quiet callers are misheard otherwise."""
HISS = 8.0
"""Root mean square of the noise under everything that is decoded: what a telephone leaves out as digital silence is
nothing that a model was made from, and Kaldi's own random noise would move results there (measured)."""
READINGS = 20
"""Most readings of one answer."""
KEPT = 64
"""Recognisers kept, a grammar each: half of the work for a new one is the grammar's (20 of 65 ms, measured)."""
NOTHING = bytes(2 * MODEL_RATE // 50)
"""What is heard last by a recogniser that is kept, so that nothing of a caller is in it."""
BEFORE, AFTER = 1280, 512
"""Samples at 8000 Hz of an answer's own rests (320 and 160 ms) that need not be decoded (measured: as often right)."""

vosk.SetLogLevel(-1)


class VoskModel:
    """One language's model in memory; usable by many threads at once (vosk-api issue 402)."""

    def __init__(self, folder: Path) -> None:
        """Load; takes seconds and hundreds of megabytes. Raises ModelBroken."""
        try:
            with searching(folder) as made:
                self._model = vosk.Model(str(made))
        except Exception as error:
            raise ModelBroken(f"Vosk cannot load the model in {folder}: install it again.") from error
        self._free = _Free(KEPT)

    def knows(self, word: str) -> bool:
        """Whether the word is in the model's vocabulary."""
        return bool(self._model.vosk_model_find_word(word) >= 0)

    def readings(self, vocabulary: Vocabulary, sound: Samples) -> tuple[Hypothesis, ...]:
        """What a piece of sound at 8000 Hz may be, best first; every word must be known to the model."""
        if not vocabulary.phrases:
            return ()
        grammar = _grammar(vocabulary)
        recogniser = self._free.take(grammar) or self._made(grammar)
        recogniser.AcceptWaveform(ready(sound[BEFORE : len(sound) - AFTER]).astype("<i2").tobytes())
        found = json.loads(recogniser.FinalResult())["alternatives"]
        recogniser.AcceptWaveform(NOTHING)
        recogniser.FinalResult()
        self._free.give(grammar, recogniser)
        return tuple(map(_hypothesis, found))

    def _made(self, grammar: str) -> Any:
        recogniser = vosk.KaldiRecognizer(self._model, MODEL_RATE, grammar)
        recogniser.SetMaxAlternatives(READINGS)
        recogniser.SetWords(True)
        return recogniser


class _Free:
    """Recognisers nobody uses, by grammar; the one unused for longest goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[int, tuple[str, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, grammar: str) -> Any | None:
        with self._lock:
            key = next((key for key, (of, _) in self._kept.items() if of == grammar), None)
            return None if key is None else self._kept.pop(key)[1]

    def give(self, grammar: str, recogniser: Any) -> None:
        with self._lock:
            self._kept[id(recogniser)] = (grammar, recogniser)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)


def _grammar(vocabulary: Vocabulary) -> str:
    phrases = (" ".join(words) for words in vocabulary.phrases)
    every = (*phrases, *vocabulary.hesitations, *vocabulary.decoys)
    return json.dumps(every, ensure_ascii=False)  # vosk-api issue 1299: no escapes


def _hypothesis(found: Any) -> Hypothesis:
    words = (Word(each["word"], float(each["start"]), float(each["end"])) for each in found.get("result", ()))
    return Hypothesis(tuple(words), float(found["confidence"]))


def ready(sound: Samples) -> Samples:
    """As models want it, at MODEL_RATE: the telephone's band opened, loud, and never quite silent."""
    wide = opened(sound)
    gain = min(LOUDEST / max(float(np.abs(wide).max(initial=1.0)), 1.0), MOST_GAIN)
    hiss = np.random.default_rng(len(sound)).normal(0, HISS, len(wide))
    return resample_samples(clipped(wide * gain + hiss), MULAW_RATE, MODEL_RATE)

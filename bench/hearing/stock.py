"""Stock Vosk as its own server's demo uses it: always on, every piece of sound, its own end of speech.

With the menu as its phrase list, or without one. What it says first counts: the first option in that text is taken.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import vosk  # type: ignore[import-untyped]  # it ships no types; measured here as others use it

from speech.convert import mulaw_samples, resample_samples
from speech.ports import MULAW_RATE, Grammar
from speech.vocabulary import Vocabulary

RATE = 16_000
PIECE = 3200
"""Bytes given at once: a tenth of a second."""

vosk.SetLogLevel(-1)


class Stock:
    """One model in memory."""

    def __init__(self, folder: Path) -> None:
        self._model = vosk.Model(str(folder))

    def hear(self, mulaw: bytes, grammar: Grammar, free: bool = False) -> str | None:
        """The option that is taken; None where there is none in what was understood. `free` is without a grammar."""
        vocabulary = Vocabulary.of(grammar)
        for text in self.texts(mulaw, None if free else grammar):
            if text:
                found, _ = vocabulary.spot(tuple(text.split()))
                return vocabulary.phrases[found[0]] if found else None
        return None

    def texts(self, mulaw: bytes, grammar: Grammar | None) -> Iterator[str]:
        """Everything that is understood, in the order of its ends."""
        recogniser = self.recogniser(grammar)
        pcm = resample_samples(mulaw_samples(mulaw), MULAW_RATE, RATE).astype("<i2").tobytes()
        for start in range(0, len(pcm), PIECE):
            if recogniser.AcceptWaveform(pcm[start : start + PIECE]):
                yield json.loads(recogniser.Result())["text"]
        yield json.loads(recogniser.FinalResult())["text"]

    def recogniser(self, grammar: Grammar | None):  # type: ignore[no-untyped-def]
        """A new one, which takes linear 16 bit sound at 16000 Hz."""
        if grammar is None:
            return vosk.KaldiRecognizer(self._model, RATE)
        phrases = [" ".join(words) for words in Vocabulary.of(grammar).phrases]
        return vosk.KaldiRecognizer(self._model, RATE, json.dumps(phrases, ensure_ascii=False))

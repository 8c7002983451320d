"""Stock Vosk as its own server's demo uses it: always on, every piece of sound, its own end of speech.

With the menu as its phrase list, or without one. What it says first counts: the first option in that text is taken.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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

    def ended(self, mulaw: bytes, grammar: Grammar) -> bool:
        """Whether its own end of speech gave something before this sound was over."""
        return any(text for text, _ in self._ends(self.recogniser(grammar), mulaw))

    def end(self, mulaw: bytes, grammar: Grammar) -> int | None:
        """At which byte its own end of speech gave something for the first time; None where it did not."""
        return next((place for text, place in self._ends(self.recogniser(grammar), mulaw) if text), None)

    def texts(self, mulaw: bytes, grammar: Grammar | None) -> Iterator[str]:
        """Everything that is understood, in the order of its ends."""
        recogniser = self.recogniser(grammar)
        yield from (text for text, _ in self._ends(recogniser, mulaw))
        yield json.loads(recogniser.FinalResult())["text"]

    @staticmethod
    def _ends(recogniser: Any, mulaw: bytes) -> Iterator[tuple[str, int]]:
        """What was said before each of its own ends of speech, and at which byte of the mu-law that came."""
        pcm = resample_samples(mulaw_samples(mulaw), MULAW_RATE, RATE).astype("<i2").tobytes()
        for start in range(0, len(pcm), PIECE):
            if recogniser.AcceptWaveform(pcm[start : start + PIECE]):
                yield json.loads(recogniser.Result())["text"], (start + PIECE) // 4

    def recogniser(self, grammar: Grammar | None) -> Any:
        """A new one, which takes linear 16 bit sound at 16000 Hz."""
        if grammar is None:
            return vosk.KaldiRecognizer(self._model, RATE)
        phrases = [" ".join(words) for words in Vocabulary.of(grammar).phrases]
        return vosk.KaldiRecognizer(self._model, RATE, json.dumps(phrases, ensure_ascii=False))

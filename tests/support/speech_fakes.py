"""Fakes of the speech ports; `tests/contracts` runs the same tests on them and on the real ones."""

import asyncio
import zlib
from collections.abc import Callable

import numpy as np

from speech.convert import mulaw_samples
from speech.ports import (
    MULAW_RATE,
    Grammar,
    Heard,
    HearingEvent,
    LanguageDeaf,
    Lost,
    Sound,
    SpeechStarted,
    SynthesisFailed,
    Unclear,
    Zone,
)
from speech.vocabulary import Vocabulary, normal, unknown_words

FAINT = 100
"""Of 32768."""


def _is_loud(mulaw: bytes) -> bool:
    return bool(np.abs(mulaw_samples(mulaw)).max(initial=0) > FAINT)


class FakeStream:
    """One question; the test says what was heard, or feeds a sound it has registered with the recogniser."""

    def __init__(self, grammar: Grammar, tell: Callable[[HearingEvent], None], sounds: dict[bytes, str | None]) -> None:
        self.grammar = grammar
        self.fed = bytearray()
        self.open = True
        self._tell = tell
        self._sounds = sounds
        self._said = bytearray()
        self._over = self._started = False

    def feed(self, mulaw: bytes, said: bytes = b"") -> None:
        """Keep the sound; a registered one in it is heard, unless it is what the line says."""
        if not self.open:
            return
        ends = self._over and not said
        self._over = bool(said)
        if ends and _is_loud(mulaw):
            self.start()
        self.fed += mulaw
        self._said += said
        for sound, phrase in self._sounds.items():
            if sound in self.fed:
                self.fed.clear()
                if sound not in self._said:
                    self.say(phrase)
                return

    def close(self) -> None:
        """Stop listening."""
        self.open = False

    def say(self, phrase: str | None) -> None:
        """The caller says a phrase: Heard where it is listed, else Unclear."""
        vocabulary = Vocabulary.of(self.grammar)
        found, stray = vocabulary.spot(normal(phrase or ""))
        options = {vocabulary.phrases[one] for one in found}
        one = len(options) == 1 and not stray
        self._answer(Heard(options.pop(), vocabulary.told(found), Zone.ACCEPT) if one else Unclear())

    def hear(self, option: str, zone: Zone = Zone.ACCEPT) -> None:
        """The caller says an option by its first phrase."""
        phrases = dict(self.grammar.options)[option]
        self._answer(Heard(option, " ".join(normal(phrases[0])), zone))

    def start(self) -> None:
        """The caller begins to speak."""
        self._started = True
        self._later(SpeechStarted())

    def unclear(self) -> None:
        """The caller says something that is on no list."""
        self._answer(Unclear())

    def lose(self) -> None:
        """The recogniser dies."""
        self._end(Lost())

    def _answer(self, event: Heard | Unclear) -> None:
        if self._over and event == Unclear():
            return
        if not self._over and not self._started:
            self.start()
        self._end(event)

    def _end(self, event: HearingEvent) -> None:
        self._later(event, last=True)

    def _later(self, event: HearingEvent, *, last: bool = False) -> None:
        asyncio.get_running_loop().call_soon(self._give, event, last)

    def _give(self, event: HearingEvent, last: bool) -> None:
        if self.open:
            self.open = not last
            self._tell(event)


class FakeRecogniser:
    """Ears under a test's control; `last` is the stream opened last."""

    def __init__(self, *languages: str, vocabulary: frozenset[str] | None = None) -> None:
        """`vocabulary`: the words the model knows; None means all."""
        self._languages = frozenset(languages)
        self._vocabulary = vocabulary
        self._sounds: dict[bytes, str | None] = {}
        self.streams: list[FakeStream] = []

    @property
    def languages(self) -> frozenset[str]:
        return self._languages

    @property
    def last(self) -> FakeStream:
        """The stream opened last."""
        return self.streams[-1]

    def teach(self, sound: bytes, phrase: str | None) -> None:
        """Fed exactly this sound (mu-law), the phrase is heard; None means words on no list."""
        self._sounds[sound] = phrase

    def hear(self, option: str) -> None:
        """The caller of the stream opened last says an option."""
        self.last.hear(option)

    def open(self, grammar: Grammar, tell: Callable[[HearingEvent], None]) -> FakeStream:
        if grammar.language not in self._languages:
            raise LanguageDeaf(f"There is no recogniser model for {grammar.language}: install one, or use keys.")
        self.streams.append(FakeStream(grammar, tell, self._sounds))
        return self.last

    async def unknown_words(self, language: str, phrases: tuple[str, ...]) -> tuple[str, ...]:
        if language not in self._languages:
            raise LanguageDeaf(f"There is no recogniser model for {language}: install one, or use keys.")
        return unknown_words(phrases, lambda word: self._vocabulary is None or word in self._vocabulary)


class FakeSynthesiser:
    """Says every text as a tone of its own: same text and language, same sound; 80 ms a character."""

    rate = 22_050

    def __init__(self, *languages: str) -> None:
        self._languages = frozenset(languages)
        self.said: list[tuple[str, str]] = []

    @property
    def name(self) -> str:
        return "fake tones 1"

    def speaks(self, language: str) -> bool:
        return language in self._languages

    async def say(self, text: str, language: str) -> Sound:
        if not self.speaks(language):
            raise SynthesisFailed(f"There is no voice for {language}.")
        if not text.strip():
            raise SynthesisFailed("There is no text to say.")
        self.said.append((text, language))
        hertz = 200 + zlib.crc32(f"{language} {text}".encode()) % (MULAW_RATE // 4)
        at = np.arange(len(text) * self.rate * 80 // 1000) / self.rate
        return Sound((8000 * np.sin(2 * np.pi * hertz * at)).astype("<i2").tobytes(), self.rate)


class FakeGap:
    """One gap of FakeAnySound."""

    def __init__(self, tell: Callable[[HearingEvent], None]) -> None:
        self.open = True
        self._tell = tell

    def feed(self, mulaw: bytes, said: bytes = b"") -> None:
        """Whatever is not silent is a sound."""
        if self.open and _is_loud(mulaw):
            self._later(SpeechStarted())
            self._later(Unclear(), last=True)

    def close(self) -> None:
        """Stop listening."""
        self.open = False

    def _later(self, event: HearingEvent, *, last: bool = False) -> None:
        asyncio.get_running_loop().call_soon(self._give, event, last)

    def _give(self, event: HearingEvent, last: bool) -> None:
        if self.open:
            self.open = not last
            self._tell(event)


class FakeAnySound:
    """Ears for any sound, without a process."""

    def open(self, before: bytes, tell: Callable[[HearingEvent], None]) -> FakeGap:
        """Begins at once; what came before does not matter to it."""
        return FakeGap(tell)

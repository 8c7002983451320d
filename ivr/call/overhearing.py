"""What is said over a prompt (rule V17): hot words at once, sure answers at the next gap, the rest when it is over."""

import asyncio
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Self

from flows.effects import Gap, Item, Overhear
from flows.limits import OPTION_GAP_MS
from ivr.call.asked import OTHERS_S, Said, grammars, surest
from ivr.call.ear import Ear
from ivr.call.ports import Words
from speech.ports import (
    FRAME_BYTES,
    FRAME_MS,
    Deaf,
    Grammar,
    Heard,
    HearingEvent,
    LanguageDeaf,
    Lost,
    Recogniser,
    SpeechStarted,
    Zone,
)

FRAMES_AT_ONCE = 5
"""Sound goes to the ears every 100 ms: nobody waits for an answer while we talk, and it is a fifth of the messages."""
OFF_MS = 120
"""The caller's sound is late by more only where some is missing (phones may send none): it is counted anew from now."""


@dataclass(frozen=True, slots=True)
class Playing:
    """What is said."""

    sound: bytes
    """Mu-law."""
    gaps: tuple[int, ...]
    """Milliseconds from the beginning to each gap between options."""

    @classmethod
    def of(cls, items: Sequence[Item], sounds: Sequence[bytes]) -> Self:
        """Of the items of a Play and the sound of each."""
        starts = accumulate((len(sound) // FRAME_BYTES * FRAME_MS for sound in sounds), initial=0)
        timed = zip(items, starts, strict=False)
        gaps = (at for item, at in timed if isinstance(item, Gap) and item.milliseconds >= OPTION_GAP_MS)
        return cls(b"".join(sounds), tuple(gaps))


@dataclass(frozen=True, slots=True)
class Begun:
    """What one language has when the prompt is over: an ear that may be in the middle of an answer, or an answer."""

    ear: Ear | None
    started: bool
    answer: Heard | None


class Overhearing:
    """Hears from its making until `close` or `hand_over`; `tell` is called at most once, with something sure."""

    def __init__(
        self,
        hears: Overhear,
        words: Words,
        ears: Recogniser,
        playing: Playing,
        tell: Callable[[Said], None],
    ) -> None:
        self._hears = hears
        self._recogniser = ears
        self._playing = playing
        self._tell = tell
        self._loop = asyncio.get_running_loop()
        self._began = self._loop.time()
        self._at = 0
        self._waiting = bytearray()
        self._ears: dict[str, Ear] = {}
        self._started: set[str] = set()
        self._answers: dict[str, Heard] = {}
        self._clock: asyncio.TimerHandle | None = None
        self._grammars = grammars(hears, words, ears.languages)
        for grammar in self._grammars:
            self._open(grammar)

    def _open(self, grammar: Grammar) -> None:
        language = grammar.language
        self._started.discard(language)
        try:
            self._ears[language] = Ear(self._recogniser, grammar, lambda event: self._event(grammar, event))
        except LanguageDeaf:
            self._ears.pop(language, None)  # the question itself says so, when it is listened for

    # -- sound --------------------------------------------------------------------------------------

    def feed(self, mulaw: bytes) -> None:
        """The caller's sound."""
        self._waiting += mulaw
        if len(self._waiting) >= FRAMES_AT_ONCE * FRAME_BYTES:
            self._give()

    def _give(self) -> None:
        mulaw, self._waiting = bytes(self._waiting), bytearray()
        now = round((self._loop.time() - self._began) * 1000) // FRAME_MS * FRAME_BYTES
        if now - self._at > OFF_MS // FRAME_MS * FRAME_BYTES + len(mulaw):
            self._at = now - len(mulaw)
        said = self._playing.sound[self._at : self._at + len(mulaw)]
        self._at += len(mulaw)
        over = len(said)
        for ear in tuple(self._ears.values()):
            if over:
                ear.feed(mulaw[:over], said)
            if over < len(mulaw):
                ear.feed(mulaw[over:])

    # -- answers ------------------------------------------------------------------------------------

    def _event(self, grammar: Grammar, event: HearingEvent) -> None:
        match event:
            case SpeechStarted():
                self._started.add(grammar.language)
            case Heard():
                self._open(grammar)  # whatever is said next is heard as well
                self._keep(grammar.language, event)
            case Lost() | Deaf():
                self._ears.pop(grammar.language, None)
            case _:
                self._open(grammar)

    def _keep(self, language: str, answer: Heard) -> None:
        """The last, save that what is unsure does not undo what was sure."""
        before = self._answers.get(language)
        if before is None or before.zone is not Zone.ACCEPT or answer.zone is Zone.ACCEPT:
            self._answers[language] = answer
            self._after(OTHERS_S if len(self._ears) > 1 else 0, self._decide)

    def _decide(self) -> None:
        verdict = surest(tuple(self._answers.values()))
        if not isinstance(verdict, Said) or not verdict.sure:
            return
        if verdict.option in self._hears.hot:
            self._say(verdict)
        elif (wait_s := self._to_next_gap()) is not None:
            self._after(wait_s, lambda: self._say(verdict))

    def _to_next_gap(self) -> float | None:
        """Seconds; None where nothing more is read out: then the end is as near."""
        now = round((self._loop.time() - self._began) * 1000)
        following = self._playing.gaps[bisect_left(self._playing.gaps, now) :]
        return (following[0] - now) / 1000 if following else None

    def _say(self, said: Said) -> None:
        self.close()
        self._tell(said)

    def _after(self, seconds: float, do: Callable[[], None]) -> None:
        if self._clock:
            self._clock.cancel()
        self._clock = self._loop.call_later(seconds, do)

    # -- the end ------------------------------------------------------------------------------------

    def hand_over(self, asked: Sequence[Grammar]) -> dict[str, Begun]:
        """The prompt is over and these are listened for: what was said to the same, by language. It hears no more."""
        if self._waiting:
            self._give()
        begun = {}
        for grammar in self._grammars:
            if grammar in asked:
                begun[grammar.language] = self._begun(grammar.language)
        self.close()
        return begun

    def _begun(self, language: str) -> Begun:
        ear = self._ears.pop(language, None)
        started = language in self._started
        answer = None if started else self._answers.get(language)
        if ear and answer:
            ear.close()
        return Begun(None if answer else ear, started, answer)

    def close(self) -> None:
        """Hear no more. Idempotent."""
        if self._clock:
            self._clock.cancel()
        for ear in self._ears.values():
            ear.close()
        self._ears.clear()

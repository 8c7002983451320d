"""What is said over a prompt (rule V17): hot words at once, sure answers at the next gap, the rest when it is over."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Self

from flows.effects import Gap, Item, Overhear
from flows.limits import OPTION_GAP_MS
from ivr.call.asked import OTHERS_S, Said, final, grammars, joined, likely, surest
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
LATE_MS, AHEAD_MS = 120, 40
"""The caller's sound is later only where some is missing (phones may send none), and earlier only where it was held up
and then came in a burst: then it is counted anew from now. An echo never comes before what was said."""
INTO_GAP_MS = 200
"""A sentence is stopped so far into a gap: what goes down the line is heard a little later."""
KNOWN_MS = 300
"""What is heard was said so long ago at least: the silence after which it is decided, and the way to the ears."""


@dataclass(frozen=True, slots=True)
class Playing:
    """What is said."""

    sound: bytes
    """Mu-law."""
    gaps: tuple[tuple[int, int], ...]
    """Begin and end of each gap between options, in milliseconds from the beginning."""
    counts_from: int = 0
    """Milliseconds from the beginning from which on an answer counts, when it is told."""

    @classmethod
    def of(cls, items: Sequence[Item], sounds: Sequence[bytes], named: int = 0) -> Self:
        """Of the items of a Play and the sound of each; an answer counts when so many items were said."""
        ends = list(accumulate(len(sound) // FRAME_BYTES * FRAME_MS for sound in sounds))
        timed = zip(items, [0, *ends], ends, strict=False)
        gaps = ((at, end) for item, at, end in timed if isinstance(item, Gap) and item.milliseconds >= OPTION_GAP_MS)
        return cls(b"".join(sounds), tuple(gaps), ends[named - 1] + KNOWN_MS if named else 0)


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
        self._answered_at = 0.0
        self._clock: asyncio.TimerHandle | None = None
        self._grammars = grammars(hears, words, ears.languages)
        for grammar in self._grammars:
            self._open(grammar)

    def _open(self, grammar: Grammar) -> None:
        language = grammar.language
        self._close_ear(language)
        try:
            self._ears[language] = Ear(self._recogniser, grammar, lambda event: self._event(grammar, event))
        except LanguageDeaf:
            return  # the question itself says so, when it is listened for

    def _close_ear(self, language: str) -> None:
        self._started.discard(language)
        if ear := self._ears.pop(language, None):
            ear.close()

    # -- sound --------------------------------------------------------------------------------------

    def feed(self, mulaw: bytes) -> None:
        """The caller's sound."""
        self._waiting += mulaw
        if len(self._waiting) >= FRAMES_AT_ONCE * FRAME_BYTES:
            self._give()

    def _give(self) -> None:
        mulaw, self._waiting = bytes(self._waiting), bytearray()
        should_be = max(0, self._now() // FRAME_MS * FRAME_BYTES - len(mulaw))
        if not -AHEAD_MS <= (should_be - self._at) // FRAME_BYTES * FRAME_MS <= LATE_MS:
            self._at = should_be
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
                self._close_ear(grammar.language)
            case _:
                self._open(grammar)

    def _keep(self, language: str, answer: Heard) -> None:
        """Of one utterance what each language heard; of several the last, but what is unsure undoes nothing sure."""
        early = answer.option not in self._hears.hot and self._now() < self._playing.counts_from
        if early or not likely(answer):
            return
        whole = joined(self._answers.get(language), answer)
        if whole is answer and not self._replaces(language, answer):
            return
        self._answered_at = self._loop.time()
        self._answers[language] = whole
        self._after(OTHERS_S if len(self._ears) > 1 else 0, self._decide)

    def _replaces(self, language: str, answer: Heard) -> bool:
        """Whether it counts; what belongs to another utterance is forgotten then."""
        if language not in self._answers and self._loop.time() - self._answered_at <= OTHERS_S:
            return True
        if answer.zone is not Zone.ACCEPT and any(each.zone is Zone.ACCEPT for each in self._answers.values()):
            return False
        self._answers.clear()
        return True

    def _decide(self) -> None:
        verdict = surest(tuple(self._answers.values()))
        if not isinstance(verdict, Said) or not verdict.sure:
            return
        if verdict.option in self._hears.hot:
            self._say(verdict)
        elif (wait_s := self._to_next_gap()) is not None:
            self._after(wait_s, lambda: self._say(verdict))

    def _to_next_gap(self) -> float | None:
        """Seconds, none in the middle of one; None where nothing more is read out: then the end is as near."""
        now = self._now()
        coming = next((begin for begin, end in self._playing.gaps if now < end), None)
        return None if coming is None else max(0, coming + INTO_GAP_MS - now) / 1000

    def _now(self) -> int:
        """Milliseconds since the beginning."""
        return round((self._loop.time() - self._began) * 1000)

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
        """Beside what is not final the ear stays open: the caller may be saying something better."""
        ear = self._ears.pop(language, None)
        answer = self._answers.get(language)
        if ear and answer and final(answer):
            ear.close()
            ear = None
        return Begun(ear, ear is not None and language in self._started, answer)

    def close(self) -> None:
        """Hear no more. Idempotent."""
        if self._clock:
            self._clock.cancel()
        for ear in self._ears.values():
            ear.close()
        self._ears.clear()
        self._answers.clear()
        self._waiting.clear()

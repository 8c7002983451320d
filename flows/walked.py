"""A call without a telephone, on an exact clock: the state, what happened when, and what happens by itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from flows.actions import Choice
from flows.confirm import NO_KEY, YES_KEY
from flows.effects import Effect, Gap, Listen, ListenForSound, Play, Record
from flows.engine import advance, begin
from flows.events import (
    CallStarted,
    DeadlinePassed,
    Event,
    NobodyFree,
    PlayedToEnd,
    RecordingDone,
    Silence,
)
from flows.model import FlowBook
from flows.number import collecting
from flows.state import CallState, Finding, Listening, Recording, Sounding, Speaking, from_json, to_json
from flows.step import Note, Step
from flows.transcript import effect_line, note_line
from flows.turn import Turn

SPOKEN_MS = 1_000
"""How long a prompt takes where nobody says."""
Length = Callable[[Play], int]
"""Milliseconds of everything a Play says."""


def fixed(milliseconds: int) -> Length:
    """Every prompt takes the same time."""
    return lambda play: sum(item.milliseconds if isinstance(item, Gap) else milliseconds for item in play.items)


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened."""

    at: int
    """Milliseconds of the call's clock."""
    what: Effect | Note | str
    """What the line did, what came of it, or what the caller did."""

    def line(self) -> str:
        """As it stands in a golden call."""
        if isinstance(self.what, str):
            return f"> {self.what}"
        return f"  {effect_line(self.what)}" if isinstance(self.what, Effect) else f"  ({note_line(self.what)})"


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of a walk."""

    step: Step
    at: int
    until: int
    listening: tuple[tuple[str, str], ...]
    moments: int


@dataclass
class Walked:
    """One call. Between any two events the state is written out and read again."""

    book: FlowBook
    flow: str
    length: Length = field(default_factory=lambda: fixed(SPOKEN_MS))
    started: CallStarted = field(default_factory=lambda: CallStarted(0))
    """The hour of the call, and what is switched on."""
    language: str | None = None
    """Chosen before this flow began."""
    at: int = 0
    moments: list[Moment] = field(default_factory=list)
    state: CallState = field(init=False)
    listening: tuple[tuple[str, str], ...] = field(init=False, default=())
    """(option, language) pairs that may be said now."""
    until: int = field(init=False, default=0)
    """When what goes on now ends by itself."""
    _last: Step = field(init=False)

    def __post_init__(self) -> None:
        self._take(begin(self.book, self.flow, self.started, self.language))

    # -- looking ------------------------------------------------------------------------------------------

    @property
    def step(self) -> Step:
        """The last step."""
        return self._last

    @property
    def lines(self) -> list[str]:
        """Everything that happened, as it stands in a golden call."""
        return [moment.line() for moment in self.moments]

    @property
    def digits(self) -> bool:
        """Whether keys are digits now."""
        return collecting(self._turn())

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What has a key of its own now, besides the universal keys."""
        turn = self._turn()
        if not turn.node.asks:
            return ()
        if self.state.confirming:
            return tuple(Choice(name, key, name, turn.asking) for name, key in (("yes", YES_KEY), ("no", NO_KEY)))
        return tuple(choice for choice in turn.question().choices if choice.key)

    def _turn(self) -> Turn:
        return Turn(self.book, self.state, self.at)

    # -- going on -------------------------------------------------------------------------------------------

    def post(self, event: Event) -> Step:
        """One event."""
        self._take(advance(self.book, self.state, event))
        return self._last

    def settle(self) -> None:
        """Let everything be said, and people be looked for, until the caller is waited for or the call is over.

        Pauses for any sound pass by.
        """
        while isinstance(self.state.mode, Speaking | Sounding | Finding):
            self.tick()

    def pause(self) -> None:
        """The same, but up to the next pause for any sound, where there is one."""
        while isinstance(self.state.mode, Speaking | Finding):
            self.tick()

    def hear(self) -> None:
        """Let everything be said."""
        while isinstance(self.state.mode, Speaking):
            self.tick()

    def wait(self, milliseconds: int) -> None:
        """Let time pass, with all that happens in it."""
        end = self.at + milliseconds
        while (following := self._next()) and following.at <= end:
            self.tick()
        self.at = end

    def tick(self) -> None:
        """The next thing that happens without the caller."""
        if following := self._next():
            self.at = max(self.at, following.at)
            self.post(following)

    def mark(self) -> Mark:
        """Where the walk stands."""
        return Mark(self._last, self.at, self.until, self.listening, len(self.moments))

    def back_to(self, mark: Mark) -> None:
        """As if nothing had happened since."""
        self._last, self.state = mark.step, mark.step.state
        self.at, self.until, self.listening = mark.at, mark.until, mark.listening
        del self.moments[mark.moments :]

    def _take(self, step: Step) -> None:
        self._last = step
        self.state = from_json(to_json(step.state))
        self.moments += [Moment(self.at, what) for what in (*step.notes, *step.effects)]
        if not isinstance(self.state.mode, Listening):
            self.listening = ()
        for effect in step.effects:
            match effect:
                case Play():
                    self.until = self.at + self.length(effect)
                case Listen():
                    self.until = self.at + effect.no_input_ms
                    self.listening = effect.options
                case ListenForSound():
                    self.until = self.at + effect.gap_ms
                case Record():
                    self.until = self.at + effect.final_silence_ms

    def _next(self) -> Event | None:
        return min(self._coming(), key=lambda event: event.at, default=None)

    def _coming(self) -> Iterator[Event]:
        for clock in self._last.deadlines:
            yield DeadlinePassed(max(self.at, clock.at), clock.name)
        match self.state.mode:
            case Speaking(play, cut_at=None):
                yield PlayedToEnd(self.until, play)
            case Listening(listen) | Sounding(listen):
                yield Silence(self.until, listen)
            case Recording(record):
                yield RecordingDone(self.until, record, 0)
            case Finding(find):
                yield NobodyFree(self.at, find)

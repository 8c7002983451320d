"""Play a flow from a script of caller behaviour, on an exact clock, without sound."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from flows.effects import Gap, Listen, Play, Record, Spoken
from flows.engine import advance, begin
from flows.events import (
    CallStarted,
    DeadlinePassed,
    EarsLost,
    Event,
    Heard,
    HungUp,
    KeyPressed,
    NobodyFree,
    NotUnderstood,
    PersonJoined,
    PersonLeft,
    PlayedToEnd,
    RecordingDone,
    Silence,
)
from flows.model import FlowBook
from flows.state import CallState, Finding, Listening, Recording, Speaking, WithPerson, from_json, to_json
from flows.step import Step
from flows.transcript import effect_line, note_line

SPOKEN_MS = 2_000
"""How long a prompt takes where nobody says."""


class WalkError(Exception):
    """The script asks for something that cannot happen there; the text says what."""


@dataclass
class Walk:
    """One walked call. Between any two events the state is written out and read again."""

    book: FlowBook
    flow: str
    lasts: Callable[[Spoken], int] = lambda _: SPOKEN_MS
    """Milliseconds a prompt takes."""
    started: CallStarted = field(default_factory=lambda: CallStarted(0))
    """The hour of the call, and what is switched on."""
    at: int = 0
    lines: list[str] = field(default_factory=list)
    state: CallState = field(init=False)
    _last: Step = field(init=False)
    _until: int = field(init=False, default=0)
    """When what goes on now ends by itself."""

    def __post_init__(self) -> None:
        self._take(begin(self.book, self.flow, self.started))

    @property
    def step(self) -> Step:
        """The last step."""
        return self._last

    def post(self, event: Event) -> Step:
        """One event."""
        self._take(advance(self.book, self.state, event))
        return self._last

    def _take(self, step: Step) -> None:
        self._last = step
        self.state = from_json(to_json(step.state))
        self.lines += [f"  ({note_line(note)})" for note in step.notes]
        self.lines += [f"  {effect_line(effect)}" for effect in step.effects]
        for effect in step.effects:
            match effect:
                case Play():
                    self._until = self.at + self._length(effect)
                case Listen():
                    self._until = self.at + effect.no_input_ms
                case Record():
                    self._until = self.at + effect.final_silence_ms

    def _length(self, play: Play) -> int:
        return sum(i.milliseconds if isinstance(i, Gap) else self.lasts(i) for i in play.items)

    # -- what the caller does ---------------------------------------------------------------------

    def do(self, action: str) -> None:
        """One action of the caller. Raises WalkError where it cannot happen.

        `key 2` (waits for the question), `early 2` (does not), `say menu.law`, `mumble menu.law` (heard unsurely),
        `nonsense`, `silence` (until something happens), `wait 130` (seconds), `message 5` (seconds), `ears lost`,
        `joined 30` and `left 60` (a person, after seconds), `hang up`.
        """
        verb, _, rest = action.strip().partition(" ")
        self._lead_up(verb)
        self.lines.append(f"> {action}")
        match verb:
            case "early":
                self.post(KeyPressed(self.at, rest))
            case "hang":
                self.post(HungUp(self.at))
            case "wait":
                self._wait(self._seconds(rest, action))
            case "joined" | "left":
                self._person(verb, rest, action)
            case "silence":
                self._tick()
            case _:
                self.post(self._event(verb, rest, action))

    def _lead_up(self, verb: str) -> None:
        if verb in {"joined", "left"}:
            while isinstance(self.state.mode, Speaking):
                self._tick()
        elif verb not in {"early", "hang", "wait"}:
            self.settle()

    def _event(self, verb: str, rest: str, action: str) -> Event:
        mode = self.state.mode
        if verb == "key" and isinstance(mode, Listening | Recording):
            self.at += 1_000
            return KeyPressed(self.at, rest)
        if verb == "message" and isinstance(mode, Recording):
            seconds = self._seconds(rest, action)
            self.at += seconds * 1_000
            return RecordingDone(self.at, mode.record, seconds * 1_000)
        if isinstance(mode, Listening):
            return self._spoken(mode.listen, verb, rest, action)
        raise WalkError(f"'{action}' cannot happen at {self.state.place}, where the call is {mode.kind}.")

    def _spoken(self, listen: int, verb: str, rest: str, action: str) -> Event:
        self.at += 1_000
        match verb:
            case "say" | "mumble":
                self._must_be_offered(rest, action)
                return Heard(self.at, listen, rest, verb == "say")
            case "nonsense":
                return NotUnderstood(self.at, listen)
            case "ears":
                return EarsLost(self.at, listen)
        raise WalkError(f"'{action}' is no caller action.")

    def _person(self, verb: str, rest: str, action: str) -> None:
        mode = self.state.mode
        if not isinstance(mode, Finding if verb == "joined" else WithPerson):
            raise WalkError(f"'{action}' cannot happen at {self.state.place}, where the call is {mode.kind}.")
        self.at += self._seconds(rest, action) * 1_000
        self.post(PersonJoined(self.at, mode.find) if verb == "joined" else PersonLeft(self.at, mode.find))

    def _seconds(self, text: str, action: str) -> int:
        if not text.isdecimal():
            raise WalkError(f"'{action}': give whole seconds, like 5.")
        return int(text)

    def _must_be_offered(self, option: str, action: str) -> None:
        listened = [effect for effect in self._last.effects if isinstance(effect, Listen)]
        offered = {name for effect in listened for name, _ in effect.options}
        if option not in offered:
            raise WalkError(f"'{action}': only {', '.join(sorted(offered)) or 'keys'} can be answered there.")

    # -- what happens by itself ---------------------------------------------------------------------

    def settle(self) -> None:
        """Let everything be said, and people be looked for, until the caller is waited for or the call is over."""
        while isinstance(self.state.mode, Speaking | Finding):
            self._tick()

    def _wait(self, seconds: int) -> None:
        end = self.at + seconds * 1_000
        while (following := self._next()) and following.at <= end:
            self._tick()
        self.at = end

    def _tick(self) -> None:
        """The next thing that happens without the caller."""
        if following := self._next():
            self.at = max(self.at, following.at)
            self.post(following)

    def _next(self) -> Event | None:
        clocks: list[Event] = [DeadlinePassed(max(self.at, clock.at), clock.name) for clock in self._last.deadlines]
        own = self._by_itself()
        return min([*clocks, *([own] if own else [])], key=lambda event: event.at, default=None)

    def _by_itself(self) -> Event | None:
        match self.state.mode:
            case Speaking(play, cut_at=None):
                return PlayedToEnd(self._until, play)
            case Listening(listen):
                return Silence(self._until, listen)
            case Recording(record):
                return RecordingDone(self._until, record, 0)
            case Finding(find):
                return NobodyFree(self.at, find)
        return None


def walk(book: FlowBook, flow: str, actions: Iterable[str]) -> Walk:
    """Walk a whole script. Raises WalkError."""
    walked = Walk(book, flow)
    for action in actions:
        walked.do(action)
    walked.settle()
    return walked

"""Play a flow from a script of caller behaviour, on an exact clock, without sound."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from flows.effects import Gap, Listen, Play, Spoken
from flows.engine import advance, begin
from flows.events import (
    CallStarted,
    EarsLost,
    Event,
    Heard,
    HungUp,
    KeyPressed,
    NobodyFree,
    NotUnderstood,
    PlayedToEnd,
    RecordingDone,
    Silence,
)
from flows.limits import NO_INPUT_MS
from flows.model import FlowBook
from flows.state import CallState, Finding, Listening, Recording, Speaking, from_json, to_json
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
    at: int = 0
    lines: list[str] = field(default_factory=list)
    state: CallState = field(init=False)
    _last: Step = field(init=False)
    _playing: Play = field(init=False)

    def __post_init__(self) -> None:
        self._take(begin(self.book, self.flow, CallStarted(0)))

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
            if isinstance(effect, Play):
                self._playing = effect

    # -- what the caller does ---------------------------------------------------------------------

    def do(self, action: str) -> None:
        """One caller action: `key 2`, `say menu.law`, `mumble menu.law` (unsure), `nonsense`, `silence`, `early 2`
        (a key before the prompt ends), `message 5` (seconds), `ears lost`, `hang up`. Raises WalkError."""
        self.lines.append(f"> {action}")
        verb, _, rest = action.strip().partition(" ")
        if verb == "early":
            self.post(KeyPressed(self.at, rest))
            return
        if action == "hang up":
            self.post(HungUp(self.at))
            return
        self.settle()
        self.post(self._event(verb, rest, action))

    def _event(self, verb: str, rest: str, action: str) -> Event:
        mode = self.state.mode
        if verb == "key" and isinstance(mode, Listening | Recording):
            self.at += 1_000
            return KeyPressed(self.at, rest)
        if verb == "message" and isinstance(mode, Recording):
            self.at += int(rest) * 1_000
            return RecordingDone(self.at, mode.record, int(rest) * 1_000)
        if isinstance(mode, Listening):
            return self._spoken(mode.listen, verb, rest, action)
        raise WalkError(f"'{action}' cannot happen at {self.state.place}, where the call is {mode.kind}.")

    def _spoken(self, listen: int, verb: str, rest: str, action: str) -> Event:
        self.at += NO_INPUT_MS if verb == "silence" else 1_000
        match verb:
            case "say" | "mumble":
                self._must_be_offered(rest, action)
                return Heard(self.at, listen, rest, verb == "say")
            case "nonsense":
                return NotUnderstood(self.at, listen)
            case "silence":
                return Silence(self.at, listen)
            case "ears":
                return EarsLost(self.at, listen)
        raise WalkError(f"'{action}' is no caller action.")

    def _must_be_offered(self, option: str, action: str) -> None:
        listened = [effect for effect in self._last.effects if isinstance(effect, Listen)]
        offered = {name for effect in listened for name, _ in effect.options}
        if option not in offered:
            raise WalkError(f"'{action}': only {', '.join(sorted(offered)) or 'keys'} can be answered there.")

    # -- what happens by itself ---------------------------------------------------------------------

    def settle(self) -> None:
        """Let everything be said, and people be looked for, until the caller is waited for or the call is over."""
        while isinstance(mode := self.state.mode, Speaking | Finding):
            if isinstance(mode, Speaking):
                self.at += self._length()
                self.post(PlayedToEnd(self.at, mode.play))
            else:
                self.post(NobodyFree(self.at, mode.find))

    def _length(self) -> int:
        return sum(i.milliseconds if isinstance(i, Gap) else self.lasts(i) for i in self._playing.items)


def walk(book: FlowBook, flow: str, actions: Iterable[str]) -> Walk:
    """Walk a whole script. Raises WalkError."""
    walked = Walk(book, flow)
    for action in actions:
        walked.do(action)
    walked.settle()
    return walked


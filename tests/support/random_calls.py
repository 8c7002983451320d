"""Random calls for property tests: events that answer what goes on, and events that answer nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from hypothesis import strategies as st

from flows.effects import (
    DIGITS,
    Effect,
    FindPerson,
    HangUp,
    Listen,
    ListenForSound,
    Play,
    Record,
    StopListening,
    StopPlaying,
    StopRecording,
)
from flows.engine import advance, begin
from flows.events import (
    CallStarted,
    DeadlinePassed,
    EarsLost,
    EffectFailed,
    Event,
    Heard,
    HungUp,
    KeyDown,
    KeyPressed,
    MediaLost,
    NobodyFree,
    NotUnderstood,
    Overheard,
    PersonJoined,
    PersonLeft,
    PlayedToEnd,
    RecordingDone,
    Silence,
    SoundMade,
)
from flows.limits import KEY_HELD_MS
from flows.model import FlowBook
from flows.nodes.ask import Ask
from flows.state import CallState, Finding, Sounding, Speaking, WithPerson, from_json, to_json
from flows.step import Step

KEYS = "0123456789*#A"
"""And one that no flow knows: RFC 4733 has A to D."""


@dataclass(frozen=True)
class Whim:
    """One thing that happens, before it is known to which serial number it belongs."""

    kind: str
    dt: int
    """Milliseconds since the last."""
    stale: int
    """How many serial numbers ago; 0 is what goes on now."""
    key: str
    pick: int
    sure: bool


WHIMS = st.builds(
    Whim,
    st.sampled_from(
        [
            *("press", "press", "press", "played", "played", "played", "heard", "heard", "unclear", "silence", "ears"),
            *("recorded", "nobody", "joined", "left", "failed", "quiet", "warning", "length", "key", "media"),
            *("down", "down", "sound", "sound", "over", "over"),
        ]
    ),
    st.sampled_from([0, 20, 1_000, 7_000, 130_000]),
    st.sampled_from([0, 0, 0, 0, 1, 2, -1]),
    st.sampled_from(KEYS),
    st.integers(0, 20),
    st.booleans(),
)


@dataclass
class Driver:
    """Drives the engine the way a call does, and watches that effects come in an order that can be done."""

    book: FlowBook
    flow: str
    at: int = 0
    busy: str = ""
    """What the performer does: playing, listening, recording, finding."""
    offered: tuple[tuple[str, str], ...] = ()
    state: CallState = field(init=False)
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.take(begin(self.book, self.flow, CallStarted(0)))

    @property
    def offered_digits(self) -> bool:
        """Whether keys are digits where the call is."""
        node = self.book.node(self.state.place)
        return isinstance(node, Ask) and node.digits is not None and not self.state.confirming

    def post(self, event: Event) -> Step:
        """One event; the same twice gives the same."""
        before = to_json(self.state)
        step = advance(self.book, self.state, event)
        assert step == advance(self.book, from_json(before), event)
        self._ended_by_itself(event, self.state)
        self.take(step)
        return step

    def take(self, step: Step) -> None:
        assert from_json(to_json(step.state)) == step.state
        assert (
            sum(
                isinstance(effect, Play | Listen | ListenForSound | Record | FindPerson | HangUp)
                for effect in step.effects
            )
            <= 1
        )
        for effect in step.effects:
            self._perform(effect)
        self.state = step.state
        self.steps.append(step)

    def _ended_by_itself(self, event: Event, before: CallState) -> None:
        now = before.serial
        match event:
            case PlayedToEnd(_, number) | Silence(_, number) | NotUnderstood(_, number) | EarsLost(_, number):
                ended = number == now
            case Heard(_, number) | SoundMade(_, number) | RecordingDone(_, number):
                ended = number == now
            case NobodyFree() | PersonJoined() | PersonLeft() | KeyPressed():
                ended = self.busy == "finding"
            case EffectFailed() | MediaLost() | HungUp():
                ended = True
            case _:
                ended = False
        if ended:
            self.busy = ""

    def _perform(self, effect: Effect) -> None:
        match effect:
            case Play():
                assert effect.items, "nothing to say"
                self.busy = "playing"
                self.offered = effect.hears.options if effect.hears else ()
            case Listen():
                assert not self.busy, f"listens while {self.busy}"
                self.busy, self.offered = "listening", effect.options
            case ListenForSound():
                assert not self.busy, f"listens while {self.busy}"
                self.busy = "listening"
            case Record():
                assert not self.busy, f"records while {self.busy}"
                self.busy = "recording"
            case FindPerson():
                assert not self.busy, f"looks for a person while {self.busy}"
                self.busy = "finding"
            case StopPlaying() | StopListening() | StopRecording():
                self.busy = ""

    def events(self, whims: Iterable[Whim]) -> Iterator[Event]:
        """The whims as events, each made when it is its turn."""
        for whim in whims:
            self.at += whim.dt
            yield self._event(whim)

    def _event(self, whim: Whim) -> Event:
        at, number = self.at, max(0, self.state.serial - whim.stale)
        options = (*(name for name, _ in self.offered), "no.such.word", "")
        said = options[whim.pick % len(options)]
        by_kind: dict[str, Event] = {
            "press": KeyPressed(at, whim.key),
            "down": KeyDown(at, whim.key),
            "played": PlayedToEnd(at, number),
            "heard": Heard(at, number, said, whim.sure, str(whim.pick) if said == DIGITS else ""),
            "over": Overheard(at, number, said, str(whim.pick) if said == DIGITS else ""),
            "unclear": NotUnderstood(at, number),
            "silence": Silence(at, number),
            "sound": SoundMade(at, number),
            "ears": EarsLost(at, number, deaf=whim.sure),
            "recorded": RecordingDone(at, number, whim.pick * 200),
            "nobody": NobodyFree(at, number),
            "joined": PersonJoined(at, number),
            "left": PersonLeft(at, number),
            "failed": EffectFailed(at, ("Play", "FindPerson", "Listen")[whim.pick % 3]),
            "media": MediaLost(at),
        }
        return by_kind.get(whim.kind) or DeadlinePassed(at, whim.kind)


GOES_ON = 400
"""Steps without the caller after which a call hangs."""


def settle(driver: Driver) -> None:
    """Until the caller is waited for, nobody being free and time standing still."""
    for _ in range(GOES_ON):
        match driver.state.mode:
            case Speaking(cut_at=int(cut)):
                driver.at = max(driver.at, cut + KEY_HELD_MS)
                driver.post(DeadlinePassed(driver.at, "key"))
            case Speaking(play):
                driver.post(PlayedToEnd(driver.at, play))
            case Sounding(listen):
                driver.post(Silence(driver.at, listen))
            case Finding(find):
                driver.post(NobodyFree(driver.at, find))
            case WithPerson(find):
                driver.post(PersonLeft(driver.at, find))
            case _:
                return
    raise AssertionError(f"goes on without the caller at {driver.state.place}")

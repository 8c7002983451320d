"""One question of four options in a language without ears, asked by the real engine."""

from dataclasses import dataclass, field

from flows import load
from flows.effects import Listen, ListenForSound, Play
from flows.engine import advance, begin
from flows.events import CallStarted, PlayedToEnd, Silence, SoundMade
from flows.model import DANGER, PERSON
from flows.nodes import Offer
from flows.state import Sounding
from flows.step import Step
from ivr.content import LIBRARY

OPTIONS = 4
_OPTIONS = "\n".join(f'      o{n}: {{key: "{n + 1}", prompt: menu.o{n}, next: told{n}}}' for n in range(OPTIONS))
_TOLD = "\n".join(f"  told{n}: {{kind: menu, topic: health, prompts: [info.o{n}]}}" for n in range(OPTIONS))
FLOW = f"""
flow: which
start: which
nodes:
  which:
    kind: menu
    prompts: [which]
    options:
{_OPTIONS}
{_TOLD}
"""
TEXTS = {"universal.yaml": (LIBRARY / "universal.yaml").read_text(encoding="utf-8"), "which.yaml": FLOW}
BOOK = load.book(TEXTS, Offer(("en",), "en"))


@dataclass
class Dialogue:
    """Where the call is; `effect` is what the line does now."""

    step: Step = field(default_factory=lambda: begin(BOOK, "which", CallStarted(0), "en"))
    reading: int = 1
    """The last one, from 1."""

    @property
    def effect(self) -> Play | ListenForSound | Listen | None:
        """None where the call has come to an option, to a person, or to its end."""
        if self.reached >= 0 or self.step.state.place.node == PERSON.node:
            return None
        waiting = [each for each in self.step.effects if isinstance(each, Play | ListenForSound | Listen)]
        return waiting[-1] if waiting else None

    @property
    def option(self) -> int:
        """Which one a sound would choose or confirm now; -1 for none of the four."""
        mode = self.step.state.mode
        named = mode.option if isinstance(mode, Sounding) else ""
        return int(named[1:]) if named.startswith("o") else -1

    @property
    def reached(self) -> int:
        """The option the call has gone to; OPTIONS for danger, which is read last; -1 for none."""
        node = self.step.state.place.node
        if node.startswith("told"):
            return int(node[4:])
        return OPTIONS if node == DANGER.node else -1

    def go_on(self, *, sound: bool) -> None:
        """What the line does now is over; a sound was made in it, or none."""
        self.reading = self.step.state.errors_here + 1
        match self.effect:
            case Play(play):
                event = PlayedToEnd(0, play)
                self.step = advance(BOOK, self.step.state, event)
            case ListenForSound(listen):
                self.step = advance(BOOK, self.step.state, SoundMade(0, listen) if sound else Silence(0, listen))
            case Listen(listen):
                self.step = advance(BOOK, self.step.state, Silence(0, listen))

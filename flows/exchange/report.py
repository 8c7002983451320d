"""What could not be carried over, block by block: nothing is left out in silence."""

from dataclasses import dataclass, field

from flows.exchange.jsonfile import shown
from flows.messages import NOTHING, Sentence, Translate, told, untranslated


@dataclass(frozen=True, slots=True)
class Origin:
    """A block of a file, as its author knows it."""

    flow: str
    block: str = ""
    """Its label or name; empty where the flow as a whole is meant."""
    kind: str = ""
    """Its type, as the other program calls it."""
    ref: str = ""
    """Its uuid."""

    def place(self, exit_name: str = "") -> Sentence:
        """Where it is, in words."""
        block = told(", block '{block}'", block=shown(self.block)) if self.block else NOTHING
        kind = f" ({shown(self.kind)})" if self.kind else ""
        way = told(", exit '{exit}'", exit=shown(exit_name)) if exit_name else NOTHING
        return told("flow '{flow}'{block}{kind}{exit}", flow=shown(self.flow), block=block, kind=kind, exit=way)


@dataclass(frozen=True, slots=True)
class Left:
    """One thing that was left behind, or that somebody has to look at."""

    origin: Origin
    exit: str
    reason: Sentence
    instead: Sentence = NOTHING
    """What was put in its place."""

    def text(self, translate: Translate = untranslated) -> str:
        """The place, the reason, what is there instead."""
        place = self.origin.place(self.exit).text(translate)
        return " ".join(filter(None, (f"{place}:", self.reason.text(translate), self.instead.text(translate))))


@dataclass
class Report:
    """Collects what is left behind."""

    lines: dict[Left, None] = field(default_factory=dict)

    @property
    def entries(self) -> tuple[Left, ...]:
        """In the order they were found."""
        return tuple(self.lines)

    def left(self, origin: Origin, reason: Sentence, instead: Sentence = NOTHING, exit_name: str = "") -> None:
        """Add a line, once."""
        self.lines[Left(origin, exit_name, reason, instead)] = None

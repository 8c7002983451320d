"""What a rule of the lint is, and what it finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from flows.errors import Trouble
from flows.messages import Sentence, Translate, untranslated

if TYPE_CHECKING:
    from flows.lint.facts import Facts
    from flows.lint.subject import Subject

Level = Literal["error", "warning"]
"""An error is refused; a warning is published with a reason."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Something a rule sees, before it has a file and a line."""

    sentence: Sentence
    flow: str
    node: str = ""
    field: str = ""
    """Inside of the node, or of the flow where no node is named: `options.doctor.prompt`."""
    language: str = ""
    level: Level | None = None
    """The rule's own where none is given."""
    accepted: Sentence | None = None
    """Why it is all right without a reason in the flow."""


def nothing(_subject: "Subject", _facts: "Facts") -> Iterator[Seen]:
    """Of rules whose findings come from loading, or from the proofs."""
    return iter(())


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is looked for."""

    id: str
    level: Level
    """What it finds as a rule; some rules are errors beyond a hard bound."""
    title: str
    """One line; translated where it is shown, so made with `later`."""
    reason: str
    """Why, with the source; translated like the title."""
    example: str = ""
    """A whole flow in which something is found; empty where only tests can show it."""
    look: "Callable[[Subject, Facts], Iterator[Seen]]" = nothing


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or worth a reason."""

    rule: str
    level: Level
    flow: str
    """Empty where the file could not be read."""
    file: str
    line: int
    """Counted from 1; 0 where the whole file is meant."""
    node: str
    """Empty where no node is meant."""
    language: str
    """Empty where it is so in every language."""
    sentence: Sentence
    accepted: str | Sentence = ""
    """Of a warning: why it is all right here."""

    @property
    def trouble(self) -> Trouble:
        """The place and the sentence."""
        return Trouble(self.file, self.line, self.node, self.sentence, self.rule)

    @property
    def open(self) -> bool:
        """Whether somebody has to do something about it."""
        return self.level == "error" or not self.accepted

    def why(self, translate: Translate = untranslated) -> str:
        """The reason why it is accepted."""
        return self.accepted.text(translate) if isinstance(self.accepted, Sentence) else self.accepted

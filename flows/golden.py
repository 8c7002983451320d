"""Golden calls: one text in which `> ` lines are what the caller does and the others what the line does.

The walker saves them, the tests replay them.
"""

from dataclasses import replace
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from flows.check import line_of
from flows.errors import FlowError, Trouble
from flows.events import CallStarted
from flows.hours import Holiday
from flows.model import FlowBook
from flows.nodes import Offer
from flows.nodes.base import Name, Part
from flows.parse import parse
from flows.sentences import plain
from flows.walk import Walk, fixed

PROMPT_MS = 1_000
"""How long a prompt takes in golden calls."""


class Golden(Part):
    """One saved call, and what it depends on besides the flows."""

    about: str = ""
    enters: Name | None = None
    """The flow the call begins in; whoever reads the file knows where this is left out."""
    languages: tuple[str, ...] = ()
    """What the line offered; empty: what the reader offers."""
    main_language: str = ""
    hears: tuple[str, ...] = ()
    by_example: tuple[str, ...] = ()
    """Those of them that were taught from a few voices."""
    notices: tuple[str, ...] = ()
    """What the installation had to say."""
    holidays: tuple[Holiday, ...] = ()
    """Those of the country."""
    language: str = ""
    """Chosen before the flow began."""
    local: str = ""
    """Local time of the call; empty where it does not matter."""
    switched: tuple[str, ...] = ()
    """Messages that were switched on."""
    closed: bool = False
    flow: str = ""
    """YAML of a flow of its own."""
    call: str
    """The conversation."""

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(self.call.splitlines())

    @property
    def actions(self) -> tuple[str, ...]:
        """What the caller does."""
        return tuple(line[2:] for line in self.lines if line.startswith("> "))

    @property
    def started(self) -> CallStarted:
        """The hour of the call."""
        return CallStarted(0, self.local, self.switched, self.closed)

    def offer(self, otherwise: Offer) -> Offer:
        """What the line offered; where the call does not say, what somebody else offers."""
        hearing, few = frozenset(self.hears), frozenset(self.by_example)
        if not self.languages:
            return replace(otherwise, hearing=hearing, holidays=self.holidays, by_example=few)
        main = self.main_language or self.languages[0]
        return Offer(self.languages, main, hearing, self.notices, self.holidays, by_example=few)

    def beginning(self, book: FlowBook, flow: str = "") -> Walk:
        """A walk that stands where the call began."""
        return Walk(book, self.enters or flow, fixed(PROMPT_MS), self.started, self.language or None)

    def played(self, book: FlowBook, flow: str = "") -> tuple[str, ...]:
        """The conversation as it goes now; what happens by itself after the last action is not waited for.

        Raises WalkError where it can no longer go on.
        """
        walked = self.beginning(book, flow)
        for action in self.actions:
            walked.do(action)
        return tuple(walked.lines)

    def saying(self, lines: tuple[str, ...]) -> "Golden":
        """The same with another conversation."""
        return self.model_copy(update={"call": "\n".join(lines) + "\n"})


def read(text: str, file: str) -> Golden:
    """A call as it was written down. Raises FlowError."""
    tree = parse(text, file)
    try:
        return Golden.model_validate(tree)
    except ValidationError as error:
        raise FlowError(tuple(_trouble(detail, tree, file) for detail in error.errors(include_url=False))) from None


def _trouble(detail: Any, tree: Any, file: str) -> Trouble:
    where = detail["loc"]
    return Trouble(file, line_of(tree, where), "", plain(detail, where, Golden.model_fields))


def text(golden: Golden) -> str:
    """A call as it is written down; what has its default is left out."""
    data = golden.model_dump(mode="json", exclude_defaults=True)
    for name in ("flow", "call"):
        if name in data:
            data[name] = LiteralScalarString(data[name])
    yaml = YAML()
    yaml.width = 1000
    written = _Written()
    yaml.dump(data, written)
    return written.decode()


class _Written(bytearray):
    """Where YAML is written to: memory, and nothing that could be a file."""

    def write(self, part: bytes) -> None:
        self.extend(part)

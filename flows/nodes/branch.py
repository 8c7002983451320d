"""Choose the way by a stored answer, the language or the topic."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from flows.actions import Action, Go
from flows.nodes.base import Here, Node


class Branch(Node):
    """Go where a stored answer, the language or the topic leads; the caller hears nothing of it."""

    kind: Literal["branch"]
    on: str
    """`language`, `topic`, or the `store` name of an `ask`."""
    cases: Mapping[str, str] = Field(min_length=1)
    """Value to node."""
    otherwise: str
    """The node for every other value, and for none."""

    def enter(self, here: Here) -> Action:
        return Go(self.cases.get(self._value(here), self.otherwise))

    def _value(self, here: Here) -> str:
        if self.on == "language":
            return here.state.language or "unknown"
        if self.on == "topic":
            return here.state.tally.topic
        return dict(here.state.answers).get(self.on, "")

    def targets(self) -> tuple[tuple[str, str], ...]:
        cases = tuple((f"cases.{value}", node) for value, node in self.cases.items())
        return (*cases, ("otherwise", self.otherwise))

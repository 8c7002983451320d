"""Visit another flow and come back."""

from typing import Literal

from flows.actions import Action, Visit
from flows.nodes.base import Here, Node


class Subflow(Node):
    """Go through another flow; its `return` comes back here and goes on with `next`."""

    kind: Literal["subflow"]
    flow: str
    """Name of the other flow."""
    node: str = ""
    """Where to begin there; its start where this is left out."""
    next: str

    def enter(self, here: Here) -> Action:
        return Visit(self.flow, self.node)

    def targets(self) -> tuple[tuple[str, str], ...]:
        return (("next", self.next),)

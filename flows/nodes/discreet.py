"""Go on in a way nobody beside the caller notices."""

from typing import Literal

from flows.actions import Action, BeDiscreet
from flows.nodes.base import Here, Node


class Discreet(Node):
    """Switch discreet mode on or off: keys only, nothing confirmed aloud, less loud, `##` ends the call (rule V28)."""

    kind: Literal["discreet"]
    on: bool = True
    """false: back to the usual way."""
    next: str
    """The node that follows."""

    def enter(self, here: Here) -> Action:
        return BeDiscreet(self.on, self.next)

    def targets(self) -> tuple[tuple[str, str], ...]:
        return (("next", self.next),)

    def prompts_said(self) -> tuple[str, ...]:
        return ("discreet.on", "discreet.off", "discreet.goodbye")

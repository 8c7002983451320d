"""Speak prompts, then go on."""

from typing import Literal

from pydantic import Field

from flows.actions import Action, Speak
from flows.nodes.base import Here, Node, PromptName


class Say(Node):
    """Speak prompts in the caller's language (before it is known: the main language), then go on."""

    kind: Literal["say"]
    prompts: tuple[PromptName, ...] = Field(min_length=1)
    """Names of prompts, said one after the other."""
    next: str
    """The node that follows, or `return`."""
    skippable: bool = True
    """false: a consent or safety sentence; a key does not shorten it, but 0, 9 and a discreet exit leave it."""
    notices: bool = False
    """Also say what this installation must say, e.g. that it is a test, and what somebody switched on for now."""

    def enter(self, here: Here) -> Action:
        names = self.prompts + (here.offer.notices + here.state.notices if self.notices else ())
        return Speak(tuple(here.say(name) for name in names), "go", self.next, self.skippable)

    def targets(self) -> tuple[tuple[str, str], ...]:
        return (("next", self.next),)

    def prompts_said(self) -> tuple[str, ...]:
        return self.prompts

"""Last words, then hang up."""

from typing import Literal

from pydantic import Field

from flows.actions import Action, Speak
from flows.nodes.base import Here, Node, PromptName


class Goodbye(Node):
    """Say last words, then end the call."""

    kind: Literal["goodbye"]
    prompts: tuple[PromptName, ...] = Field(min_length=1)

    def enter(self, here: Here) -> Action:
        return Speak(tuple(here.say(name) for name in self.prompts), "hang_up", skippable=False)

    def prompts_said(self) -> tuple[str, ...]:
        return self.prompts

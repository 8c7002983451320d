"""Take a spoken message, in memory only."""

from typing import Literal

from pydantic import Field

from flows.actions import Action, Speak, StartRecording
from flows.limits import SHORTEST_RECORDING_MS
from flows.nodes.base import Here, Node, PromptName


class Record(Node):
    """Say what to do, then record until silence, a key 1 to 8, or the longest time; star starts again.

    The sound stays in memory with the call and is dropped with it, until a vault takes it (a later issue).
    """

    kind: Literal["record"]
    prompts: tuple[PromptName, ...] = Field(min_length=1)
    next: str
    max_s: int = Field(default=60, ge=5, le=180)
    """Seconds."""
    final_silence_s: int = Field(default=3, ge=2, le=10)
    """Seconds of silence that end the recording."""

    @property
    def consequence(self) -> Literal["none", "high"]:
        return "high"

    def enter(self, here: Here) -> Action:
        return Speak(tuple(here.say(name) for name in self.prompts), "record")

    def start(self) -> Action:
        """Record now."""
        return StartRecording(self.max_s * 1000, self.final_silence_s * 1000)

    def enough(self, milliseconds: int) -> bool:
        """Whether something was said."""
        return milliseconds >= SHORTEST_RECORDING_MS

    def targets(self) -> tuple[tuple[str, str], ...]:
        return (("next", self.next),)

    def prompts_said(self) -> tuple[str, ...]:
        return self.prompts

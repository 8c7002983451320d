"""What the studio needs from the house."""

from dataclasses import dataclass
from typing import Literal, Protocol

Flaw = Literal["", "nothing", "long", "quiet", "loud", "noise"]
"""What is wrong with a recording; empty where it can be kept."""


@dataclass(frozen=True, slots=True)
class Task:
    """What one invitation asks for."""

    invite: str
    """Its random id."""
    language: str
    """The language that is recorded."""
    bridge: str
    """The language the sentences are read in."""
    voice: str
    """A neutral label of the speaker."""
    prompts: tuple[str, ...]
    """All it asks for, in the order they are recorded."""


class Invitations(Protocol):
    """Who may record."""

    async def take(self, code: str) -> Task | None:
        """The task of a code; None where it is wrong, expired or used up, which sound the same."""

    async def finish(self, task: Task) -> None:
        """Everything is recorded: the code works no more."""


class Takes(Protocol):
    """Where recordings go."""

    async def missing(self, task: Task) -> tuple[str, ...]:
        """Prompts of the task that this voice has not recorded in their present wording."""

    async def flaw(self, task: Task, prompt: str, mulaw: bytes) -> Flaw:
        """What is wrong with a recording."""

    async def keep(self, task: Task, prompt: str, mulaw: bytes) -> None:
        """Keep one, as `review: none`. Raises OSError."""

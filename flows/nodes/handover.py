"""Ask for a person, and say honestly when nobody is free."""

from typing import Literal

from flows.actions import Action, Find, Speak
from flows.effects import Gap, Item, Spoken
from flows.limits import OPTION_GAP_MS
from flows.nodes.base import Here, Node

UNKNOWN = "unknown"
"""Language of a caller who found none of the offered ones."""


class Handover(Node):
    """Look for a person; where nobody is free say so, and go on.

    A caller whose language is not there hears one sentence in each offered language.
    """

    kind: Literal["handover"]
    next: str
    """The node after the conversation with a person."""
    nobody: str
    """The node where nobody is free."""
    topic: str = ""
    """What the person is asked for; empty: what the caller was told about last."""
    looking: str = "person.looking"
    no_one: str = "person.nobody"
    no_one_unknown: str = "person.unknown_language"

    def enter(self, here: Here) -> Action:
        if here.state.language is None:
            return Find(self.topic)
        return Speak((here.say(self.looking),), "find", skippable=False)

    def find(self, here: Here) -> Action:
        """Look for a person now."""
        return Find(self.topic or here.state.tally.topic)

    def nobody_free(self, here: Here) -> Action:
        """Say that nobody is free."""
        if here.state.language is not None:
            return Speak((here.say(self.no_one),), "go", self.nobody)
        items: list[Item] = []
        for language in here.offer.languages:
            items += (Spoken(self.no_one_unknown, language), Gap(OPTION_GAP_MS))
        return Speak(tuple(items), "go", self.nobody)

    def targets(self) -> tuple[tuple[str, str], ...]:
        return (("next", self.next), ("nobody", self.nobody))

    def prompts_said(self) -> tuple[str, ...]:
        return (self.looking, self.no_one, self.no_one_unknown)

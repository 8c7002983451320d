"""Ask for a yes that silence, noise and haste cannot give."""

from typing import Literal

from pydantic import Field

from flows.actions import Action, Choice, Choose, Question, Speak
from flows.effects import Item
from flows.limits import ERRORS_BEFORE_PERSON
from flows.nodes.base import Here, Name, Node, PromptName
from flows.nodes.menu import PATIENCE_MS

YES = "yes"
NO = "no"
SURE = "consent.sure"
"""The prompt that asks a second time, in other words."""


class Consent(Node):
    """Say what is asked for, which no key can skip, then take a yes or a no (rules V17, V20, V22).

    Only key 1 or a surely heard yes is a yes; in a language taught by example only key 1, or a yes to each of two
    questions in other words. What was pressed before counts for nothing. Whoever does not answer has said no, hears
    that nothing was done, and goes the other way.
    """

    kind: Literal["consent"]
    what: Name
    """What is agreed to; `branch` finds `yes` or `no` under this name, for this call only."""
    prompts: tuple[PromptName, ...] = Field(min_length=1)
    """What is asked, who gets it, how long it is kept."""
    yes: str
    """The node after a yes."""
    no: str
    """The node after a no, and after no answer."""
    where: PromptName | Literal[""] = ""
    """Where we are, for a question among several (rule V26)."""

    def whereabouts(self) -> str:
        return self.where

    @property
    def asks(self) -> bool:
        return True

    def enter(self, here: Here) -> Action:
        return self.put(here, self.where_we_are(here))

    def put(self, here: Here, before: tuple[Item, ...] = ()) -> Action:
        said = tuple(here.say(name) for name in self.prompts)
        return Speak((*before, *said), "ask", skippable=False)

    def question(self, here: Here) -> Question:
        items = (*here.keyed("yes_no.yes", "1"), *here.keyed("yes_no.no", "2"))
        tongue = here.language
        choices = (Choice(YES, "1", "yes", tongue), Choice(NO, "2", "no", tongue))
        return Question(items[:-1], choices, PATIENCE_MS["thinking"], strict=True)

    def answer(self, here: Here, name: str) -> Action:
        return Choose("answer", self.what, name, self.yes if name == YES else self.no)

    def stuck(self, here: Here) -> Action | None:
        if here.state.errors_here < ERRORS_BEFORE_PERSON:
            return None
        return Speak((here.say("consent.not_given"),), "go", self.no)

    def targets(self) -> tuple[tuple[str, str], ...]:
        return (("yes", self.yes), ("no", self.no))

    def prompts_said(self) -> tuple[str, ...]:
        where = (self.where,) if self.where else ()
        return (*where, *self.prompts, "yes_no.yes", "yes_no.no", SURE, "consent.not_given")

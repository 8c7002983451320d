"""Collect digits, or one answer of a closed set, and remember it for this call."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field, model_validator

from flows.actions import Action, AskNow, Choice, Choose, Question, Reading
from flows.effects import DIGIT_WORDS, DIGITS, Gap, Item
from flows.limits import DIGITS_MAX, INTERDIGIT_MS, OPTION_GAP_MS, OPTIONS_MAX
from flows.messages import refusal, told
from flows.nodes.base import Here, Name, Node, Part, PromptName, together
from flows.nodes.menu import PATIENCE_MS


class Digits(Part):
    """How long the number is."""

    min: int = Field(default=1, ge=1, le=DIGITS_MAX)
    max: int = Field(default=DIGITS_MAX, ge=1, le=DIGITS_MAX)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min > self.max:
            raise refusal(
                told("'min' is {min} and 'max' is {max}; 'min' cannot be larger.", min=self.min, max=self.max)
            )
        return self


class Answer(Part):
    """One answer of a closed set."""

    key: str = Field(pattern="^[1-8]$")
    prompt: PromptName
    """Names both the prompt that offers it and the words that mean it."""


class Ask(Node):
    """Ask for digits, by key (star erases, hash ends) and by voice, or for one of a closed set.

    The answer lives as long as the call.
    """

    kind: Literal["ask"]
    prompts: tuple[PromptName, ...] = Field(min_length=1)
    """The question."""
    store: Name
    """The name under which `branch` finds the answer."""
    next: str
    digits: Digits | None = None
    """Either this ..."""
    answers: Mapping[Name, Answer] = Field(default_factory=dict, max_length=OPTIONS_MAX)
    """... or this."""
    read_back: bool = True
    """Digits are said back and confirmed (rules V20, V23)."""
    patience: Literal["normal", "thinking", "writing"] = "thinking"
    where: PromptName | Literal[""] = ""
    """Where we are, for a question among several (rule V26)."""

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.digits is None) == (not self.answers):
            raise refusal(told("an ask needs either 'digits' or 'answers', and not both."))
        return self

    @property
    def asks(self) -> bool:
        return True

    def whereabouts(self) -> str:
        return self.where

    def enter(self, here: Here) -> Action:
        return AskNow(self.where_we_are(here))

    def question(self, here: Here) -> Question:
        items: list[Item] = []
        for name in self.prompts:
            items += (here.say(name), Gap(OPTION_GAP_MS))
        answers = tuple(here.reading(name, a.prompt, a.key, target=self.next) for name, a in self.answers.items())
        readings = (Reading("", tuple(items)), *answers)
        choices = tuple(Choice(name, a.key, a.prompt, here.language) for name, a in self.answers.items())
        waits = INTERDIGIT_MS if here.state.digits else PATIENCE_MS[self.patience]
        if self.digits:
            spoken = (Choice(DIGITS, "", DIGITS, here.language),) if not here.by_example else ()
            return Question(tuple(items[:-1]), spoken, waits, "digits", digits=True)
        return Question(together(readings), choices, waits, readings=readings)

    def answer(self, here: Here, name: str) -> Action:
        return Choose("answer", self.store, name, self.next)

    def enough(self, digits: str) -> bool:
        """Whether no digit can follow."""
        return self.digits is not None and len(digits) >= self.digits.max

    def fits(self, digits: str) -> bool:
        return self.digits is not None and len(digits) <= self.digits.max

    def valid(self, digits: str) -> bool:
        return self.digits is not None and len(digits) >= self.digits.min

    def targets(self) -> tuple[tuple[str, str], ...]:
        return (("next", self.next),)

    def prompts_said(self) -> tuple[str, ...]:
        where = (self.where,) if self.where else ()
        return where + self.prompts + tuple(answer.prompt for answer in self.answers.values())

    def words_heard(self) -> tuple[str, ...]:
        return DIGIT_WORDS if self.digits else tuple(answer.prompt for answer in self.answers.values())

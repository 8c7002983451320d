"""Offer choices by key or by word."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field, model_validator

from flows.actions import Action, AskNow, Choice, Go, Question
from flows.effects import Gap, Item
from flows.limits import NO_INPUT_MS, OPTION_GAP_MS, OPTIONS_MAX, THINKING_MS, WRITING_MS
from flows.messages import refusal, told
from flows.nodes.base import Here, Name, Node, Part, PromptName

Offered = Literal["person", "again", "back", "danger"]
OFFER_KEYS: Mapping[Offered, str] = {"person": "0", "again": "*", "back": "#", "danger": "9"}
PATIENCE_MS: Mapping[str, int] = {"normal": NO_INPUT_MS, "thinking": THINKING_MS, "writing": WRITING_MS}


class Option(Part):
    """One choice of a menu."""

    key: str = Field(pattern="^[1-8]$")
    """The key that chooses it: 1 to 5 as a rule; 0, 9, star and hash are taken everywhere."""
    next: str
    """The node that follows."""
    prompt: PromptName
    """Names both the prompt that offers it and the words that mean it."""


class Menu(Node):
    """Say some prompts, then offer choices by key and by word; universal keys and words work here as everywhere."""

    kind: Literal["menu"]
    prompts: tuple[PromptName, ...] = ()
    """Said before the choices, e.g. the information the caller came for."""
    intro: PromptName | Literal[""] = ""
    """Said before the options where speech is heard; where it is not, the prompt with `_keys` added is said."""
    offers: tuple[Offered, ...] = ()
    """Universal keys announced here, before the options (rules V11, V12)."""
    options: Mapping[Name, Option] = Field(default_factory=dict, max_length=OPTIONS_MAX)
    """At most five (rule V5)."""
    topic: str = ""
    """The need this menu answers: what is said here is the information the caller came for."""
    patience: Literal["normal", "thinking", "writing"] = "normal"
    """How long silence may last (rule V14)."""

    @model_validator(mode="after")
    def _something_to_say(self) -> Self:
        if not (self.prompts or self.intro or self.offers or self.options):
            raise refusal(told("a menu needs something to say: 'prompts', 'intro', 'offers' or 'options'."))
        return self

    @property
    def asks(self) -> bool:
        return True

    def enter(self, here: Here) -> Action:
        return AskNow()

    def question(self, here: Here) -> Question:
        return Question(self._items(here), self._choices(here), PATIENCE_MS[self.patience])

    def answer(self, here: Here, name: str) -> Action:
        return Go(self.options[name].next)

    def _items(self, here: Here) -> tuple[Item, ...]:
        items: list[Item] = []
        for name in self.prompts:
            items += (here.say(name), Gap(OPTION_GAP_MS))
        if self.intro:
            items += (here.say(self.intro if here.hears else f"{self.intro}_keys"), Gap(OPTION_GAP_MS))
        for offered in self.offers:
            items += here.keyed(f"offer.{offered}", OFFER_KEYS[offered])
        for option in self.options.values():
            items += here.keyed(option.prompt, option.key)
        return tuple(items[:-1])

    def _choices(self, here: Here) -> tuple[Choice, ...]:
        return tuple(Choice(name, o.key, o.prompt, here.language) for name, o in self.options.items())

    def targets(self) -> tuple[tuple[str, str], ...]:
        return tuple((f"options.{name}.next", option.next) for name, option in self.options.items())

    def prompts_said(self) -> tuple[str, ...]:
        offers = tuple(f"offer.{name}" for name in self.offers)
        intro = (self.intro, f"{self.intro}_keys") if self.intro else ()
        return self.prompts + intro + offers + tuple(option.prompt for option in self.options.values())

    def words_heard(self) -> tuple[str, ...]:
        return tuple(option.prompt for option in self.options.values())

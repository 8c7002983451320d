"""Offer choices by key or by word."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field, model_validator

from flows.actions import Action, AskNow, Choice, Go, Question, Reading
from flows.effects import Gap, Item
from flows.limits import NO_INPUT_MS, OPTION_GAP_MS, OPTIONS_MAX, SHORTCUTS_MAX, THINKING_MS, WRITING_MS
from flows.messages import refusal, told
from flows.nodes.base import Here, Name, Node, Part, PromptName, together

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


class Shortcut(Part):
    """Something that can be said here though another menu offers it; never announced, has no key."""

    prompt: PromptName
    """Names the words that mean it, and what it is called when it has to be confirmed."""
    next: str
    """The node that follows."""


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
    shortcuts: Mapping[Name, Shortcut] = Field(default_factory=dict, max_length=SHORTCUTS_MAX)
    """Words of other menus that lead straight there, where speech is heard."""
    where: PromptName | Literal[""] = ""
    """Where we are, for a question among several (rule V26)."""
    topic: str = ""
    """The need this menu answers: what is said here is the information the caller came for."""
    patience: Literal["normal", "thinking", "writing"] = "normal"
    """How long silence may last (rule V14)."""

    @model_validator(mode="after")
    def _something_to_say(self) -> Self:
        if not (self.prompts or self.intro or self.offers or self.options):
            raise refusal(told("a menu needs something to say: 'prompts', 'intro', 'offers' or 'options'."))
        return self

    @model_validator(mode="after")
    def _different_names(self) -> Self:
        for name in self.options.keys() & self.shortcuts.keys():
            raise refusal(told("'{name}' is an option and a shortcut; give one of them another name.", name=name))
        return self

    @property
    def asks(self) -> bool:
        return True

    def whereabouts(self) -> str:
        return self.where

    def enter(self, here: Here) -> Action:
        return AskNow(self.where_we_are(here))

    def question(self, here: Here) -> Question:
        readings = self._readings(here)
        return Question(together(readings), self._choices(here), PATIENCE_MS[self.patience], readings=readings)

    def answer(self, here: Here, name: str) -> Action:
        return Go(self.options[name].next if name in self.options else self.shortcuts[name].next)

    def _readings(self, here: Here) -> tuple[Reading, ...]:
        before: list[Item] = []
        for name in self.prompts:
            before += (here.say(name), Gap(OPTION_GAP_MS))
        if self.intro:
            before += (here.say(self.intro if here.hears else f"{self.intro}_keys"), Gap(OPTION_GAP_MS))
        said = (Reading("", tuple(before)),) if before else ()
        offers = tuple(here.reading(f"@{name}", f"offer.{name}", OFFER_KEYS[name]) for name in self.offers)
        options = tuple(here.reading(name, o.prompt, o.key, target=o.next) for name, o in self.options.items())
        return (*said, *offers, *options)

    def _choices(self, here: Here) -> tuple[Choice, ...]:
        own = tuple(Choice(name, o.key, o.prompt, here.language) for name, o in self.options.items())
        unheard = here.offer.unheard.get(here.language, frozenset())
        cuts = ((name, cut.prompt) for name, cut in self.shortcuts.items() if cut.prompt not in unheard)
        return own + tuple(Choice(name, "", prompt, here.language) for name, prompt in cuts)

    def targets(self) -> tuple[tuple[str, str], ...]:
        options = tuple((f"options.{name}.next", option.next) for name, option in self.options.items())
        return options + tuple((f"shortcuts.{name}.next", cut.next) for name, cut in self.shortcuts.items())

    def prompts_said(self) -> tuple[str, ...]:
        offers = tuple(f"offer.{name}" for name in self.offers)
        intro = (self.intro, f"{self.intro}_keys") if self.intro else ()
        where = (self.where,) if self.where else ()
        return where + self.prompts + intro + offers + self.words_heard()

    def words_heard(self) -> tuple[str, ...]:
        options = tuple(option.prompt for option in self.options.values())
        return options + tuple(cut.prompt for cut in self.shortcuts.values())

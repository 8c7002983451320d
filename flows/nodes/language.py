"""Offer the languages, each in its own voice."""

from typing import Literal

from flows.actions import Action, AskNow, Choice, Choose, Go, Question, Reading
from flows.limits import LANGUAGE_ERRORS
from flows.nodes.base import Here, Node, together

NONE_OF_THESE = "none"
NONE_KEY = "8"


class Language(Node):
    """Name each language in that language with a key that never changes; key 8 always means none of these.

    Two silences, two unmatched utterances or a key without a language lead to `unknown` (rule V2). A language chosen by
    speaking is confirmed in that language (rule V4).
    """

    kind: Literal["language"]
    next: str
    """The node that follows once a language is chosen."""
    unknown: str
    """The node for callers whose language is not there."""

    @property
    def asks(self) -> bool:
        return True

    def enter(self, here: Here) -> Action:
        return AskNow()

    def question(self, here: Here) -> Question:
        keys = tuple((str(key), language) for key, language in enumerate(here.offer.languages, start=1))
        readings = (
            *(here.reading(language, "language.offer", key, language=language) for key, language in keys),
            Reading("", here.keyed("language.none", NONE_KEY)),  # it leads to a person: for the key (V22)
        )
        choices = (
            *(Choice(language, key, f"language.{language}", language) for key, language in keys),
            self.none(here),
        )
        return Question(together(readings), choices, readings=readings)

    def none(self, here: Here) -> Choice:
        """None of these; so is every key without a language."""
        return Choice(NONE_OF_THESE, NONE_KEY, "", here.language)

    def answer(self, here: Here, name: str) -> Action:
        if name == NONE_OF_THESE:
            return Choose("language", "language", "", self.unknown)
        return Choose("language", "language", name, self.next)

    def stuck(self, here: Here) -> Action | None:
        return Go(self.unknown) if here.state.errors_here >= LANGUAGE_ERRORS else None

    @property
    def own_ladder(self) -> bool:
        return True

    def targets(self) -> tuple[tuple[str, str], ...]:
        return (("next", self.next), ("unknown", self.unknown))

    def prompts_said(self) -> tuple[str, ...]:
        return ("language.offer", "language.none", "language.confirm")

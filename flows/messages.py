"""Sentences for authors, in English or their own language: gettext templates with named parts.

Every sentence an author may read is made with `told`, so that the templates can be collected from the code and
translated (`ivr/ui/*.po`). A part may be a sentence itself.
"""

from collections.abc import Callable
from dataclasses import dataclass

from pydantic_core import PydanticCustomError

Translate = Callable[[str], str]
"""From an English template to the same in another language; the template itself where there is none."""


def untranslated(template: str) -> str:
    """English."""
    return template


@dataclass(frozen=True, slots=True)
class Sentence:
    """A template and what belongs into its braces."""

    template: str
    """English, the msgid of the translations: `there is no node '{name}'.`"""
    values: tuple[tuple[str, object], ...] = ()

    def text(self, translate: Translate = untranslated) -> str:
        """The sentence in one language."""
        parts = {name: value.text(translate) if isinstance(value, Sentence) else value for name, value in self.values}
        return translate(self.template).format(**parts)

    def __str__(self) -> str:
        return self.text()


NOTHING = Sentence("")
"""No sentence, where one could stand."""


def told(template: str, /, **values: object) -> Sentence:
    """A sentence for an author; the template is a literal in English, or a variable called `template` that is one."""
    return Sentence(template, tuple(values.items()))


def later(template: str) -> str:
    """Marks a template that becomes a sentence elsewhere, so that it is collected for translation."""
    return template


def refusal(sentence: Sentence) -> PydanticCustomError:
    """What a validator raises; the sentence is in its context."""
    return PydanticCustomError("author", "{sentence}", {"sentence": sentence})

"""What the shipped flows say and hear, for exports in tests."""

from functools import cache

from flows.floip.content import Content
from prompts import catalogue, words
from tests.support.flow_books import LANGUAGES


@cache
def shipped() -> Content:
    """Texts and words of the shipped languages, and one recording."""
    found, book = catalogue.load(), words.load()
    texts: dict[str, dict[str, str]] = {}
    for tag in LANGUAGES:
        for prompt in found.spoken(tag):
            texts.setdefault(prompt.name, {})[tag] = prompt.text
    phrases = {tag: {option: book.phrases(option, tag) for option in book.options(tag)} for tag in LANGUAGES}
    return Content(LANGUAGES, texts, phrases, {"greeting": {"fr": "fr/greeting.wav"}})


PLAIN = Content(("en", "qaa"), {"x": {"en": "Hello, write to us @ the desk."}}, {"en": {"x": ("hello", "d'accord")}})
"""Very little, for flows that are made up."""

"""Whether a caller can say back what was just read out: words compared as far as each language lets us tell. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from flows.lint.small_words import ARTICLES, JOINERS, PARTICLES, SMALL, UNSPACED
from flows.lint.wordings import VARIABLE, tokens

SHARED = 0.6
"""So much of the longer of two words, from its beginning, makes them forms of one: child, children; not chair."""
SHORTEST = 3
"""Letters that forms of one word share at least."""
_LISTED = re.compile(r"[,;/،؛]")
_APART = re.compile("['’-]")
_ARTICLES, _PARTICLES = ARTICLES.split(), frozenset(PARTICLES.split())


def main_words(text: str, language: str) -> tuple[str, ...]:
    """Without marks, capitals, and what says nothing by itself."""
    return tuple(word for word in _words(text) if word not in _small(language))


def _words(text: str) -> tuple[str, ...]:
    return tuple(part for word in tokens(VARIABLE.sub(" ", text)) for part in _APART.split(word) if part)


@cache
def _small(language: str) -> frozenset[str]:
    return frozenset(tokens(SMALL.get(language, "")))


def alike(one: str, other: str, language: str) -> bool:
    """Whether two words may be forms of one; errs towards yes."""
    if language == "ko":
        return _with_particle(one, other) or _with_particle(other, one)
    if language == "ar":
        return any(_forms(a, b) for a in _bare(one) for b in _bare(other))
    return _forms(one, other)


def _forms(one: str, other: str) -> bool:
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one == other or (shared >= SHORTEST and shared >= SHARED * max(len(one), len(other)))


def _with_particle(short: str, long: str) -> bool:
    return long.startswith(short) and (long == short or long[len(short) :] in _PARTICLES)


def _bare(word: str) -> Iterator[str]:
    yield word
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= SHORTEST - 1:
            yield word[len(article) :]


def says(text: str, phrase: str, language: str) -> bool:
    """Whether a text holds the main words of a phrase, in whatever form."""
    there = _words(text)
    return all(_any((word,), there, language) for word in main_words(phrase, language) or _words(phrase))


def unsaid(text: str, phrases: Iterable[str], language: str) -> tuple[str, ...]:
    """Those things named side by side in a text of which no phrase has a word; nothing where nobody can tell."""
    said = {word for phrase in phrases for word in main_words(phrase, language)}
    named = () if _unspaced(text) else _named(VARIABLE.sub(" ", text), language)
    parts = ((part, main_words(part, language)) for part in named)
    return tuple(_bare_part(part, language) for part, words in parts if words and not _any(words, said, language))


def _bare_part(part: str, language: str) -> str:
    """Without small words around it."""
    words = part.split()
    told = [at for at, word in enumerate(words) if main_words(word, language)]
    return " ".join(words[told[0] : told[-1] + 1])


def _any(words: Iterable[str], said: Iterable[str], language: str) -> bool:
    return any(alike(word, own, language) for word in words for own in said)


def _named(text: str, language: str) -> Iterator[str]:
    """What an option names, as it is written: `School and children:` names two things; elsewhere all of it is one."""
    joiners = frozenset(JOINERS.get(language, "").split())
    for part in _LISTED.split(text) if joiners else [text]:
        yield from filter(tokens, _joined(part, joiners))


def _joined(text: str, joiners: frozenset[str]) -> Iterator[str]:
    words: list[str] = []
    for word in text.split():
        if word.casefold() in joiners:
            yield _tidy(words)
            words = []
        else:
            words.append(word)
    yield _tidy(words)


def _tidy(words: Iterable[str]) -> str:
    return " ".join(words).strip(" .:;!?¿¡،؛؟")


def _unspaced(text: str) -> bool:
    return any(unicodedata.name(letter, "").startswith(UNSPACED) for letter in text)

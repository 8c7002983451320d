"""What somebody types into the walker: a key, what a caller says, or an action of the script."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flows.effects import DIGIT_WORDS, DIGITS
from flows.messages import NOTHING, Sentence, told
from flows.state import Finding, Listening, Sounding, WithPerson
from flows.walk import Walk, WalkError, verb
from speech.vocabulary import Vocabulary, distance, normal

Phrases = Callable[[str, str], tuple[str, ...]]
"""The phrases that mean an option in a language."""
KEYS = re.compile(r"[0-9*#]+")
QUOTES = "\"'“”«»„"
NEAR = 0.25
"""Spellings nearer than this are taken for one another, unsurely (`speech.vocabulary.distance`)."""
SHORTEST_PART = 3
"""Letters of a word that alone stands for a phrase of several."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What is done, and what is remarked about it."""

    actions: tuple[str, ...]
    remark: Sentence = NOTHING


def understood(text: str, walked: Walk, phrases: Phrases) -> Typed:
    """What was meant; quotes make anything a caller's words. Raises WalkError where it cannot be done now."""
    text = unicodedata.normalize("NFC", text.strip())
    if text[:1] in QUOTES:
        return _spoken(text.strip(QUOTES), walked, phrases)
    if option := _exact(text, walked, phrases):
        return Typed((f"say {option}",))
    keys = unicodedata.normalize("NFKC", text).replace(" ", "")
    if KEYS.fullmatch(keys):
        return Typed(tuple(f"{_pressed(walked)} {key}" for key in keys))
    if word := verb(text):
        return _acted(word, text, walked, phrases)
    return _spoken(text, walked, phrases)


def is_phrase(text: str, walked: Walk, phrases: Phrases) -> bool:
    """Whether exactly this may be said now."""
    return bool(_exact(text, walked, phrases))


def _pressed(walked: Walk) -> str:
    """While a person is looked for, a key leaves the search instead of waiting for its end."""
    return "early" if isinstance(walked.state.mode, Finding | WithPerson) else "key"


def _acted(word: str, text: str, walked: Walk, phrases: Phrases) -> Typed:
    """An action; `say doctor` is one too, though the option is called otherwise."""
    rest = text.partition(" ")[2].strip()
    if word not in {"say", "mumble"} or rest in {option for option, _ in walked.listening}:
        return Typed((text,))
    if option := _exact(rest, walked, phrases):
        return Typed((f"{word} {option}",))
    if "." in rest or rest.startswith("@") or rest.replace(" ", "").isdecimal():
        return Typed((text,))  # the walk says what is offered there
    return _spoken(rest, walked, phrases)


def _spoken(text: str, walked: Walk, phrases: Phrases) -> Typed:
    if isinstance(walked.state.mode, Sounding):
        return Typed(("sound",), told("a word is a sound like any other here; which one it was is not heard."))
    if not isinstance(walked.state.mode, Listening):
        template = "nobody listens at {place}, where the call is {mode}; type ? for what can happen."
        raise WalkError(told(template, place=walked.state.place, mode=walked.state.mode.kind))
    if not walked.listening:
        raise WalkError(told("only keys count here: this line hears no words in this language."))
    if option := _exact(text, walked, phrases):
        return Typed((f"say {option}",))
    found = dict(_near(normal(text), walked, phrases))
    if len(found) == 1:
        ((option, phrase),) = found.items()
        template = "taken for “{phrase}” ({option}), not surely."
        return Typed((f"mumble {option}",), told(template, phrase=phrase, option=option))
    if found:
        remark = told("this could be {options}; nothing is taken.", options=", ".join(found))
        return Typed(("nonsense",), remark)
    return Typed(("nonsense",), told("“{text}” is no word of this question.", text=text))


def _exact(text: str, walked: Walk, phrases: Phrases) -> str:
    """The option with exactly this phrase, or the digits it says; empty where there is none."""
    words = normal(text)
    option = next((option for option, phrase in _live(walked, phrases) if words and normal(phrase) == words), "")
    return option or _digits(words, walked, phrases)


def _digits(words: tuple[str, ...], walked: Walk, phrases: Phrases) -> str:
    """As a walk takes them: `3 1 4`."""
    for option, language in walked.listening:
        if option == DIGITS:
            spoken = [(digit, phrase) for digit, name in enumerate(DIGIT_WORDS) for phrase in phrases(name, language)]
            known = {normal(phrase): str(digit) for digit, phrase in spoken}
            found, stray = Vocabulary(known).spot(words)
            return "" if stray else " ".join(known[phrase] for phrase in found)
    return ""


def _near(words: tuple[str, ...], walked: Walk, phrases: Phrases) -> Iterator[tuple[str, str]]:
    for option, phrase in _live(walked, phrases):
        own = normal(phrase)
        if words and (_part(own, words) or _telling(words, own) or distance(" ".join(words), " ".join(own)) <= NEAR):
            yield option, phrase


def _live(walked: Walk, phrases: Phrases) -> Iterator[tuple[str, str]]:
    """(option, phrase) of what can be said now; a phrase of two options means the first, as on the line."""
    taken: set[tuple[str, tuple[str, ...]]] = set()
    for option, language in walked.listening:
        for phrase in phrases(option, language):
            if (said := (language, normal(phrase))) not in taken:
                taken.add(said)
                yield option, phrase


def _telling(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Whether a part of a phrase was said that is more than a small word."""
    return max(map(len, words)) > SHORTEST_PART and _part(words, phrase)


def _part(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))

"""What an imported flow says and hears: names for its texts, sounds and words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_FOREIGN = re.compile(r"[{}]|@\(|(?<![\w@])@[A-Za-z]")
"""Parts that another program would fill in."""
MOST_WORDS = 4
"""A longer text is nothing a caller would say."""


@dataclass
class Wording:
    """A prompt that came with a flow."""

    name: str
    about: str = ""
    """What it was called, and where it is heard."""
    texts: dict[str, str] = field(default_factory=dict)
    """Language tag to wording."""
    sounds: dict[str, str] = field(default_factory=dict)
    """Language tag to the name of a sound file."""
    ours: bool = False
    """It was exported from here, and its variables are ours."""

    @property
    def foreign(self) -> tuple[str, ...]:
        """Languages whose wording has parts that another program would fill in."""
        return tuple(tag for tag, text in self.texts.items() if not self.ours and _FOREIGN.search(text))


class Shelf:
    """All wordings of an import, and the words callers may say, by name."""

    def __init__(self) -> None:
        self.wordings: dict[str, Wording] = {}
        self.words: dict[str, dict[str, dict[str, None]]] = {}
        """Language to option to phrases."""
        self._last: dict[str, int] = {}

    def name(self, *parts: str) -> str:
        """A new prompt name: flow, node and what is meant, joined by points."""
        wish = name = ".".join(parts)
        while name in self.wordings:
            self._last[wish] = self._last.get(wish, 1) + 1
            name = f"{wish}_{self._last[wish]}"
        return name

    def put(self, wording: Wording) -> str:
        """Keep a wording; its name."""
        self.wordings[wording.name] = wording
        return wording.name

    def say(self, language: str, name: str, phrases: Iterable[str]) -> None:
        """Phrases a caller may say for an option, each once."""
        self.words.setdefault(language, {}).setdefault(name, {}).update(dict.fromkeys(phrases))

    def words_from_text(self, name: str) -> None:
        """Where an option has no words, its own short text can be said."""
        for language, text in self.wordings[name].texts.items():
            phrase = as_word(text)
            if phrase and name not in self.words.get(language, {}):
                self.say(language, name, (phrase,))


def as_word(text: str) -> str:
    """A text as something a caller could say; empty where it is too long or holds signs and digits."""
    phrase = text.strip().strip(".,;:!?¿¡،。").strip()
    fits = phrase and len(phrase.split()) <= MOST_WORDS and len(phrase) <= 40
    return phrase if fits and all(sign.isalpha() or sign in " '’-" or not sign.isascii() for sign in phrase) else ""


def one_line(text: str) -> str:
    """Signs that cannot be spoken or written become spaces."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


Words = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Language tag to option to phrases."""

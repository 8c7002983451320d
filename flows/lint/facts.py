"""What the lint knows beside the flows: wording, lengths, words, phonemes; gathered by `ivr.authoring.facts`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Key = tuple[str, str]
"""A name (of a prompt, an option, a phrase, a word) and a language."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one installation. What is not in a mapping is not known, or not there."""

    lasts: Mapping[Key, int] = field(default_factory=dict)
    """(prompt, language) that can be said: milliseconds, with the longest values it may get."""
    wanting: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    """(prompt, language): spoken units that its values need and that have no sound."""
    texts: Mapping[Key, str] = field(default_factory=dict)
    """(prompt, language): the wording, with {variables}."""
    states: Mapping[Key, str] = field(default_factory=dict)
    """(prompt, language): missing, text, stale, recorded or reviewed."""
    words: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    """(option, language): the phrases that mean it."""
    phonemes: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    """(phrase, language): its sounds, as `flows.lint.phonetics.letters` gives them."""
    unknown: frozenset[Key] = frozenset()
    """(word, language): what the installed recogniser does not know."""
    reviews: Mapping[str, str] = field(default_factory=dict)
    """Language: what its files of texts say of their review, `none (drafted)` or a name and a date; only where it has
    texts."""
    drafts: bool = True
    """Whether texts that nobody reviewed may be spoken: everywhere but in production."""
    engine: tuple[str, ...] = ()
    """Prompts that are said in any flow."""
    first: str = "welcome"
    """The flow in which calls begin."""

    def can_say(self, prompt: str, language: str) -> bool:
        """Whether it has sound, with any value."""
        return (prompt, language) in self.lasts

    def unwritten(self, prompt: str, language: str) -> bool:
        """Whether a language that has texts lacks this one, so that nothing else about it matters yet."""
        return language in self.reviews and (prompt, language) not in self.texts

    def tells_words(self, language: str) -> bool:
        """Whether anything is written about what people say in a language."""
        return any(tag == language for _, tag in self.words)

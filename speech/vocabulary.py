"""From a grammar to what a recogniser listens for, and from what it found back to an option. Pure."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from speech.ports import DIGITS, Grammar, Patience


def normal(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as models write them: composed, lower case, one space apart, without punctuation."""
    kept = "".join(c if c.isalnum() or c in "'’-" or unicodedata.combining(c) else " " for c in phrase)
    return tuple(unicodedata.normalize("NFC", kept).casefold().split())


def sounds(text: str) -> str:
    """Letters that stand for sounds: Hangul falls apart into its jamo, accents from their letters."""
    return unicodedata.normalize("NFD", text.replace(" ", ""))


def distance(one: str, other: str) -> float:
    """Edits between two spellings in sounds, 0.0 (same) to 1.0 (nothing in common)."""
    a, b = sounds(one), sounds(other)
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        left, row = row, [i]
        for j, y in enumerate(b, 1):
            row.append(min(left[j] + 1, row[-1] + 1, left[j - 1] + (x != y)))
    return row[-1] / max(len(a), len(b), 1)


CONFUSABLE = 0.45
"""A decoy nearer than this to an option's word is not used: it would take the answer (measured, see README)."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Phrases of one grammar, each with its option, and what else may be said: decoys stand for everything else."""

    phrases: dict[tuple[str, ...], str]
    decoys: tuple[str, ...] = ()
    hesitations: tuple[str, ...] = ()
    strict: bool = False
    digits: dict[tuple[str, ...], str] = field(default_factory=dict)
    """Which digit each phrase of DIGITS is."""

    @classmethod
    def of(cls, grammar: Grammar) -> "Vocabulary":
        """A phrase means the first option that has it."""
        phrases: dict[tuple[str, ...], str] = {}
        for option, spoken in grammar.options:
            for words in filter(None, map(normal, spoken)):
                phrases.setdefault(words, option)
        each = ((words, digit) for digit, said in grammar.digits for words in filter(None, map(normal, said)))
        digits = {words: digit for words, digit in each if words not in phrases}
        return cls(phrases | dict.fromkeys(digits, DIGITS), strict=grammar.strict, digits=digits)

    def patience(self, asked: Patience) -> Patience:
        """A phrase's, where some answers have several words: what is sure is taken at once all the same."""
        several = any(len(words) > 1 for words in self.phrases)
        return Patience.PHRASE if asked is Patience.WORD and several else asked

    def told(self, found: Sequence[tuple[str, ...]]) -> str:
        """Phrases of one option as they are told: every digit, or the phrase that was said last."""
        digits = [self.digits[phrase] for phrase in found if phrase in self.digits]
        return " ".join(digits or found[-1])

    def known(self, knows: Callable[[str], bool]) -> "Vocabulary":
        """Without the phrases that hold a word the model does not know: Vosk would drop the word, not the phrase."""
        kept = {words: option for words, option in self.phrases.items() if all(map(knows, words))}
        return replace(self, phrases=kept)

    def beside(self, decoys: Iterable[str], hesitations: Iterable[str] = ()) -> "Vocabulary":
        """With those decoys that are not confusable with a word or a phrase of an option, and with hesitations."""
        own = {word for words in self.phrases for word in words}
        own |= {" ".join(words) for words in self.phrases}
        return replace(
            self,
            decoys=tuple(decoy for decoy in decoys if all(distance(decoy, word) >= CONFUSABLE for word in own)),
            hesitations=tuple(sound for sound in hesitations if sound not in own),
        )

    def is_open(self, words: tuple[str, ...]) -> bool:
        """Whether more words could change the answer: the phrase begins a longer one of another option."""
        mine = self.phrases[words]
        return any(option != mine and other[: len(words)] == words for other, option in self.phrases.items())

    def spot(self, words: tuple[str, ...]) -> tuple[list[tuple[str, ...]], int]:
        """The option phrases in what was heard, in order, and how many words belong to none."""
        found = [words[start:end] for start, end in self.spans(words)]
        return found, len(words) - sum(map(len, found))

    def spans(self, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        """Where phrases of options stand in what was heard (start, end), the longest at each place."""
        place = 0
        while place < len(words):
            long = len(self._longest_at(words, place))
            if long:
                yield place, place + long
            place += long or 1

    def _longest_at(self, words: tuple[str, ...], place: int) -> tuple[str, ...]:
        fits = (p for p in self.phrases if words[place : place + len(p)] == p)
        return max(fits, key=len, default=())


def unknown_words(phrases: Iterable[str], knows: Callable[[str], bool]) -> tuple[str, ...]:
    """Single words that the model does not know, in order, without repeats."""
    words = dict.fromkeys(word for phrase in phrases for word in normal(phrase))
    return tuple(word for word in words if not knows(word))

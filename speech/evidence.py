"""Which option a piece of sound may be, and what speaks for it, as a row of figures. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from speech.hypotheses import Hypothesis, Word
from speech.loudness import Loudness
from speech.vocabulary import Vocabulary, sounds

FIGURES = (
    "over_nothing",
    "over_options",
    "first",
    "length",
    "strays",
    "share",
    "over_nothing_a_second",
    "uncovered",
    "crowded",
    "clarity",
)
"""Names of the figures, in order: by how much the option is likelier than readings without it, and than readings with
another one; whether it is in the likeliest reading; how many sounds it has; how many words stand around it, and its
share of the seconds that words last; said alone, how many seconds of loud sound its words leave over, and by how much
there is too little loud sound for its sounds (logarithm); how much louder the voice is than what is around."""
MOST, LEAST = 12.0, -12.0
LEAST_OVER_OPTIONS = -6.0
BEYOND = 5.0
"""Where no reading is without the option, the best such one is at least so much less likely than the best of all: the
recogniser keeps what is nearer (`speech.vosk_settings`, lattice-beam)."""
LONGEST, MOST_STRAYS = 20, 5
SHORTEST_S, LEAST_S = 0.3, 0.01
MOST_UNCOVERED_S, MOST_CROWDED = 0.5, 1.0
SOUND_S = 0.09
"""A word whose sounds have less loud sound each is crowded (measured): quick voices are just above. Slow ones cost
nothing, as what is left over shows another word by itself."""
CLEAREST_DB = 40.0
"""From here on nothing around matters."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An option, and what speaks for it."""

    option: str
    phrases: tuple[tuple[str, ...], ...]
    """Of the option, as they were said, in order."""
    alone: bool
    """Nothing else was said."""
    figures: tuple[float, ...]
    """As named by FIGURES."""


@dataclass(frozen=True, slots=True)
class _Reading:
    words: tuple[Word, ...]
    """Without hesitations."""
    spans: tuple[tuple[int, int], ...]
    """Where phrases of options stand."""
    options: frozenset[str]
    score: float
    seconds: float
    """Of all its words, hesitations too."""


def candidate(vocabulary: Vocabulary, hypotheses: Sequence[Hypothesis], loud: Loudness) -> Candidate | None:
    """The option of the likeliest reading that holds exactly one; None where there is none."""
    readings = [_reading(vocabulary, each) for each in hypotheses]
    place, chosen = next(((n, r) for n, r in enumerate(readings) if len(r.options) == 1), (0, None))
    if chosen is None:
        return None
    (option,) = chosen.options
    return _weighed(readings, place, option, loud)


def _weighed(readings: Sequence[_Reading], place: int, option: str, loud: Loudness) -> Candidate:
    chosen = readings[place]
    last = min(readings[-1].score, readings[0].score - BEYOND)
    without = next((each.score for each in readings if option not in each.options), last)
    another = next((each.score for each in readings if each.options and option not in each.options), last)
    phrases = [chosen.words[start:end] for start, end in chosen.spans]
    seconds = sum(map(_seconds, phrases))
    whole = _seconds(chosen.words)
    letters = sum(len(sounds(" ".join(word.text for word in words))) for words in phrases)
    strays = len(chosen.words) - sum(map(len, phrases))
    over = min(max(chosen.score - without, LEAST), MOST)
    figures = (
        over,
        min(max(chosen.score - another, LEAST_OVER_OPTIONS), MOST),
        float(place == 0),
        float(min(letters, LONGEST)),
        float(min(strays, MOST_STRAYS)),
        seconds / max(whole, LEAST_S),
        over / max(whole, SHORTEST_S),
        *((0.0, 0.0) if strays else _fit(chosen, letters, loud.spoken)),
        min(max(loud.clarity, 0.0), CLEAREST_DB),
    )
    said = tuple(tuple(word.text for word in words) for words in phrases)
    return Candidate(option, said, strays == 0, figures)


def _fit(alone: _Reading, letters: int, spoken: float) -> tuple[float, float]:
    """`uncovered` and `crowded`, of an option that nothing else was said with."""
    left = min(max(spoken - alone.seconds, 0.0), MOST_UNCOVERED_S)
    crowded = math.log(SOUND_S * letters / max(spoken, LEAST_S))
    return left, min(max(crowded, 0.0), MOST_CROWDED)


def _reading(vocabulary: Vocabulary, hypothesis: Hypothesis) -> _Reading:
    words = tuple(word for word in hypothesis.words if word.text not in vocabulary.hesitations)
    spans = tuple(vocabulary.spans(tuple(word.text for word in words)))
    options = frozenset(vocabulary.phrases[tuple(word.text for word in words[start:end])] for start, end in spans)
    return _Reading(words, spans, options, hypothesis.score, _seconds(hypothesis.words))


def _seconds(words: Sequence[Word]) -> float:
    """That words last, without rests between them."""
    return sum(word.end - word.start for word in words)

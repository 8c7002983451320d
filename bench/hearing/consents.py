"""How often somebody who said something else would have consented, where a consent takes two yeses (rule V22)."""

from collections.abc import Iterable, Iterator

from bench.hearing.trials import Trial
from bench.report import Figure, counted
from speech.by_example.hearer import ACCEPT_AT

QUESTIONS = 2
"""One yes to each of them."""


def consents(name: str, trials: Iterable[Trial], options: int) -> Iterator[Figure]:
    """From trials in which every word was said once to each question.

    Each word of a menu stands for yes in turn, the others of it and words on no list for what is said instead.
    """
    every = iter(trials)
    pairs = list(zip(*[every] * QUESTIONS, strict=True))
    meant = [pair for pair in pairs if pair[0].on_list]
    given = sum(all(trial.right and _sure(trial) for trial in pair) for pair in meant)
    other = sum(options - pair[0].on_list for pair in pairs)
    wrong = sum(all(_sure(trial) and not trial.right for trial in pair) and _same(pair) for pair in pairs)
    yield counted(f"{name}_consents_given_pct", "%", 100 * given / len(meant), len(meant))
    yield counted(f"{name}_false_consents_per_1000", "per 1000", 1000 * wrong / other, other)


def _sure(trial: Trial) -> bool:
    return trial.choice.evidence >= ACCEPT_AT


def _same(pair: tuple[Trial, ...]) -> bool:
    return len({trial.choice.word for trial in pair}) == 1

"""How well languages are heard that were taught from a few voices, measured on people, leaving speakers out."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from bench.hearing.consents import QUESTIONS, consents
from bench.hearing.corpus import Utterance
from bench.hearing.noise import babble, with_noise
from bench.hearing.trials import Item, Trial, Trials, false_accepts_at, right_share
from bench.report import Figure, counted
from speech.by_example.embedding import Network
from speech.by_example.example import heard
from speech.by_example.hearer import ACCEPT_AT, CONFIRM_AT

OPTIONS = 4
EXAMPLES = (1, 3, 5, 10)
USUAL = 5
MENUS = 1500
SEED = 3
"""Other menus than those the weights were learnt from."""
NOISES_DB = (20, 10)
FALSE_REJECTS = 0.05


@dataclass(frozen=True, slots=True)
class Set:
    """Words of one language by several people."""

    name: str
    utterances: Sequence[Utterance]


def figures(network: Network, words: Set) -> Iterator[Figure]:
    """Accuracy by number of examples and in noise, and what is taken of words on no list."""
    began = time.process_time()
    items = [Item(each.word, each.speaker, heard(network, each.sound)) for each in words.utterances]
    milliseconds = 1000 * (time.process_time() - began) / len(items)
    yield counted(f"by_example_{words.name}_ms_per_word", "ms", milliseconds, len(items))
    clean = Trials(items)
    for count in EXAMPLES:
        trials = list(clean.run(MENUS, OPTIONS, count, SEED))
        yield from _of(f"by_example_{words.name}_{OPTIONS}_words_{count}_examples", "", trials)
    trials = list(clean.run(MENUS, OPTIONS, USUAL, SEED))
    yield from _zones(f"by_example_{words.name}", trials)
    twice = clean.run(MENUS, OPTIONS, USUAL, SEED, QUESTIONS)
    yield from consents(f"by_example_{words.name}", twice, OPTIONS)
    street = babble([each.sound for each in words.utterances], 60, SEED)
    for decibels in NOISES_DB:
        noisy = [
            heard(network, with_noise(each.sound, street, decibels, number))
            for number, each in enumerate(words.utterances)
        ]
        trials = list(Trials(items, noisy).run(MENUS, OPTIONS, USUAL, SEED))
        yield from _of(f"by_example_{words.name}_{OPTIONS}_words_{USUAL}_examples", f"_at_{decibels}db", trials)


def _of(name: str, where: str, trials: Sequence[Trial]) -> Iterator[Figure]:
    percent = partial(counted, unit="%", n=len(trials))
    yield percent(f"{name}{where}_pct", value=100 * right_share(trials))
    yield percent(f"{name}_false_accept{where}_pct", value=100 * false_accepts_at(trials, FALSE_REJECTS))


def _zones(name: str, trials: Sequence[Trial]) -> Iterator[Figure]:
    """With the thresholds that are in force."""
    listed = [trial for trial in trials if trial.on_list]
    strange = [trial for trial in trials if not trial.on_list]
    sure = [trial for trial in listed if trial.choice.evidence >= ACCEPT_AT]
    asked = [trial for trial in listed if trial.choice.evidence >= CONFIRM_AT]
    taken = [trial for trial in strange if trial.choice.evidence >= ACCEPT_AT]
    percent = partial(counted, unit="%", n=len(trials))
    yield percent(f"{name}_accepted_right_pct", value=100 * sum(t.right for t in sure) / len(listed))
    yield percent(f"{name}_accepted_or_asked_right_pct", value=100 * sum(t.right for t in asked) / len(listed))
    yield percent(f"{name}_wrong_unconfirmed_pct", value=100 * sum(not t.right for t in sure) / len(listed))
    yield percent(f"{name}_off_list_unconfirmed_pct", value=100 * len(taken) / len(strange))

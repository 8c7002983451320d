"""Makes `speech/by_example/constants.json` from recordings: `python -m bench.hearing.constants [DIR]`.

Means and deviations of what the network gives for speech, and how much each figure of a choice weighs: by logistic
regression over both sets of recordings, Mandarin words and English digits. Prints how well they do.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench.hearing.corpus import DIRECTORY, Utterance, utterances
from bench.hearing.fitting import Floats, logistic
from bench.hearing.trials import Item, Trial, Trials, false_accepts_at, right_share
from speech.by_example import constants, stretch
from speech.by_example.choice import FIGURES
from speech.by_example.embedding import LENGTH, Network
from speech.by_example.example import heard

MANDARIN = tuple(f"{number:02d}" for number in range(12))
MENUS, OPTIONS, EXAMPLES = 2000, 4, 5
RIDGE = 1e-3


def main() -> None:
    """Measure, write, and say how it does with other menus."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else DIRECTORY
    mandarin, digits = list(utterances(folder / "dsp20")), list(utterances(folder / "fsdd"))
    made = _normal([*mandarin, *digits])
    constants.write(made | {"weights": dict.fromkeys(FIGURES, 0.0), "offset": 0.0})
    sets = [_trials([each for each in mandarin if each.word in MANDARIN]), _trials(digits)]
    weights, offset = _fit([trial for each in sets for trial in each.run(MENUS, OPTIONS, EXAMPLES, seed=1)])
    named = {name: round(float(weight), 3) for name, weight in zip(FIGURES, weights, strict=True)}
    constants.write(made | {"weights": named, "offset": round(offset, 3)})
    for name, each in zip(("Mandarin", "digits"), sets, strict=True):
        trials = list(each.run(MENUS, OPTIONS, EXAMPLES, seed=2))
        accepts = 100 * false_accepts_at(trials, 0.05)
        sys.stdout.write(f"{name}: {100 * right_share(trials):.2f} % right, {accepts:.1f} % false accepts at 5 %\n")


def _normal(every: Sequence[Utterance]) -> dict[str, object]:
    if not constants.FILE.exists():
        constants.write({"mean": [0.0] * LENGTH, "deviation": [1.0] * LENGTH})
    network = Network()
    rows = np.concatenate([network.raw(stretch.word_in(each.sound)) for each in every])
    mean, deviation = rows.mean(axis=0), rows.std(axis=0)
    return {"mean": np.round(mean, 4).tolist(), "deviation": np.round(deviation, 4).tolist()}


def _trials(every: Sequence[Utterance]) -> Trials:
    network = Network()
    return Trials([Item(each.word, each.speaker, heard(network, each.sound)) for each in every])


def _fit(trials: Sequence[Trial]) -> tuple[Floats, float]:
    """Weights and offset of the logarithm of the odds that what was chosen was said."""
    figures = [trial.choice.figures for trial in trials]
    return logistic(figures, [trial.on_list and trial.right for trial in trials], RIDGE)


if __name__ == "__main__":
    main()

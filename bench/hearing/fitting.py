"""Logistic regression: how much each figure speaks for what was said. Pure."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
STEPS = 60


def logistic(figures: Sequence[Sequence[float]], was_said: Sequence[bool], ridge: float) -> tuple[Floats, float]:
    """Weights and offset of the logarithm of the odds that what was chosen was said (Newton's method).

    `ridge` holds the weights of figures of equal spread down; those who learn from few tries need more of it.
    """
    rows, said = np.array(figures, float), np.array(was_said, float)
    mean, deviation = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    even = np.concatenate([(rows - mean) / deviation, np.ones((len(rows), 1))], axis=1)
    held = np.append(np.full(rows.shape[1], ridge), 0.0)
    weights = np.zeros(even.shape[1])
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(-even @ weights))
        slope = even.T @ (odds - said) / len(even) + held * weights
        curve = (even.T * (odds * (1 - odds))) @ even / len(even) + np.diag(held) + 1e-9 * np.eye(len(held))
        weights -= np.linalg.solve(curve, slope)
    scaled = weights[:-1] / deviation
    return scaled, float(weights[-1] - scaled @ mean)

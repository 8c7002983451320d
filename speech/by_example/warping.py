"""How far one word is from each of some others, whatever their speed: dynamic time warping. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Frames = npt.NDArray[np.float32]
"""(frames, features); each row has length 1."""

LOOSE_ENDS = 0.12
"""Share of a word that may be left out at either end of it without cost: nobody cuts words alike."""


@dataclass(frozen=True, slots=True)
class Bank:
    """Words to compare with, side by side."""

    frames: npt.NDArray[np.float32]
    """(words, most frames, features); zero where a word is over."""
    lengths: npt.NDArray[np.intp]

    @classmethod
    def of(cls, words: Sequence[Frames]) -> "Bank":
        """At least one word."""
        lengths = np.array([len(word) for word in words])
        frames = np.zeros((len(words), int(lengths.max()), words[0].shape[1]), np.float32)
        for row, word in zip(frames, words, strict=True):
            row[: len(word)] = word
        return cls(frames, lengths)


def distances(word: Frames, bank: Bank) -> npt.NDArray[np.float64]:
    """Cosine distance along the best path, per frame of both; one for each word of the bank."""
    cost = 1 - np.einsum("nf,kmf->knm", word, bank.frames, optimize=True)
    n, most = cost.shape[1:]
    total = np.full((len(cost), n + 1, most + 1), np.inf)
    loose, looses = int(np.ceil(n * LOOSE_ENDS)), np.ceil(bank.lengths * LOOSE_ENDS).astype(int)
    total[:, : loose + 1, 0] = 0
    total[:, 0, :][np.arange(most + 1)[None] <= looses[:, None]] = 0
    for diagonal in range(2, n + most + 1):
        i = np.arange(max(1, diagonal - most), min(n, diagonal - 1) + 1)
        j = diagonal - i
        here = cost[:, i - 1, j - 1]
        straight = np.minimum(total[:, i - 1, j], total[:, i, j - 1]) + here
        total[:, i, j] = np.minimum(straight, total[:, i - 1, j - 1] + 2 * here)
    apart: npt.NDArray[np.float64] = _ends(total, bank.lengths, loose, looses) / (n + bank.lengths)
    return apart


def _ends(
    total: npt.NDArray[np.float64], lengths: npt.NDArray[np.intp], loose: int, looses: npt.NDArray[np.intp]
) -> npt.NDArray[np.float64]:
    n, place = total.shape[1] - 1, np.arange(total.shape[2])
    at_end = total[np.arange(len(total)), n - loose :, lengths].min(axis=1)
    allowed = (place[None] >= (lengths - looses)[:, None]) & (place[None] <= lengths[:, None])
    return np.asarray(np.minimum(at_end, np.where(allowed, total[:, n, :], np.inf).min(axis=1)))

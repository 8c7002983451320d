"""Was this prompt in what was heard? Normalised cross-correlation, whole or by its opening."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.caller.sound import FRAME, LOUD, RATE
from speech.convert import Samples

ENOUGH = 0.88
"""Least normalised correlation of a piece. G.711 leaves 0.98 and more; one synthetic voice beginning another sentence
with the same word gives up to 0.79 (measured on all Korean prompts, espeak-ng)."""
ENOUGH_AT_ITS_PLACE = 0.5
"""The same for a piece that is looked for where it must be, and may have a gap in its middle."""
PIECE = RATE
"""Samples of one piece of a prompt, 1 s: pieces are found one by one, so a small gap costs nothing."""


class NotHeard(AssertionError):
    """The prompt that should have been heard was not; the text says what was heard instead."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where a prompt was found: samples of what was heard, and the correlation (0 to 1) there."""

    start: int
    end: int
    score: float


def correlate(piece: Samples, signal: Samples) -> NDArray[np.float64]:
    """Normalised correlation of the piece at each place of the signal (-1 to 1); empty where it does not fit."""
    places = len(signal) - len(piece) + 1
    if places <= 0 or not len(piece):
        return np.zeros(0)
    wanted = piece.astype(np.float64)
    given = signal.astype(np.float64)
    size = 1 << (len(given) + len(wanted) - 1).bit_length()
    product = np.fft.irfft(np.fft.rfft(given, size) * np.conj(np.fft.rfft(wanted, size)), size)[:places]
    energy = np.concatenate([[0.0], np.cumsum(given * given)])
    power = (energy[len(wanted) :] - energy[: -len(wanted)]) * float(wanted @ wanted)
    # Where the signal is as good as silent there is nothing to compare: no correlation, and no division by nothing.
    quiet = float(wanted @ wanted) * float(len(wanted)) * 100.0
    audible = power > quiet
    result: NDArray[np.float64] = np.where(audible, product / np.sqrt(np.where(audible, power, 1.0)), 0.0)
    return result


def find(piece: Samples, signal: Samples, enough: float = ENOUGH) -> Match | None:
    """The best place of the piece in the signal; None where it correlates less than `enough`."""
    scores = correlate(piece, signal)
    if not scores.size:
        return None
    best = int(np.argmax(scores))
    score = float(scores[best])
    return Match(best, best + len(piece), score) if score >= enough else None


def opening(prompt: Samples, seconds: float) -> tuple[Samples, int]:
    """The first loud `seconds` of a prompt, and at which of its samples they begin."""
    loud = np.flatnonzero(np.abs(prompt.astype(np.int32)) > LOUD)
    first = int(loud[0]) if loud.size else 0
    return prompt[first : first + round(seconds * RATE)], first


def pieces(prompt: Samples) -> list[tuple[int, Samples]]:
    """The prompt cut into pieces with sound in them, each with its first sample."""
    starts = range(0, max(1, len(prompt) - PIECE // 2), PIECE)
    cut = [(at, prompt[at : at + PIECE]) for at in starts]
    return [(at, piece) for at, piece in cut if np.abs(piece.astype(np.int32)).max(initial=0) > LOUD]


def find_whole(prompt: Samples, signal: Samples, *, slack: int = RATE // 5, share: float = 0.8) -> Match | None:
    """The whole prompt: `share` of its pieces, each at its place give or take `slack` samples; None otherwise."""
    wanted = pieces(prompt)
    if not wanted:
        return None
    anchor = find(wanted[0][1], signal)
    if anchor is None:
        return None
    begin = anchor.start - wanted[0][0]
    found = [match for at, piece in wanted if (match := _near(piece, signal, begin + at, slack))]
    if len(found) < share * len(wanted):
        return None
    return Match(max(0, begin), found[-1].end, float(np.mean([match.score for match in found])))


def _near(piece: Samples, signal: Samples, place: int, slack: int) -> Match | None:
    low = max(0, place - slack)
    match = find(piece, signal[low : place + len(piece) + slack], ENOUGH_AT_ITS_PLACE)
    return match and Match(match.start + low, match.end + low, match.score)


def follows_until(prompt: Samples, signal: Samples, start: int, since: int, *, slack: int = FRAME * 4) -> int:
    """The first sample at or after `since` where the signal leaves the prompt that began at `start`.

    Frame by frame, each looked for around its place give or take `slack`, so a lost or late packet does not count
    as the end. Where prompt and signal are both silent the prompt is taken to go on, so the result is never early
    by a pause. The length of the signal where it never leaves.
    """
    for at in range(since - (since - start) % FRAME, len(signal) - FRAME + 1, FRAME):
        low = max(0, at - start - slack)
        around = prompt[low : at - start + FRAME + slack]
        if not _frame_fits(signal[at : at + FRAME], around):
            return at
    return len(signal)


def _frame_fits(frame: Samples, around: Samples) -> bool:
    if np.abs(frame.astype(np.int32)).max(initial=0) <= LOUD:
        return _has_quiet_frame(around[max(0, len(around) // 2 - FRAME * 3 // 2) :][: FRAME * 3])
    scores = correlate(frame, around)
    return bool(scores.size) and float(scores.max()) > 0.9


def _has_quiet_frame(around: Samples) -> bool:
    loud = np.concatenate([[-1], np.flatnonzero(np.abs(around.astype(np.int32)) > LOUD * 2), [len(around)]])
    return bool(np.diff(loud).max() > FRAME)

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
ENOUGH_TO_LOOK_CLOSER = 0.35
"""The same for a piece that may be torn in three."""
PIECE = RATE
"""Samples of one piece of a prompt, 1 s: pieces are found one by one, so a small gap costs nothing."""

SHRED = 2 * FRAME
"""Samples of the smallest part looked for by itself, 40 ms."""
HOLE = RATE // 5
"""Samples by which a part may come early or late, 200 ms: what packets that came late leave as holes."""
SHARE = 0.8
"""Of the parts that must be found. Sentences that begin alike share up to 0.6 of their first 1.2 s."""


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


def find_broken(piece: Samples, signal: Samples) -> Match | None:
    """As `find`, and also where late packets tore small holes into it: SHARE of its shreds are near their places."""
    match = find(piece, signal, ENOUGH_TO_LOOK_CLOSER)
    if match is None or match.score >= ENOUGH:
        return match
    shreds = [(at, shred) for at, shred in _cut(piece, SHRED) if len(shred) == SHRED]
    misses_left = int(len(shreds) * (1 - SHARE))
    found = []
    for at, shred in shreds:
        near = _near(shred, signal, match.start + at, HOLE, ENOUGH)
        if near:
            found.append((at, near))
        elif misses_left:
            misses_left -= 1
        else:
            return None
    if not found:
        return None
    return Match(max(0, found[0][1].start - found[0][0]), found[-1][1].end, match.score)


def opening(prompt: Samples, seconds: float) -> tuple[Samples, int]:
    """The first loud `seconds` of a prompt, and at which of its samples they begin."""
    loud = np.flatnonzero(np.abs(prompt.astype(np.int32)) > LOUD)
    first = int(loud[0]) if loud.size else 0
    return prompt[first : first + round(seconds * RATE)], first


def _cut(prompt: Samples, length: int) -> list[tuple[int, Samples]]:
    """The prompt cut into parts with sound in them, each with its first sample; a rest below a half is left out."""
    starts = range(0, max(1, len(prompt) - length // 2), length)
    parts = [(at, prompt[at : at + length]) for at in starts]
    return [(at, part) for at, part in parts if np.abs(part.astype(np.int32)).max(initial=0) > LOUD]


def find_whole(prompt: Samples, signal: Samples) -> Match | None:
    """The whole prompt: SHARE of its pieces, each at its place give or take HOLE samples; None otherwise."""
    wanted = _cut(prompt, PIECE)
    if not wanted:
        return None
    anchor = find_broken(wanted[0][1], signal)
    if anchor is None:
        return None
    begin = anchor.start - wanted[0][0]
    found = [match for at, piece in wanted if (match := _near(piece, signal, begin + at, HOLE, ENOUGH_AT_ITS_PLACE))]
    if len(found) < SHARE * len(wanted):
        return None
    return Match(max(0, begin), found[-1].end, float(np.mean([match.score for match in found])))


def _near(piece: Samples, signal: Samples, place: int, slack: int, enough: float) -> Match | None:
    low = max(0, place - slack)
    match = find(piece, signal[low : place + len(piece) + slack], enough)
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

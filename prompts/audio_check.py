"""Whether a sound can be a prompt: clipping, silence, noise, length, loudness. Pure; floats, full scale 1.0.

Thresholds were set on 1520 recordings of 28 people (../shared/data/speech), and on some clipped and coded in five ways.
"""

import math
from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt

from flows.messages import Sentence, later, told
from prompts.loudness import LEVEL_DB, RATE, WINDOW, Wave, active_db, trimmed
from prompts.parts import Part

CEILING = 0.98
"""What mu-law calls its loudest (ITU-T G.711); other formats reach 1.0."""
FLAT_SAMPLES, LONG_FLAT_SAMPLES, FLAT_TOPS = 3, 8, 5
"""So many samples in a row at the ceiling, or longer at the sound's own top, and so often: 13 of one overdriven
speaker's 40 recordings, none of the others' 1480."""
QUIETEST_DB = -50.0
"""Mean level of speech under which amplifying brings up the recorder's own noise; people were found down to -49.6."""
NOISE_DB, PAUSES_S = 15.0, 1.0
"""Noise is nearer than this to speech; judged where the sound is so long that it has a pause. The worst was 20.8."""
SHORTEST_S = 0.1
FASTEST_WORD_S = 0.1
"""Seconds; 150 words a minute take 0.4 each."""
HARD_MS = 20_000
"""Rule V8: longer is no prompt."""
TOLERANCE_DB = 2.0
"""Rule V32: between the means of languages."""
SINGLE_DB = 3.0
"""Of a single recording from the level of all."""
SILENCE = told("there is only silence in it; record it again.")
CLIPPED = told("it is too loud and clipped; record it again, farther from the microphone.")
QUIET = told("it is too quiet; record it again, nearer to the microphone.")
NOISY = told("it is too noisy, or has music under the speech; record it again in a quiet room.")
TOO_SHORT = later("it takes {seconds} s, which is too short for its {words} words; record it again.")
TOO_LONG = later("it takes {seconds} s and may take {most}; say it faster, or with fewer words.")


def of_take(wave: Wave) -> Sentence | None:
    """What is wrong with a recording as it arrives, resampled to RATE; the first thing. Clipping is seen before."""
    level = active_db(wave)
    if level == float("-inf"):
        return SILENCE
    if level < QUIETEST_DB:
        return QUIET
    if len(wave) >= PAUSES_S * RATE and noise_distance_db(wave) < NOISE_DB:
        return NOISY
    return None


def of_length(wave: Wave, part: Part) -> Sentence | None:
    """Whether a recording at RATE is as long as its words can be, trimmed as it is played."""
    seconds = math.ceil(len(trimmed(wave)) / RATE * 10) / 10
    words = len(part.wording.split())
    if seconds < max(SHORTEST_S, FASTEST_WORD_S * words):
        return told(TOO_SHORT, seconds=f"{seconds:g}", words=words)
    most = min(part.max_ms or HARD_MS, HARD_MS)
    if seconds * 1000 > most:
        return told(TOO_LONG, seconds=f"{seconds:g}", most=f"{most / 1000:g}")
    return None


def of_recording(wave: Wave, part: Part) -> Iterator[Sentence]:
    """What is wrong with a recording that lies ready, at RATE."""
    level = active_db(wave)
    if level == float("-inf"):
        yield SILENCE
        return
    if clipped(wave):
        yield CLIPPED
    if wrong := of_length(wave, part):
        yield wrong
    if abs(level - LEVEL_DB) > SINGLE_DB:
        template = "its speech is at {level} dB and belongs at {right}; import it, which levels it."
        yield told(template, level=f"{level:.0f}", right=f"{LEVEL_DB:.0f}")


def of_languages(levels: Mapping[str, tuple[float, ...]]) -> Iterator[tuple[str, Sentence]]:
    """Languages (with the levels of their recordings) that are not as loud as rendered speech, and so as the others."""
    for language, own in levels.items():
        mean = sum(own) / len(own) if own else LEVEL_DB
        if abs(mean - LEVEL_DB) > TOLERANCE_DB:
            template = "the whole language is at {level} dB and all belong at {right}; import it, which levels it."
            yield language, told(template, level=f"{mean:.1f}", right=f"{LEVEL_DB:.0f}")


def clipped(wave: Wave) -> bool:
    """Whether its tops are cut off."""
    size = np.abs(wave)
    own = size >= size.max(initial=0.0) * (1 - 1e-4)
    at_ceiling = _runs(size >= CEILING, FLAT_SAMPLES)
    return at_ceiling >= FLAT_TOPS or (bool(wave.any()) and _runs(own, LONG_FLAT_SAMPLES) >= FLAT_TOPS)


def noise_distance_db(wave: Wave) -> float:
    """How far the three quietest 20 ms are under the speech; RATE."""
    windows = wave[: len(wave) // WINDOW * WINDOW].reshape(-1, WINDOW).astype(np.float64)
    quiet = float(np.sort((windows**2).mean(axis=1))[:3].mean()) if len(windows) else 0.0
    return active_db(wave) - float(10 * np.log10(max(quiet, 1e-15)))


def _runs(flags: npt.NDArray[np.bool_], length: int) -> int:
    """How many stretches of at least so many true ones there are."""
    steps = np.diff(np.concatenate(([0], flags.astype(np.int8), [0])))
    return int((np.flatnonzero(steps == -1) - np.flatnonzero(steps == 1) >= length).sum())

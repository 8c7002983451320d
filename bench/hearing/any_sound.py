"""How well any sound chooses: callers want one of four options, and make a sound after it, twice.

The engine is the real one, and so are the ears; only the process around them and the clock are left out. The sounds are
words of people and of espeak-ng, and some that are no words; none of them was used to choose the ears' thresholds.
"""

import sys
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.hearing.corpus import Utterance, telephone, utterances
from bench.hearing.dialogue import OPTIONS, Dialogue
from bench.hearing.noise import babble
from bench.hearing.street import line_hum, street
from bench.hearing.wordless import FORMANTS, sound
from bench.report import Figure, counted
from flows.effects import ListenForSound
from ivr.call.perform import BEFORE_FRAMES
from ivr.call.sound_gap import GRACE_MS
from speech.by_example.stretch import word_in
from speech.convert import Samples, mulaw_of, mulaw_samples
from speech.espeak import spoken
from speech.ports import FRAME_BYTES, FRAME_MS, SpeechStarted, Unclear
from speech.sound_listener import LONGEST_MS, SoundListener
from speech.vad import SpeechDetector

TRIALS = 400
SEED = 4
NOISE_S = 120
COMFORT = 4.0
"""Noise of a quiet line, of 32768."""
FIRST_S, LAST_S = 0.2, 1.2
"""Seconds after the option in which a caller begins."""
SPOKEN = (
    *(("ja", "de", 150, 40), ("sì", "it", 160, 60), ("evet", "tr", 140, 30)),
    *(("ndiyo", "sw", 150, 70), ("हाँ", "hi", 130, 50), ("tak, tak", "pl", 150, 55)),
)
"""Word, language, speed and pitch of espeak-ng."""
MADE_UP = 60
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Which option was wanted and which was reached (-1: none), and in which reading."""

    wanted: int
    reached: int
    reading: int


def figures(corpus: Path) -> Iterator[Figure]:
    """Clean, in babble, in a street and over a humming line, ten decibels below the sound."""
    words = [word_in(each.sound) for folder in ("dsp20", "fsdd") for each in _strangers(corpus / folder)]
    if not words:
        sys.stderr.write(
            f"any sound: there are no recordings of people in {corpus}; espeak-ng's words are used alone\n"
        )
    random = np.random.default_rng(SEED)
    sounds = [*words[:: max(1, len(words) // 150)], *_said(), *_made_up(random)]
    voices = words or _said()
    yield from _of("", sounds, None)
    yield from _of("_at_10db", sounds, babble(voices, NOISE_S, SEED))
    yield from _of("_street_at_10db", sounds, street(NOISE_S, SEED))
    yield from _of("_line_hum_at_10db", sounds, line_hum(NOISE_S, SEED))


def _strangers(folder: Path) -> Iterator[Utterance]:
    """Every other speaker: the thresholds were chosen on the rest."""
    if folder.is_dir():
        speakers = sorted(each.name for each in folder.iterdir() if each.is_dir())[1::2]
        yield from (each for each in utterances(folder) if each.speaker in speakers)


def _said() -> list[Samples]:
    return [telephone(word_in(mulaw_samples(spoken(*voice)))) for voice in SPOKEN]


def _made_up(random: np.random.Generator) -> list[Samples]:
    return [sound(kind, random) for kind in FORMANTS for _ in range(MADE_UP)]


def _of(where: str, sounds: Sequence[Samples], noise: Samples | None) -> Iterator[Figure]:
    random = np.random.default_rng(SEED)
    detector = SpeechDetector()
    outcomes = [_call(sounds, noise, random, detector) for _ in range(TRIALS)]
    right = [one for one in outcomes if one.reached == one.wanted]
    wrong = [one for one in outcomes if one.reached not in {one.wanted, -1}]
    percent = partial(counted, unit="%", n=len(outcomes))
    yield percent(f"any_sound_right{where}_pct", value=100 * len(right) / len(outcomes))
    first = sum(one.reading == 1 for one in right)
    yield percent(f"any_sound_right_at_first_reading{where}_pct", value=100 * first / len(outcomes))
    yield percent(f"any_sound_wrong_confirmed{where}_pct", value=100 * len(wrong) / len(outcomes))


def _call(
    sounds: Sequence[Samples], noise: Samples | None, random: np.random.Generator, detector: SpeechDetector
) -> Outcome:
    """One caller, who knows what they want and makes a sound only for that."""
    made, dialogue = sounds[int(random.integers(len(sounds)))], Dialogue()
    caller, wanted = Caller(made, noise, random), int(random.integers(OPTIONS))
    while dialogue.effect is not None:
        heard = False
        if isinstance(dialogue.effect, ListenForSound):
            heard = caller.hears_gap(dialogue.effect.gap_ms, detector, wants=dialogue.option == wanted)
        else:
            caller.hears_prompt(float(random.uniform(0.8, 2.5)))
        dialogue.go_on(sound=heard)
    return Outcome(wanted, dialogue.reached, dialogue.reading)


class Caller:
    """Their side of the line: noise all the time, and sounds in some gaps."""

    def __init__(self, made: Samples, noise: Samples | None, random: np.random.Generator) -> None:
        self._made, self._random = made, random
        self._noise = None if noise is None else noise * (_loudness(made) / 10**0.5 / _loudness(noise))
        self._at = 0 if noise is None else int(random.integers(len(noise)))
        self._before: deque[bytes] = deque(maxlen=BEFORE_FRAMES)

    def hears_prompt(self, seconds: float) -> None:
        """The line speaks."""
        self._before.extend(self._frames(np.zeros(round(seconds * 1000 / FRAME_MS) * FRAME_BYTES)))

    def hears_gap(self, gap_ms: int, detector: SpeechDetector, *, wants: bool) -> bool:
        """The line waits; whether it heard a sound."""
        detector.reset()
        before = b"".join(self._before)
        ears = SoundListener(len(before), detector)
        told = list(ears.hear(before))
        frames = (gap_ms + GRACE_MS) // FRAME_MS
        for number, frame in enumerate(self._frames(self._side(frames + LONGEST_MS // FRAME_MS + 20, wants))):
            told += ears.hear(frame)
            if Unclear() in told:
                return True
            if number >= frames and SpeechStarted() not in told:
                return False
        return SpeechStarted() in told

    def _side(self, frames: int, wants: bool) -> Floats:
        side = np.zeros(frames * FRAME_BYTES)
        if wants:
            start = round(self._random.uniform(FIRST_S, LAST_S) * 8000)
            side[start : start + len(self._made)] += self._made[: len(side) - start]
        return side

    def _frames(self, side: Floats) -> Iterator[bytes]:
        side = side + self._random.normal(0, COMFORT, len(side))
        if self._noise is not None:
            side += np.take(self._noise, range(self._at, self._at + len(side)), mode="wrap")
        for start in range(0, len(side), FRAME_BYTES):
            self._at += FRAME_BYTES
            yield mulaw_of(side[start : start + FRAME_BYTES])


def _loudness(wave: Samples) -> float:
    """Root of the mean square of the loudest half, as for every noise here."""
    loud = np.sort(np.abs(wave.astype(np.float64)))[len(wave) // 2 :]
    return float(np.sqrt(np.mean(loud**2)))

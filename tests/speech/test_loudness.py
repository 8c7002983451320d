"""How far a voice stands out, and for how long."""

import numpy as np
import pytest

from speech.convert import Samples
from speech.loudness import Loudness, loudness

RATE = 8000
VOICE_RMS = 2000.0


def answer(spoken: float, noise_rms: float, pause: float = 0.0) -> Samples:
    """Half a second of rest, two halves of a voice with a pause between, half a second of rest."""
    chance = np.random.default_rng(2)
    rest, half = np.zeros(RATE // 2), chance.normal(0, VOICE_RMS, round(spoken * RATE / 2))
    whole = np.concatenate([rest, half, np.zeros(round(pause * RATE)), half, rest])
    heard: Samples = np.rint(whole + chance.normal(0, noise_rms, len(whole))).astype(np.int16)
    return heard


@pytest.mark.parametrize("decibels", [5, 10, 20, 40])
def test_clarity_is_how_far_a_voice_stands_out(decibels: int) -> None:
    made = loudness(answer(0.7, VOICE_RMS / 10 ** (decibels / 20)))
    above = 10 * np.log10(1 + 10 ** (decibels / 10))
    assert made.clarity == pytest.approx(above, abs=2.5)


@pytest.mark.parametrize("noise_db", [60, 40, 20, 10])
@pytest.mark.parametrize("spoken", [0.3, 0.7, 1.5])
@pytest.mark.parametrize("pause", [0.0, 0.4])
def test_a_voice_is_as_long_in_noise_as_without_and_its_rests_do_not_count(
    noise_db: int, spoken: float, pause: float
) -> None:
    made = loudness(answer(spoken, VOICE_RMS / 10 ** (noise_db / 20), pause))
    assert made.spoken == pytest.approx(spoken, abs=0.1)


def test_how_loud_the_whole_is_does_not_matter() -> None:
    one = answer(0.7, 20.0)
    assert loudness((one // 4).astype(np.int16)).spoken == loudness(one).spoken


@pytest.mark.parametrize("length", [0, 10, 255])
def test_less_than_a_window_is_nothing(length: int) -> None:
    assert loudness(np.zeros(length, np.int16)) == Loudness(0.0, 0.0)


def test_silence_is_not_clear() -> None:
    assert loudness(np.zeros(RATE, np.int16)).clarity == 0.0

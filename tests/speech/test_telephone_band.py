"""What a telephone took from a voice is given back."""

import numpy as np
import pytest

from bench.hearing.corpus import telephone
from speech.convert import Samples
from speech.telephone_band import MOST_LOW_DB, opened

RATE = 8000


def voice(height: float = 140.0, seconds: float = 1.0) -> Samples:
    """Harmonics that are all as loud."""
    time = np.arange(round(seconds * RATE)) / RATE
    numbers = range(1, int(3900 / height))
    every = np.sum([np.sin(2 * np.pi * height * number * time + number) for number in numbers], axis=0)
    loud: Samples = np.rint(every / np.abs(every).max() * 12_000).astype(np.int16)
    return loud


def level(sound: np.ndarray[tuple[int, ...], np.dtype[np.float64]], hertz: float) -> float:
    """Decibels of one harmonic."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    place = round(hertz * len(sound) / RATE)
    return float(20 * np.log10(spectrum[place - 2 : place + 3].max() + 1e-9))


def balance(sound: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float:
    return level(sound, 140.0) - level(sound, 700.0)


def test_a_voice_through_a_telephone_has_its_low_end_again() -> None:
    narrow = telephone(voice()).astype(np.float64)
    assert balance(narrow) < -20
    assert balance(opened(telephone(voice()))) > balance(narrow) + 15


def test_a_voice_that_lacks_nothing_is_left_nearly_as_it_is() -> None:
    assert balance(opened(voice())) == pytest.approx(balance(voice().astype(np.float64)), abs=4.0)


def test_no_more_is_given_back_than_is_worth_it() -> None:
    quiet = np.rint(np.random.default_rng(1).normal(0, 3, RATE)).astype(np.int16)
    assert np.abs(opened(quiet)).max() < 30 * 10 ** (MOST_LOW_DB / 20)


@pytest.mark.parametrize("length", [0, 1, 255, 256, 1001])
def test_any_length_stays_as_long(length: int) -> None:
    assert len(opened(np.zeros(length, np.int16))) == length

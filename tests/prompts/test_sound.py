"""Loudness, edges, pauses and tempo of made-up sound."""

import numpy as np
import pytest

from prompts.loudness import LEVEL_DB, PEAK, RATE, Wave, active_db, levelled, trimmed, without_long_pauses
from prompts.render import finish
from prompts.tempo import stretched
from speech.convert import mulaw_samples
from speech.ports import FRAME_BYTES, Sound


def tone(seconds: float, hertz: float = 200.0, loud: float = 0.1) -> Wave:
    time = np.arange(int(seconds * RATE)) / RATE
    wave: Wave = (loud * np.sin(2 * np.pi * hertz * time)).astype(np.float32)
    return wave


def quiet(seconds: float) -> Wave:
    return np.zeros(int(seconds * RATE), dtype=np.float32)


@pytest.mark.parametrize("loud", [0.003, 0.1, 0.9])
def test_any_loudness_becomes_the_same(loud: float) -> None:
    assert active_db(levelled(tone(1, loud=loud))) == pytest.approx(LEVEL_DB, abs=0.2)


def test_a_peak_is_bent_and_the_level_kept() -> None:
    wave = tone(1, loud=0.02)
    wave[::800] = 1.0
    level = levelled(wave)
    assert np.abs(level).max() <= PEAK
    assert active_db(level) == pytest.approx(LEVEL_DB, abs=1.0)


def test_pauses_do_not_count_as_speech() -> None:
    assert active_db(np.concatenate([tone(1), quiet(3)])) == pytest.approx(active_db(tone(1)), abs=0.1)


def test_silence_stays_silence() -> None:
    assert not levelled(quiet(1)).any()
    assert not len(trimmed(quiet(1)))


def test_edges_are_cut_to_20_and_60_ms() -> None:
    cut = trimmed(np.concatenate([quiet(1), tone(0.5), quiet(1)]))
    assert len(cut) / RATE == pytest.approx(0.5 + 0.02 + 0.06, abs=0.021)


def test_long_pauses_become_short_ones_and_speech_is_kept() -> None:
    shorter = without_long_pauses(np.concatenate([tone(0.5), quiet(1), tone(0.5)]))
    assert len(shorter) / RATE == pytest.approx(1.26, abs=0.021)


def test_slow_is_longer_by_a_quarter_with_the_pitch_kept() -> None:
    wave = tone(1, hertz=200)
    slow = stretched(wave)
    assert len(slow) / len(wave) == pytest.approx(1.25, abs=0.01)
    middle = slow[2000:6000]
    strongest = np.argmax(np.abs(np.fft.rfft(middle))) * RATE / len(middle)
    assert strongest == pytest.approx(200, abs=4)
    assert active_db(middle) == pytest.approx(active_db(wave), abs=0.5)


@pytest.mark.parametrize("rate", [8000, 16000, 22050, 44100])
def test_finished_sound_is_whole_frames_from_any_rate(rate: int) -> None:
    time = np.arange(rate) / rate
    pcm = (3000 * np.sin(2 * np.pi * 300 * time)).astype("<i2").tobytes()
    done = finish(Sound(pcm, rate))
    assert len(done.normal) % FRAME_BYTES == 0
    assert len(done.slow) % FRAME_BYTES == 0
    assert len(done.normal) / 8000 == pytest.approx(1.0, abs=0.1)
    assert len(done.slow) / len(done.normal) == pytest.approx(1.25, abs=0.05)
    level = active_db(mulaw_samples(done.normal).astype(np.float32) / np.float32(32768))
    assert level == pytest.approx(LEVEL_DB, abs=0.5)

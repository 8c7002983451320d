"""What is kept of a word: where it is in a recording, its melody, and how far two words are apart."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.by_example.pitch import POINTS, apart, melody
from speech.by_example.recording import Fault, Recording, fault
from speech.by_example.stretch import LONGEST, STEP, word_in
from speech.by_example.warping import Bank, Frames, distances
from speech.convert import Samples
from speech.ports import MULAW_RATE


def tone(seconds: float, begin: float, end: float, level: float = 8000) -> Samples:
    """Of a voice that glides from one height (hertz) to another."""
    height = np.linspace(begin, end, round(seconds * MULAW_RATE))
    phase = 2 * np.pi * np.cumsum(height) / MULAW_RATE
    wave = sum(np.sin(part * phase) / part for part in range(1, 8))
    return np.rint(level * wave / 2).astype(np.int16)


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * MULAW_RATE), np.int16)


def recording(*parts: Samples) -> Recording:
    return Recording("doctor", "A", "A/doctor.wav", np.concatenate(parts))


def test_the_word_is_cut_out_of_its_rests() -> None:
    word = word_in(np.concatenate([silence(1), tone(0.5, 120, 120), silence(2)]))
    assert 0.5 <= len(word) / MULAW_RATE <= 0.7


def test_a_rest_inside_a_word_stays_and_a_click_far_away_does_not() -> None:
    parts = [tone(0.01, 900, 900), silence(1), tone(0.3, 120, 120), silence(0.2), tone(0.3, 120, 120), silence(1)]
    assert 0.8 <= len(word_in(np.concatenate(parts))) / MULAW_RATE <= 1.0


@given(st.integers(0, 5 * STEP))
def test_what_holds_no_word_stays_as_it_is(length: int) -> None:
    assert len(word_in(np.zeros(length, np.int16))) == length


def test_no_word_is_longer_than_its_bound() -> None:
    assert len(word_in(tone(4, 120, 120))) <= LONGEST * STEP


def test_a_melody_is_its_course_and_not_its_height() -> None:
    rising, higher, falling = (melody(tone(0.5, *heights)) for heights in ((110, 160), (220, 320), (160, 110)))
    same = apart(rising, higher.semitones[None], higher.sure[None])[0]
    other = apart(rising, falling.semitones[None], falling.sure[None])[0]
    assert same < 0.05
    assert other > 0.3
    assert abs(float(np.sum(rising.semitones * rising.sure))) < 1e-6


def test_what_has_no_voice_has_no_melody() -> None:
    hiss = np.random.default_rng(1).normal(0, 3000, MULAW_RATE // 2).astype(np.int16)
    for sound in (hiss, silence(0.5), silence(0)):
        none = melody(sound)
        assert none.semitones.shape == (POINTS,)
        assert float(none.sure.max()) < 0.5


def words(*lengths: int) -> list[Frames]:
    """Each of other rows."""
    random = np.random.default_rng(7)
    rows = [random.normal(size=(length, 12)).astype(np.float32) for length in lengths]
    return [row / np.linalg.norm(row, axis=1, keepdims=True) for row in rows]


def test_a_word_is_nearest_to_itself_at_any_speed() -> None:
    one, other = words(12, 20)
    slow = np.repeat(one, 2, axis=0)
    same, slower, strange = distances(one, Bank.of([one, slow, other]))
    assert same == pytest.approx(0, abs=1e-6)
    assert slower == pytest.approx(0, abs=1e-6)
    assert strange > 0.3


@given(st.lists(st.integers(1, 15), min_size=1, max_size=4), st.integers(1, 15))
def test_words_beside_it_do_not_change_a_distance(lengths: list[int], length: int) -> None:
    word, *bank = words(length, *lengths)
    together = distances(word, Bank.of(bank))
    alone = [distances(word, Bank.of([each]))[0] for each in bank]
    assert together == pytest.approx(alone, abs=1e-6)
    assert np.all(together >= -1e-6)


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ([silence(1), tone(0.5, 120, 140), silence(1)], None),
        ([silence(1)], Fault.SILENT),
        ([], Fault.SILENT),
        ([silence(1), tone(0.02, 120, 140), silence(1)], Fault.TOO_SHORT),
        ([silence(1), tone(2, 120, 140), silence(1)], Fault.TOO_LONG),
        ([silence(20)], Fault.FILE_TOO_LONG),
    ],
)
def test_what_is_wrong_with_a_recording(parts: list[Samples], why: Fault | None) -> None:
    assert fault(recording(*(parts or [silence(0)]))) == why


def test_a_clipped_recording_is_told() -> None:
    loud = np.clip(tone(0.5, 120, 140).astype(np.int32) * 20, -32768, 32767).astype(np.int16)
    assert fault(recording(silence(1), loud, silence(1))) is Fault.CLIPPED

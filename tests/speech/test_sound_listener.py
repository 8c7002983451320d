"""What is a sound and what is not, window by window, with the real network."""

from collections.abc import Callable
from functools import cache

import numpy as np
import numpy.typing as npt
import pytest

from bench.hearing.street import line_hum, street
from bench.hearing.wordless import FORMANTS, sound
from speech.convert import MULAW_SILENCE, mulaw_of
from speech.ports import FRAME_BYTES, HearingEvent, SpeechStarted, Unclear
from speech.sound_listener import ENDS_AFTER_MS, LONGEST_MS, SoundListener
from speech.vad import SpeechDetector

MADE = [SpeechStarted(), Unclear()]
Wave = npt.NDArray[np.float64]


@cache
def detector() -> SpeechDetector:
    return SpeechDetector()


def heard(gap: Wave, before: Wave | None = None) -> list[HearingEvent]:
    """Frame by frame, as it comes from a line."""
    first = mulaw_of(np.zeros(0) if before is None else before)
    detector().reset()
    listener = SoundListener(len(first), detector())
    told = list(listener.hear(first))
    sound = mulaw_of(gap)
    for at in range(0, len(sound), FRAME_BYTES):
        told += listener.hear(sound[at : at + FRAME_BYTES])
    assert listener.ended == (Unclear() in told)
    return told


def quiet(seconds: float) -> Wave:
    return np.random.default_rng(0).normal(0, 4, round(seconds * 8000))


def with_sound(made: Wave, at_s: float = 0.5, level: float = 1.0) -> Wave:
    gap = quiet(3)
    start = round(at_s * 8000)
    gap[start : start + len(made)] += level * made
    return gap


def voice(kind: str, seed: int = 1) -> Wave:
    made: Wave = sound(kind, np.random.default_rng(seed)).astype(np.float64)
    return made


@pytest.mark.parametrize("kind", FORMANTS)
@pytest.mark.parametrize("seed", range(4))
def test_a_voice_is_a_sound_and_is_over_when_it_ends(kind: str, seed: int) -> None:
    assert heard(with_sound(voice(kind, seed)), quiet(3)) == MADE


def test_a_voice_long_drawn_out_is_told_at_its_end() -> None:
    made = np.tile(voice("ah"), 8)[: 2 * 8000]
    listener = SoundListener(0, detector())
    events = [
        (at, event) for at in range(3 * 50) for event in listener.hear(mulaw_of(with_sound(made)[at * 160 :][:160]))
    ]
    started, over = (at * 20 for at, _ in events)
    assert started < 1_000
    assert 2_500 < over <= 2_500 + ENDS_AFTER_MS + 64


def test_a_sound_without_end_is_not_waited_for() -> None:
    made = np.tile(voice("hum"), 30)
    assert len(made) / 8 > LONGEST_MS + 1_000
    assert heard(made, quiet(3)) == MADE


def test_a_tenth_of_a_second_is_none() -> None:
    assert heard(with_sound(voice("ah")[1000:1800]), quiet(3)) == []


@pytest.mark.parametrize("loud", [500, 5_000, 30_000])
def test_clicks_are_none(loud: float) -> None:
    gap = quiet(3)
    gap[::4000] += loud
    gap[4001:20001:4000] -= loud
    assert heard(gap, quiet(3)) == []


def test_silence_is_none() -> None:
    assert heard(np.zeros(24_000), np.zeros(24_000)) == []


NOISES: dict[str, Callable[[float, int], npt.NDArray[np.int16]]] = {"a street": street, "a humming line": line_hum}


@pytest.mark.parametrize("noise", NOISES)
@pytest.mark.parametrize("seed", range(3))
def test_noise_that_was_there_before_is_none(noise: str, seed: int) -> None:
    whole = NOISES[noise](8, seed).astype(np.float64) * 0.2
    assert heard(whole[4 * 8000 : 7 * 8000], whole[: 4 * 8000]) == []


def test_noise_is_learnt_from_what_came_before() -> None:
    """The same steady voice is a sound in a quiet line, and none where it was there all the time."""
    steady = np.tile(voice("hum"), 30)[: 7 * 8000] * 0.3
    assert heard(steady[: 2 * 8000], quiet(3)) == [SpeechStarted()]
    assert heard(steady[4 * 8000 :], steady[: 4 * 8000]) == []


@pytest.mark.parametrize("late_ms", [40, 150, 300])
def test_the_echo_of_the_line_is_none(late_ms: int) -> None:
    """Twenty decibels below what was said, and still there when the gap begins."""
    said = np.concatenate([voice("ah", seed) for seed in range(12)])[: 4 * 8000] * 0.1
    late = late_ms * 8
    before = quiet(4) + np.concatenate([np.zeros(late), said[:-late]])
    gap = quiet(2)
    gap[:late] += said[-late:]
    assert heard(gap, before) == []


def test_a_caller_who_spoke_over_the_line_is_heard_after_it() -> None:
    before = quiet(4)
    made = voice("ah")
    before[8000 : 8000 + len(made)] += made
    assert heard(with_sound(made), before) == MADE


def test_a_quiet_caller_is_heard() -> None:
    assert heard(with_sound(voice("ah"), level=0.05), quiet(3)) == MADE


def test_one_sound_and_then_nothing() -> None:
    twice = np.concatenate([with_sound(voice("ah")), with_sound(voice("ah"))])
    assert heard(twice, quiet(3)) == MADE


def test_frames_that_are_missing_count_as_silence_only_in_a_sound() -> None:
    listener = SoundListener(0, detector())
    detector().reset()
    seen = [listener.in_speech]
    for piece in (mulaw_of(voice("ah")), MULAW_SILENCE * FRAME_BYTES * 20):
        seen += [listener.in_speech for _ in listener.hear(piece)]
    assert seen == [False, True, False]


def test_what_came_before_may_come_in_pieces() -> None:
    before, gap = mulaw_of(quiet(3)), mulaw_of(with_sound(voice("ah")))
    detector().reset()
    listener = SoundListener(len(before), detector())
    told: list[HearingEvent] = []
    whole = before + gap
    for at in range(0, len(whole), 1234):
        told += listener.hear(whole[at : at + 1234])
    assert told == MADE

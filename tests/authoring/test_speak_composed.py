"""A walked call as one sound, with sounds that are easy to recognise."""

from itertools import pairwise

import numpy as np
import pytest

from flows.effects import Gap, HangUp, Play, Spoken, StopPlaying
from flows.walk import Moment, fixed
from ivr.authoring.composing import COLUMNS, PAD, PER_MS, ROWS, TONE_MS, Wave, composed, mark, plays
from speech.convert import mulaw_samples
from speech.ports import MULAW_RATE
from tests.support.clinic import walk

LOUD = b"\x80"
"""Mu-law's loudest."""


def spoken(play: int, seconds: int = 1) -> Play:
    return Play(play, (Spoken("x", "en"),) * seconds)


def sound(play: Play) -> bytes:
    return LOUD * (fixed(1_000)(play) * PER_MS)


def loud(wave: Wave) -> list[tuple[int, int]]:
    """Milliseconds from and to which there is sound."""
    on = np.concatenate([[False], np.abs(wave.astype(int)) > 20_000, [False]])
    edges = np.flatnonzero(np.diff(on.astype(int))) // PER_MS
    return [(int(begins), int(ends)) for begins, ends in zip(edges[::2], edges[1::2], strict=True)]


def test_each_sentence_stands_where_it_was_said() -> None:
    moments = [Moment(500, spoken(1)), Moment(2_000, spoken(2, 2))]
    wave = composed(moments, 0, 5_000, sound)
    assert len(wave) == 5_000 * PER_MS
    assert loud(wave) == [(500, 1_500), (2_000, 4_000)]


@pytest.mark.parametrize("what", [StopPlaying(), spoken(9, 0), HangUp()])
def test_a_sentence_that_is_cut_off_ends_there(what: StopPlaying | Play | HangUp) -> None:
    wave = composed([Moment(0, spoken(1, 3)), Moment(1_200, what)], 0, 4_000, sound)
    assert loud(wave) == [(0, 1_200)]


def test_a_sentence_that_goes_on_at_the_end_is_cut_there() -> None:
    assert loud(composed([Moment(0, spoken(1, 3))], 0, 2_000, sound)) == [(0, 2_000)]


def test_a_part_of_a_call() -> None:
    moments = [Moment(0, spoken(1, 3)), Moment(3_500, spoken(2))]
    assert loud(composed(moments, 2_000, 5_000, sound)) == [(0, 1_000), (1_500, 2_500)]


@pytest.mark.parametrize("key", PAD)
def test_a_key_has_its_two_tones(key: str) -> None:
    tone = mark(f"key {key}").astype(float)
    assert len(tone) == TONE_MS * PER_MS
    power = np.abs(np.fft.rfft(tone, MULAW_RATE))  # one bin a hertz
    low, high = int(np.argmax(power[:1_050])), int(np.argmax(power[1_050:])) + 1_050
    at = PAD.index(key)
    assert abs(low - ROWS[at // 3]) <= 5
    assert abs(high - COLUMNS[at % 3]) <= 5


@pytest.mark.parametrize("action", ["silence", "wait 5", "hear", "hang up", "message 5", "joined 5", "key x", ""])
def test_what_makes_no_sound_is_silent(action: str) -> None:
    assert len(mark(action)) == 0


def test_a_word_is_a_low_tone_and_nobodys_voice() -> None:
    power = np.abs(np.fft.rfft(mark("say menu.law").astype(float), MULAW_RATE))
    assert abs(int(np.argmax(power)) - 300) <= 5


def test_a_walked_call_has_every_sentence_that_was_said_and_lasts_as_long_as_it_did() -> None:
    walked = walk()
    for action in ("key 2", "key 1", "early #", "hear", "hang up"):
        walked.do(action)
    wave = composed(walked.moments, 0, walked.at, lambda play: LOUD * (walked.length(play) * PER_MS))
    assert len(wave) == walked.at * PER_MS
    said = plays(walked.moments, walked.at)
    assert len(said) == sum(isinstance(moment.what, Play) for moment in walked.moments)
    assert all(one.ends <= other.begins for one, other in pairwise(said))
    silent = wave[: walked.at * PER_MS].astype(int) == int(mulaw_samples(b"\xff")[0])
    assert 0 < silent.sum() < len(wave)


def test_gaps_are_part_of_a_sentence() -> None:
    assert fixed(1_000)(Play(1, (Gap(500), Spoken("x", "en"), Gap(700), Spoken("y", "en")))) == 3_200

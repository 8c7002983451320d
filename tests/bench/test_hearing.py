"""Trials that leave speakers out, telephone and noise, on made sound."""

from pathlib import Path

import numpy as np
import pytest

from bench.hearing.bench import Asked, bench
from bench.hearing.consents import consents
from bench.hearing.corpus import telephone, utterances
from bench.hearing.noise import babble, with_noise
from bench.hearing.trials import Item, Trial, Trials, false_accepts_at, right_share
from ivr.settings import Settings
from speech.by_example.choice import Choice
from speech.by_example.example import Example
from speech.by_example.hearer import ACCEPT_AT
from speech.by_example.pitch import POINTS, Melody
from speech.convert import Samples
from tests.support.sound_files import KINDS, encoded

RATE = 8000
SPEAKERS = ("A", "B", "C", "D")
WORDS = tuple("stuvwxyz")


def tone(hertz: float, seconds: float = 1.0, level: float = 8000) -> Samples:
    return np.rint(level * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)).astype(np.int16)


def loudness(sound: Samples) -> float:
    return float(np.sqrt(np.mean(sound.astype(np.float64) ** 2)))


def example(word: str, speaker: str, blur: float) -> Example:
    """A word is a direction, a speaker a step away from it."""
    random = np.random.default_rng([ord(word), ord(speaker)])
    rows = np.random.default_rng(ord(word)).normal(size=(10, 12)) + blur * random.normal(size=(10, 12))
    unit = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return Example(unit, Melody(np.zeros(POINTS), np.zeros(POINTS)), 0.5)


def trials_of(blur: float) -> Trials:
    return Trials([Item(word, speaker, example(word, speaker, blur)) for word in WORDS for speaker in SPEAKERS])


def test_words_that_are_apart_are_right_and_strangers_are_told() -> None:
    trials = list(trials_of(0.1).run(50, 4, 3))
    assert right_share(trials) == 1
    assert false_accepts_at(trials, 0.05) < 0.2
    assert {trial.on_list for trial in trials} == {True, False}


def test_what_is_only_noise_is_guessed() -> None:
    assert right_share(list(trials_of(50).run(200, 4, 3))) == pytest.approx(0.25, abs=0.1)


def test_nobody_is_heard_by_their_own_examples() -> None:
    """Each speaker says another word than the rest do: their own examples would be right every time."""
    items = [
        Item(word, speaker, example(WORDS[(place + turn) % len(WORDS)], "A", 0))
        for turn, speaker in enumerate(SPEAKERS)
        for place, word in enumerate(WORDS)
    ]
    assert right_share(list(Trials(items).run(200, 4, 1))) < 0.6


def test_the_same_seed_is_the_same_trials() -> None:
    one, other = (list(trials_of(0.5).run(20, 4, 3, seed=9)) for _ in range(2))
    assert one == other


def test_a_telephone_is_narrow_and_loud_enough() -> None:
    heard = telephone(tone(60) + tone(1000) + tone(3900))
    low, middle, high = (np.abs(np.fft.rfft(heard))[hertz] for hertz in (60, 1000, 3900))
    assert low < 0.05 * middle
    assert high < 0.6 * middle
    assert np.abs(telephone(tone(1000, level=30)).astype(int)).max() == pytest.approx(0.3 * 32767, rel=0.05)


@pytest.mark.parametrize("decibels", [20, 10])
def test_noise_is_as_loud_as_asked(decibels: int) -> None:
    voice, street = tone(500), babble([tone(300), tone(700), tone(1300)], 5, 1)
    mixed = with_noise(voice, street, decibels, 1)
    noise = (mixed.astype(int) - voice.astype(int)).astype(np.int16)
    assert 20 * np.log10(loudness(voice) / loudness(noise)) == pytest.approx(decibels, abs=3)


def test_recordings_are_found_by_their_names(tmp_path: Path) -> None:
    (tmp_path / "s1").mkdir()
    for name in ("00-0", "00-1", "12-0"):
        encoded(tmp_path / "s1" / f"{name}.flac", (tone(500, 0.5) / 32768).astype(np.float32), KINDS[5])
    found = list(utterances(tmp_path, ["00"]))
    assert [(each.word, each.speaker) for each in found] == [("00", "s1"), ("00", "s1")]
    assert len(found[0].sound) > 0


def test_without_recordings_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench(Settings(), Asked(tmp_path, only=("by_example",))) == 1
    assert f"skipped: there are no recordings in {tmp_path / 'dsp20'}" in capsys.readouterr().err


def test_every_word_is_said_as_often_as_asked_in_takes_that_differ() -> None:
    items = [Item(word, who, example(word, who, blur)) for word in WORDS for who in SPEAKERS for blur in (0.1, 0.3)]
    trials = list(Trials(items).run(20, 4, 3, seed=2, takes=2))
    pairs = list(zip(trials[::2], trials[1::2], strict=True))
    assert all(one.said == other.said for one, other in pairs)
    assert all(one.choice.figures != other.choice.figures for one, other in pairs)


def said(word: str, heard: str, evidence: float, *, on_list: bool = True) -> Trial:
    return Trial(word, on_list, Choice(heard, evidence))


@pytest.mark.parametrize(
    ("pair", "given", "false"),
    [
        ((said("a", "a", ACCEPT_AT), said("a", "a", ACCEPT_AT)), 100, 0),
        ((said("a", "a", ACCEPT_AT), said("a", "a", ACCEPT_AT - 0.1)), 0, 0),
        ((said("a", "b", ACCEPT_AT), said("a", "b", ACCEPT_AT)), 0, 1000 / 3),
        ((said("a", "b", ACCEPT_AT), said("a", "c", ACCEPT_AT)), 0, 0),
        ((said("a", "b", ACCEPT_AT), said("a", "b", ACCEPT_AT - 0.1)), 0, 0),
    ],
)
def test_a_consent_is_two_sure_yeses(pair: tuple[Trial, Trial], given: float, false: float) -> None:
    figures = {figure.name: figure.value for figure in consents("x", pair, 4)}
    assert figures == {"x_consents_given_pct": given, "x_false_consents_per_1000": pytest.approx(false)}


def test_words_on_no_list_could_be_taken_for_any_of_a_menu() -> None:
    strange = [said("z", "b", ACCEPT_AT, on_list=False)] * 2
    meant = [said("a", "a", ACCEPT_AT)] * 2
    figures = {figure.name: figure.value for figure in consents("x", [*meant, *strange], 4)}
    assert figures["x_false_consents_per_1000"] == pytest.approx(1000 / 7)

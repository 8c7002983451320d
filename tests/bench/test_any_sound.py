"""The bench of any sound: its question, and that it can tell ears that hear from ears that do not."""

from pathlib import Path

import pytest

from bench.hearing import any_sound
from bench.hearing.dialogue import OPTIONS, Dialogue
from flows.effects import Listen, ListenForSound
from speech.sound_listener import SoundListener
from tests.support.korean import why_no_espeak

TRIALS = 8


def answered(*sounds: int) -> Dialogue:
    """A call in which sounds are made in these gaps, counted from 0, until the question is over."""
    dialogue, gap = Dialogue(), 0
    while dialogue.effect is not None and not isinstance(dialogue.effect, Listen):
        waits = isinstance(dialogue.effect, ListenForSound)
        dialogue.go_on(sound=waits and gap in sounds)
        gap += waits
    return dialogue


@pytest.mark.parametrize("option", range(OPTIONS))
def test_two_sounds_reach_an_option_and_one_none(option: int) -> None:
    assert answered(option, option + 1).reached == option
    assert answered(option).reached == -1


def test_danger_is_another_place_than_was_wanted() -> None:
    assert answered(OPTIONS, OPTIONS + 1).reached == OPTIONS


def figures(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, float | None]:
    """Without recordings of people."""
    monkeypatch.setattr(any_sound, "TRIALS", TRIALS)
    return {figure.name: figure.value for figure in any_sound.figures(tmp_path)}


@pytest.mark.espeak
@pytest.mark.skipif(why_no_espeak() is not None, reason=str(why_no_espeak()))
def test_a_sound_in_a_quiet_line_reaches_what_was_wanted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = figures(monkeypatch, tmp_path)
    assert found["any_sound_right_pct"] == 100
    assert found["any_sound_wrong_confirmed_pct"] == 0
    assert {"any_sound_right_at_10db_pct", "any_sound_wrong_confirmed_at_10db_pct"} <= found.keys()


@pytest.mark.espeak
@pytest.mark.skipif(why_no_espeak() is not None, reason=str(why_no_espeak()))
def test_ears_that_hear_nothing_reach_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(SoundListener, "hear", lambda *_: iter(()))
    found = figures(monkeypatch, tmp_path)
    assert {found["any_sound_right_pct"], found["any_sound_wrong_confirmed_pct"]} == {0.0}

"""One question with scripted ears: what is decoded, when, and how it ends."""

import numpy as np
import pytest

from speech.convert import Samples, mulaw_encode
from speech.judge import judge
from speech.listener import PRE_ROLL, Listener
from speech.ports import Grammar, Heard, HearingEvent, Patience, SpeechStarted, Unclear, Zone
from speech.vad import WINDOW, WINDOW_MS
from speech.vocabulary import Vocabulary
from tests.support.candidates import SIMPLE, said

LOUD, QUIET = 8031, 0
"""Samples that G.711 keeps as they are, or nearly."""


class LevelDetector:
    """Loud is speech."""

    def speech(self, window: Samples) -> bool:
        return bool(np.abs(window).max() > 1000)


class Script:
    """A recogniser that finds what the test says, one look after the other."""

    def __init__(self, *found: str) -> None:
        self._found = list(found)
        self.looked: list[Samples] = []

    def __call__(self, sound: Samples) -> str:
        self.looked.append(sound)
        return self._found.pop(0)


def windows(level: int, milliseconds: int) -> bytes:
    return mulaw_encode(np.full(WINDOW * (milliseconds // WINDOW_MS), level, dtype="<i2").tobytes())


def listener(script: Script, patience: Patience = Patience.WORD) -> Listener:
    words = Vocabulary.of(Grammar("ko", (("work", ("일",)), ("jobs", ("일 자리",)), ("law", ("이민",)))))
    return Listener(patience, LevelDetector(), lambda sound: judge(words, said(words, script(sound), 10.0), SIMPLE))


def hear(ears: Listener, *parts: bytes) -> list[HearingEvent]:
    return [event for part in parts for event in ears.hear(part)]


def heard(option: str, phrase: str) -> Heard:
    return Heard(option, phrase, Zone.ACCEPT)


def test_a_whole_option_is_told_after_a_short_silence() -> None:
    events = hear(listener(Script("이민")), windows(LOUD, 480), windows(QUIET, 256))
    assert events == [SpeechStarted(), heard("law", "이민")]


def test_the_first_sounds_are_decoded_too() -> None:
    script = Script("이민")
    hear(listener(script), windows(QUIET, 960), windows(LOUD, 480), windows(QUIET, 256))
    quiet = int(np.argmax(np.abs(script.looked[0]) > 1000))
    assert quiet == (PRE_ROLL - 2) * WINDOW


def test_a_click_is_no_speech() -> None:
    assert hear(listener(Script()), windows(LOUD, 32), windows(QUIET, 3200)) == []


def test_a_pause_inside_a_phrase_gives_one_answer() -> None:
    script = Script("일", "일 자리")
    ears = listener(script)
    assert hear(ears, windows(LOUD, 320), windows(QUIET, 896)) == [SpeechStarted()]
    assert hear(ears, windows(LOUD, 320), windows(QUIET, 256)) == [heard("jobs", "일 자리")]
    assert len(script.looked[1]) > len(script.looked[0])


def test_an_option_that_begins_another_waits_for_the_whole_pause() -> None:
    ears = listener(Script("일"))
    assert hear(ears, windows(LOUD, 320), windows(QUIET, 992)) == [SpeechStarted()]
    assert hear(ears, windows(QUIET, 32)) == [heard("work", "일")]


@pytest.mark.parametrize(("patience", "pause"), [("word", 1024), ("phrase", 1504), ("digits", 2016)])
def test_words_on_no_list_are_unclear_after_v15s_pause(patience: str, pause: int) -> None:
    ears = listener(Script(""), Patience(patience))
    assert hear(ears, windows(LOUD, 320), windows(QUIET, pause - 32)) == [SpeechStarted()]
    assert hear(ears, windows(QUIET, 32)) == [Unclear()]


def test_after_the_answer_sound_is_ignored() -> None:
    ears = listener(Script("이민"))
    hear(ears, windows(LOUD, 480), windows(QUIET, 256))
    assert ears.ended
    assert not ears.in_speech
    assert hear(ears, windows(LOUD, 480), windows(QUIET, 256)) == []


def test_frames_need_not_fit_windows() -> None:
    sound = windows(LOUD, 480) + windows(QUIET, 256)
    ears = listener(Script("이민"))
    events = [event for start in range(0, len(sound), 160) for event in ears.hear(sound[start : start + 160])]
    assert events == [SpeechStarted(), heard("law", "이민")]


def test_someone_who_never_stops_is_answered_after_twelve_seconds() -> None:
    assert hear(listener(Script("")), windows(LOUD, 14_400)) == [SpeechStarted(), Unclear()]

"""One question heard while the line still says it, with scripted ears: what is told, and what passes by."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speech.convert import MULAW_SILENCE, mulaw_encode
from speech.echo import EchoCanceller
from speech.endpoint import LOOK_MS
from speech.listener import OWN, PERHAPS, PRE_ROLL, Listener
from speech.ports import MULAW_RATE, Heard, HearingEvent, SpeechStarted, Unclear, Zone
from speech.vad import WINDOW
from tests.speech.test_listener import LOUD, QUIET, Script, listener, windows
from tests.support.echo import leak, nothing_but_echo, prompt
from tests.support.korean import frames, why_no_espeak

PAUSE = windows(QUIET, 1024)
WORD = windows(LOUD, 480)
SHORT = windows(QUIET, 256)
LAW = Heard("law", "이민", Zone.ACCEPT)


def over(ears: Listener, *parts: bytes) -> list[HearingEvent]:
    """The line says nothing that comes back."""
    return [event for part in parts for event in ears.hear(part, MULAW_SILENCE * len(part))]


def after(ears: Listener, *parts: bytes) -> list[HearingEvent]:
    return [event for part in parts for event in ears.hear(part)]


def test_an_option_over_the_prompt_is_all_that_is_told() -> None:
    ears = listener(Script("이민"))
    assert over(ears, WORD, SHORT) == [LAW]
    assert ears.ended


def test_what_is_unclear_over_the_prompt_passes_by() -> None:
    ears = listener(Script("", "이민"))
    assert over(ears, WORD, PAUSE) == []
    assert not ears.in_speech
    assert over(ears, WORD, SHORT) == [LAW]


def test_the_first_sounds_of_the_next_word_are_decoded_too() -> None:
    script = Script("", "이민")
    assert over(listener(script), WORD, PAUSE, WORD, SHORT) == [LAW]
    quiet = int(np.argmax(np.abs(script.looked[1]) > 1000))
    assert quiet == (PRE_ROLL - 2) * WINDOW


def test_after_what_passed_by_all_is_as_usual() -> None:
    ears = listener(Script("", ""))
    assert over(ears, WORD, PAUSE) == []
    assert after(ears, SHORT, WORD) == [SpeechStarted()]
    assert after(ears, PAUSE) == [Unclear()]


def test_who_speaks_when_the_prompt_ends_is_told_at_that_moment() -> None:
    ears = listener(Script("이민"))
    assert over(ears, WORD) == []
    assert after(ears, windows(LOUD, 32)) == [SpeechStarted()]
    assert after(ears, WORD, SHORT) == [LAW]


def test_a_word_that_goes_on_over_the_end_and_is_unclear_is_told() -> None:
    ears = listener(Script(""))
    assert over(ears, WORD) == []
    assert after(ears, windows(QUIET, 96)) == [SpeechStarted()]
    assert after(ears, PAUSE) == [Unclear()]


def test_what_was_over_and_unclear_before_the_prompt_ended_is_never_told() -> None:
    ears = listener(Script(""))
    assert over(ears, WORD, windows(QUIET, LOOK_MS)) == []
    assert after(ears, PAUSE) == []


def test_an_option_that_waits_for_its_pause_is_heard_after_the_prompt() -> None:
    ears = listener(Script("일"))
    assert over(ears, WORD, windows(QUIET, LOOK_MS)) == []
    assert after(ears, PAUSE) == [Heard("work", "일", Zone.ACCEPT)]


def test_a_phrase_may_have_its_pause_where_the_prompt_ends() -> None:
    ears = listener(Script("일", "일 자리"))
    assert over(ears, WORD, windows(QUIET, 512)) == []
    assert after(ears, WORD) == [SpeechStarted()]
    assert after(ears, SHORT) == [Heard("jobs", "일 자리", Zone.ACCEPT)]


def test_noise_over_a_long_prompt_is_never_told() -> None:
    ears = listener(Script("", "", ""))
    assert over(ears, windows(LOUD, 30_016)) == []
    assert after(ears, windows(LOUD, 32)) == [SpeechStarted()]


def test_what_may_be_the_echo_is_not_told_before_it_is_surely_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes back after the prompt is short, and noise hides some of it."""
    shares = iter((PERHAPS + 0.1, OWN, PERHAPS))
    monkeypatch.setattr(EchoCanceller, "share", lambda *_: next(shares))
    ears = listener(Script("이민"))
    assert over(ears, WORD) == []
    assert after(ears, windows(LOUD, 64)) == []
    assert after(ears, windows(LOUD, 32)) == [SpeechStarted()]


def test_what_may_be_the_echo_to_its_end_passes_by(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EchoCanceller, "share", lambda *_: OWN)
    ears = listener(Script(""))
    assert over(ears, WORD) == []
    assert after(ears, SHORT, PAUSE) == []
    assert not ears.in_speech


@given(st.lists(st.integers(1, 700), min_size=1, max_size=40), st.integers(0, 1600))
def test_pieces_of_any_length_are_the_same(lengths: list[int], ends: int) -> None:
    """Where the prompt ends in a window, the window is not over it."""
    sound = WORD + PAUSE
    line = MULAW_SILENCE * ends
    whole, pieces = listener(Script("이민")), listener(Script("이민"))
    told, at = [], 0
    for length in [*lengths, len(sound)]:
        told += list(pieces.hear(sound[at : min(at + length, ends)], line[at : at + length])) if at < ends else []
        told += list(pieces.hear(sound[max(at, ends) : at + length])) if at + length > ends else []
        at = min(at + length, len(sound))
    assert told == [*whole.hear(sound[:ends], line), *whole.hear(sound[ends:])]
    assert told[-1] == LAW


@pytest.mark.espeak
@pytest.mark.skipif(why_no_espeak() is not None, reason=str(why_no_espeak()))
class TestEcho:
    """The prompt comes back."""

    @settings(max_examples=8, deadline=None)
    @given(level=st.sampled_from((10, 20)), delay=st.integers(40, 300), size=st.integers(80, 900))
    def test_it_is_never_told_nor_decoded(self, level: int, delay: int, size: int) -> None:
        line = prompt("아이들").strip(MULAW_SILENCE)
        back = mulaw_encode(leak(line + MULAW_SILENCE * 12_000, level, delay).astype("<i2").tobytes())
        script = Script()
        ears = listener(script)
        told = [
            event
            for start in range(0, len(back), size)
            for event in ears.hear(back[start : start + size], _beside(line, start, min(size, len(back) - start)))
        ]
        assert told == []
        assert script.looked == []

    def test_without_knowing_what_is_said_it_is_taken_for_a_caller(self) -> None:
        """Which is why the line says it to its ears."""
        own = nothing_but_echo()
        assert after(listener(Script(*[""] * 9)), own.caller) != []

    def test_a_word_after_it_is_decoded_alone(self) -> None:
        own, script = nothing_but_echo(), Script("이민")
        ears = listener(script)
        for frame, line in zip(frames(own.caller), frames(own.line), strict=False):
            assert list(ears.hear(frame, line)) == []
        rest = own.caller[len(own.line) :]
        assert after(ears, rest, WORD, SHORT) == [SpeechStarted(), LAW]
        (decoded,) = script.looked
        assert np.abs(decoded[: -len(WORD) - len(SHORT)]).max() < 1000

    def test_what_came_back_before_it_was_known_is_not_decoded_with_the_word(self) -> None:
        """The caller speaks before the silence in which the echo would have passed by."""
        line = prompt().strip(MULAW_SILENCE)[MULAW_RATE : MULAW_RATE * 3]
        caller = leak(line, 10, 60).astype(np.float64)
        begins = 12 * WINDOW
        caller[begins : begins + len(WORD)] += 2 * LOUD
        caller[begins + len(WORD) :] = 0
        script = Script("이민")
        mulaw = mulaw_encode(np.rint(caller).astype("<i2").tobytes())
        assert list(listener(script).hear(mulaw, line)) == [LAW]
        (decoded,) = script.looked
        word = int(np.argmax(np.abs(decoded) > LOUD))
        assert word > PRE_ROLL * WINDOW
        assert np.abs(decoded[: word - WINDOW]).max() < 300


def _beside(line: bytes, start: int, length: int) -> bytes:
    """Nothing after its end."""
    return line[start : start + length].ljust(length, MULAW_SILENCE) if start < len(line) else b""

"""The line's own voice in the caller's side: taken out where it comes back, and nothing touched where it does not."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speech.convert import Samples, mulaw_samples
from speech.echo import KEPT, REST, ROLL, EchoCanceller
from speech.echo_path import HISTORY, TAPS, found
from speech.listener import OWN
from speech.ports import MULAW_RATE
from speech.vad import GATE_RMS, WINDOW
from tests.support.echo import leak, prompt, through
from tests.support.korean import said, why_no_espeak

pytestmark = [
    pytest.mark.espeak,
    pytest.mark.skipif(why_no_espeak() is not None, reason=str(why_no_espeak())),
]
LEARNT = 2 * MULAW_RATE // WINDOW
"""Windows in which the path is surely found."""
LAGS = st.integers(40, 300)
few = settings(max_examples=8, deadline=None)


def windows(sound: Samples) -> Iterator[Samples]:
    return (sound[start : start + WINDOW] for start in range(0, len(sound) - WINDOW + 1, WINDOW))


def heard(echo: EchoCanceller, caller: Samples, line: Samples) -> Samples:
    return np.concatenate([echo.hear(*pair) for pair in zip(windows(caller), windows(line), strict=True)])


def power(sound: Samples) -> float:
    return float(np.mean(np.square(sound.astype(np.float64))))


def decibels(before: Samples, after: Samples) -> float:
    return float(10 * np.log10(power(before) / max(power(after), 0.1)))


def line_sound(seconds: float = 6) -> bytes:
    return (prompt() * 2)[: round(seconds * MULAW_RATE) // WINDOW * WINDOW]


def word(text: str = "아이들") -> Samples:
    sound = mulaw_samples(said(text))
    loud = np.flatnonzero(np.abs(sound) > 300)
    whole: Samples = sound[loud[0] : loud[-1]]
    return whole[: len(whole) // WINDOW * WINDOW]


def beside(first: Samples, second: Samples, at: int) -> Samples:
    both = first.astype(np.float64)
    both[at : at + len(second)] += second
    return through(both)


@few
@given(delay=LAGS, level=st.sampled_from((10, 20)))
def test_a_pure_leak_is_gone_wherever_it_comes_back(delay: int, level: int) -> None:
    line = line_sound()
    caller = leak(line, level, delay)
    clean = heard(EchoCanceller(), caller, mulaw_samples(line))
    assert decibels(caller[LEARNT * WINDOW :], clean[LEARNT * WINDOW :]) > 20


@few
@given(delay=LAGS, level=st.sampled_from((10, 20, 30)), start=st.integers(0, 100))
def test_the_lines_own_voice_is_told_from_a_caller(delay: int, level: int, start: int) -> None:
    """What it explains of an echo, and of a word over an echo 20 dB under the prompt."""
    line = line_sound()[start * WINDOW // 4 :]
    line = line[: len(line) // WINDOW * WINDOW]
    caller, spoken = leak(line, level, delay), word()
    own, other = EchoCanceller(), EchoCanceller()
    heard(own, caller, mulaw_samples(line))
    assert own.share(40) > 0.95 > OWN
    ends = 3 * MULAW_RATE // WINDOW * WINDOW
    both = beside(leak(line, 20, delay), spoken, ends - len(spoken))
    heard(other, both[:ends], mulaw_samples(line)[:ends])
    assert other.share(len(spoken) // WINDOW + 10) < 0.4 < OWN


def test_a_caller_without_an_echo_is_not_touched() -> None:
    line, callers = line_sound(), np.resize(word("너무 위험"), 6 * MULAW_RATE // WINDOW * WINDOW).astype(np.int16)
    echo = EchoCanceller()
    assert np.array_equal(heard(echo, callers, mulaw_samples(line)), callers)
    assert np.array_equal(echo.clean(50), callers[-50 * WINDOW :])


@few
@given(delay=LAGS)
def test_a_word_over_the_echo_is_kept(delay: int) -> None:
    """The echo in it goes, and the path that was known stays as good as it was."""
    line, spoken = line_sound(), word()
    at = 3 * MULAW_RATE // WINDOW * WINDOW
    echo, caller = EchoCanceller(), beside(leak(line, 15, delay), spoken, at)
    clean = heard(echo, caller, mulaw_samples(line))
    piece = slice(at, at + len(spoken))
    assert decibels(spoken, (clean[piece] - spoken).astype(np.int16)) > 15
    assert decibels(caller[piece.stop :], clean[piece.stop :]) > 20


@few
@given(first=LAGS, second=LAGS)
def test_another_path_is_found(first: int, second: int) -> None:
    line = line_sound(8)
    half = len(line) // WINDOW // 2 * WINDOW
    caller = np.concatenate([leak(line, 20, first)[:half], leak(line, 12, second)[half:]])
    clean = heard(EchoCanceller(), caller, mulaw_samples(line))
    late = half + 5 * MULAW_RATE // 2
    assert decibels(caller[late:], clean[late:]) > 15


@few
@given(delay=st.integers(60, 300), moves=st.sampled_from((-20, -7.5, 20, 40, 200)))
def test_an_echo_that_moves_is_gone_again_within_a_third_of_a_second(delay: int, moves: float) -> None:
    """A telephone's buffer grows or shrinks: the same filter, elsewhere."""
    line = line_sound(4)
    half = 2 * MULAW_RATE // WINDOW * WINDOW
    caller = np.concatenate([leak(line, 15, delay)[:half], leak(line, 15, delay + moves)[half:]])
    clean = heard(EchoCanceller(), caller, mulaw_samples(line))
    loud = [start for start in range(half, len(line), WINDOW) if power(caller[start : start + WINDOW]) > GATE_RMS**2]
    found_again = slice(loud[10], half + 6 * MULAW_RATE // 5)
    assert decibels(caller[found_again], clean[found_again]) > 15


def test_what_was_before_the_path_was_known_is_cleaned_later() -> None:
    line = line_sound(2)
    caller, echo = leak(line, 10, 100), EchoCanceller()
    at_once = heard(echo, caller, mulaw_samples(line))
    count = len(caller) // WINDOW
    assert decibels(caller, at_once) < 15
    assert decibels(caller, echo.clean(count)) > 20


@pytest.mark.parametrize("caller", [np.zeros(WINDOW, np.int16), np.full(WINDOW, int(GATE_RMS) - 1, np.int16)])
def test_a_quiet_caller_costs_no_look(caller: Samples, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("speech.echo.found", _never)
    echo = EchoCanceller()
    for line in windows(mulaw_samples(line_sound(2))):
        assert echo.hear(caller, line) is caller


def test_before_anything_is_said_it_is_idle() -> None:
    echo, loud = EchoCanceller(), np.full(WINDOW, 3000, np.int16)
    assert echo.idle
    assert echo.hear(loud, np.zeros(WINDOW, np.int16)) is loud
    assert echo.idle
    assert echo.share(1) == 0


def test_long_after_the_prompt_it_is_idle_again() -> None:
    echo, silence = EchoCanceller(), np.zeros(WINDOW, np.int16)
    echo.hear(silence, np.full(WINDOW, 3000, np.int16))
    for _ in range(KEPT - 1):
        echo.hear(silence, silence)
        assert not echo.idle
    echo.hear(silence, silence)
    assert echo.idle


def test_the_share_of_what_began_long_before_the_line_spoke_is_none() -> None:
    line = line_sound(3)[MULAW_RATE // WINDOW * WINDOW :]
    echo, caller = EchoCanceller(), leak(line, 10, 60)
    for _ in range(2 * ROLL):
        echo.hear(np.zeros(WINDOW, np.int16), np.zeros(WINDOW, np.int16))
    heard(echo, caller, mulaw_samples(line))
    whole = len(caller) // WINDOW
    assert echo.share(whole + ROLL) > OWN
    assert echo.share(whole + ROLL + 1) == 0


def test_what_a_codec_leaves_of_the_echo_is_silence() -> None:
    """Noise that follows the echo, as codecs make it; louder than REST it is left."""
    line = line_sound()
    chance = np.random.default_rng(2)
    back = leak(line, 10, 80).astype(np.float64)
    share = REST**0.5 / 2
    caller = through(back + share * np.abs(back) * chance.normal(size=len(back)))
    clean = heard(EchoCanceller(), caller, mulaw_samples(line))
    late = list(windows(clean))[2 * LEARNT :]
    assert np.mean([not window.any() for window in late]) > 0.8


@few
@given(lag=st.integers(0, HISTORY - TAPS - 70), gains=st.lists(st.floats(-1, 1), min_size=1, max_size=40))
def test_any_short_filter_is_found(lag: int, gains: list[float]) -> None:
    chance = np.random.default_rng(lag)
    line: Samples = np.rint(chance.normal(0, 3000, HISTORY + 4096)).astype(np.int16)
    back = np.convolve(line, [*gains, 1.5])[HISTORY - lag :][:4096]
    caller: Samples = np.clip(np.rint(back / 4), -32768, 32767).astype(np.int16)
    path = found(caller, line)
    assert path is not None
    assert path.explains(caller, line) > 0.99


@pytest.mark.parametrize(("caller", "line"), [(0, 3000), (3000, 0)])
def test_silence_on_either_side_is_no_path(caller: int, line: int) -> None:
    assert found(np.full(1024, caller, np.int16), np.full(HISTORY + 1024, line, np.int16)) is None


def _never(*_: object) -> None:
    raise AssertionError("looked for an echo")

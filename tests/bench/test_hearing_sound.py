"""Noise at exact levels, lost packets, GSM, echo and pauses, on made sound."""

import os
from pathlib import Path

import numpy as np
import pytest

from bench.hearing.conditions import AFTER, BEFORE, CLEAN, LOSS, NOISY, Conditions, lossy
from bench.hearing.gsm import Gsm
from bench.hearing.korean_corpus import SyntheticCorpus
from bench.hearing.korean_echo import Leak, leaked
from bench.hearing.korean_menus import menus
from bench.hearing.korean_pauses import DIGITS_GRAMMAR, plan
from bench.hearing.korean_plan import TEST_SIDE
from bench.hearing.levels import level, speech_end, speech_level, trimmed, under
from bench.hearing.noises import hum, street
from bench.hearing.voices import Take
from speech.convert import MULAW_SILENCE, Samples, mulaw_encode, mulaw_samples
from speech.ports import FRAME_BYTES
from tests.support.korean import why_no_espeak

RATE = 8000


def tone(hertz: float, seconds: float, amplitude: float = 8000) -> Samples:
    return np.rint(amplitude * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)).astype(np.int16)


def with_rests(sound: Samples, before: int, after: int) -> Samples:
    return np.concatenate([np.zeros(before, np.int16), sound, np.zeros(after, np.int16)])


def test_rests_are_no_part_of_how_loud_speech_is() -> None:
    said = tone(500, 0.4)
    assert speech_level(with_rests(said, 8000, 16_000)) == pytest.approx(level(said), rel=0.01)


def test_where_speech_ends() -> None:
    sound = with_rests(tone(500, 0.4), 1600, 8000)
    assert speech_end(sound) == 1600 + 3200
    assert len(trimmed(sound)) == 3200
    assert speech_end(np.zeros(0, np.int16)) == 0


@pytest.mark.parametrize("decibels", [20.0, 10.0, 5.0])
@pytest.mark.parametrize("noise", [street(), hum()], ids=["street", "hum"])
def test_noise_is_exactly_so_far_under_speech(noise: Samples, decibels: float) -> None:
    said = with_rests(tone(500, 0.4), 4000, 8000)
    quiet = under(noise, speech_level(said), decibels)
    assert 20 * np.log10(speech_level(said) / level(quiet)) == pytest.approx(decibels, abs=1e-6)


def test_hum_is_harmonics_of_fifty_hertz() -> None:
    spectrum = np.abs(np.fft.rfft(hum()[: 10 * RATE].astype(np.float64)))
    tenths = spectrum[: 10 * 1200]
    strongest = set(np.argsort(tenths)[-20:] / 10)
    assert all(hertz % 50 == 0 for hertz in strongest)


def test_a_street_comes_and_goes() -> None:
    seconds = street().astype(np.float64).reshape(-1, RATE)
    loud = np.sqrt((seconds**2).mean(axis=1))
    assert loud.max() > 2 * np.median(loud)


def test_lost_packets_are_silence_and_the_rest_is_untouched() -> None:
    sound = mulaw_encode(tone(500, 40).astype("<i2").tobytes())
    heard = lossy(sound, 0.02, np.random.default_rng(1))
    before, after = (np.frombuffer(each, np.uint8).reshape(-1, FRAME_BYTES) for each in (sound, heard))
    gone = (after == MULAW_SILENCE[0]).all(axis=1)
    assert gone.mean() == pytest.approx(0.02, abs=0.01)
    assert (before[~gone] == after[~gone]).all()


@pytest.mark.skipif(why_no_espeak() is not None, reason=str(why_no_espeak()))
def test_the_same_word_is_the_same_call(tmp_path: Path) -> None:
    corpus = SyntheticCorpus(tmp_path)
    conditions = Conditions(corpus)
    said = corpus.said("엄마", Take("m2", 130, 50))
    for condition in (CLEAN, LOSS, *NOISY):
        call = conditions.call(said, condition, "seed")
        assert call == conditions.call(said, condition, "seed")
        assert len(call) % FRAME_BYTES == 0
    clean = mulaw_samples(conditions.call(said, CLEAN))
    assert (clean[BEFORE : BEFORE + len(said)] == said).all()
    assert len(clean) == pytest.approx(BEFORE + len(said) + AFTER, abs=FRAME_BYTES)


@pytest.mark.skipif(why_no_espeak() is not None, reason=str(why_no_espeak()))
def test_the_corpus_is_kept_and_made_again_where_it_is_missing(tmp_path: Path) -> None:
    corpus = SyntheticCorpus(tmp_path)
    said = corpus.said("엄마", Take("f2", 130, 50))
    (file,) = tmp_path.iterdir()
    assert (SyntheticCorpus(tmp_path).said("엄마", Take("f2", 130, 50)) == said).all()
    file.unlink()
    assert (SyntheticCorpus(tmp_path).said("엄마", Take("f2", 130, 50)) == said).all()
    assert file.exists()


def test_noise_alone_is_as_loud_as_under_speech(tmp_path: Path) -> None:
    conditions = Conditions(SyntheticCorpus(tmp_path))
    loud, quiet = (level(mulaw_samples(conditions.only_noise(f"hum_{decibels}db", 4.0, "x"))) for decibels in (5, 20))
    assert 20 * np.log10(loud / quiet) == pytest.approx(15, abs=0.5)


def test_gsm_keeps_what_a_word_is(gsm: Gsm) -> None:
    said = tone(500, 1.0)
    heard = gsm.through(said)
    assert len(heard) == len(said)
    assert np.abs(heard.astype(int) - said.astype(int)).mean() > 0
    spectrum = np.abs(np.fft.rfft(heard))
    assert np.argmax(spectrum) == pytest.approx(500, abs=5)


@pytest.fixture
def gsm() -> Gsm:
    found = Gsm.found(os.environ.get("AMPARO_ASTERISK_ROOT", ""))
    if found is None:
        pytest.skip("there is no libgsm here (it comes with Asterisk: AMPARO_ASTERISK_ROOT)")
    return found


def test_without_a_library_there_is_no_gsm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctypes.util.find_library", lambda _: None)
    assert Gsm.found(str(tmp_path)) is None
    assert Gsm.found() is None


def test_an_echo_is_late_quiet_and_over_soon_after_the_prompt() -> None:
    prompt = mulaw_encode(tone(1000, 2.0).astype("<i2").tobytes())
    caller = mulaw_samples(leaked(Leak(0, prompt, 20, 200)))
    assert level(caller[:1600]) == 0
    during = level(caller[3200:16_000])
    assert 20 * np.log10(level(mulaw_samples(prompt)) / during) == pytest.approx(20, abs=0.5)
    assert level(caller[16_000:17_600]) == pytest.approx(during, rel=0.1)
    assert level(caller[17_700:]) < 0.05 * during
    assert len(caller) == 16_000 + 3 * RATE


def test_pauses_are_only_where_the_beginning_is_no_answer() -> None:
    paused = list(plan(menus(), TEST_SIDE, 2))
    words = [each for each in paused if not each.digits]
    assert {each.grammar for each in paused if each.digits} == {DIGITS_GRAMMAR}
    assert ("네", "네") not in {(each.first, each.rest) for each in words}
    assert ("아이", "의원") in {(each.first, each.rest) for each in words}

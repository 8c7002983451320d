import io
import shutil
import wave

import numpy as np
import pytest

from bench.caller.sound import RATE, SOFT, SayFailed, loud_part, read_wav, samples, speak
from speech.convert import Samples
from tests.support.caller_fixtures import babble, quiet


def wav(sound: Samples, rate: int, channels: int = 1) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(sound.astype("<i2").tobytes())
    return out.getvalue()


def test_a_wav_of_any_rate_becomes_8000_hertz() -> None:
    tone = (8000 * np.sin(2 * np.pi * 440 * np.arange(22050) / 22050)).astype(np.int16)
    said = read_wav(wav(tone, 22050))
    assert len(said) == pytest.approx(RATE, abs=10)
    assert int(np.argmax(np.abs(np.fft.rfft(said[:RATE])))) == pytest.approx(440, abs=1)


def test_a_stereo_wav_is_refused_with_a_sentence() -> None:
    with pytest.raises(SayFailed, match="mono"):
        read_wav(wav(quiet(0.1), RATE, channels=2))


def test_the_loud_part_is_found_between_silences() -> None:
    first, after = loud_part(np.concatenate([quiet(0.5), babble(1, 0.2), quiet(0.3)]))
    assert first == pytest.approx(4000, abs=20)
    assert after == pytest.approx(5600, abs=20)
    assert loud_part(quiet(1)) == (0, 0)


def test_bytes_are_mu_law() -> None:
    assert samples(b"\xff\x7f\x00\x80").tolist() == [0, 0, -32124, 32124]


@pytest.mark.espeak
@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
async def test_words_are_spoken_with_their_soft_beginning_and_no_more_silence() -> None:
    said = await speak("한국어", "ko")
    first, after = loud_part(said)
    assert first <= SOFT
    assert len(said) - after <= SOFT
    assert np.abs(said[:first]).max() > 0
    assert len(said) > RATE // 4


@pytest.mark.espeak
@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
async def test_a_language_nobody_speaks_is_told() -> None:
    with pytest.raises(SayFailed, match="xx-none"):
        await speak("hello", "xx-none")

"""G.711 and rates, against the values of ITU-T G.711 and byte for byte."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.convert import mulaw_decode, mulaw_encode, pad_to_frames, resample


def pcm(*values: int) -> bytes:
    return np.array(values, dtype="<i2").tobytes()


# ITU-T G.711 table 2: ends of the segments, as 14 bit values times 4; 0 has two codes
KNOWN = {0xFF: 0, 0x7F: 0, 0x80: 32124, 0x00: -32124, 0x8F: 16764, 0x9F: 8316, 0xAF: 4092, 0xBF: 1980, 0xCF: 924}
KNOWN |= {0xDF: 396, 0xEF: 132, 0xFE: 8, 0x6F: -132, 0x1F: -8316}


@pytest.mark.parametrize(("code", "value"), KNOWN.items())
def test_decode_gives_the_values_of_the_standard(code: int, value: int) -> None:
    assert mulaw_decode(bytes([code])) == pcm(value)


@pytest.mark.parametrize(("value", "code"), [(0, 0xFF), (32767, 0x80), (-32768, 0x00), (8, 0xFE), (-132, 0x6F)])
def test_encode_gives_the_codes_of_the_standard(value: int, code: int) -> None:
    assert mulaw_encode(pcm(value)) == bytes([code])


def test_every_code_survives_a_round_trip_but_negative_zero() -> None:
    codes = bytes(range(256))
    assert mulaw_encode(mulaw_decode(codes)) == codes.replace(b"\x7f", b"\xff")


@given(st.integers(-32768, 32767))
def test_a_sample_comes_back_within_half_a_step(value: int) -> None:
    back = int(np.frombuffer(mulaw_decode(mulaw_encode(pcm(value))), "<i2")[0])
    inside = max(-32635, min(value, 32635))
    assert abs(back - inside) <= (abs(inside) + 132) / 32


@given(st.binary(max_size=1000))
def test_padding_fills_the_last_frame_with_silence(sound: bytes) -> None:
    padded = pad_to_frames(sound)
    assert padded.startswith(sound)
    assert len(padded) % 160 == 0
    assert len(padded) - len(sound) < 160
    assert set(padded[len(sound) :]) <= {0xFF}


@pytest.mark.parametrize(("from_rate", "to_rate"), [(8000, 16000), (16000, 8000), (22050, 8000)])
def test_a_tone_keeps_its_pitch_and_length(from_rate: int, to_rate: int) -> None:
    tone = (8000 * np.sin(2 * np.pi * 440 * np.arange(from_rate) / from_rate)).astype("<i2").tobytes()
    moved = np.frombuffer(resample(tone, from_rate, to_rate), "<i2")
    assert len(moved) == to_rate
    assert int(np.abs(np.fft.rfft(moved)).argmax()) == 440


def test_a_loud_square_is_clipped_and_does_not_wrap() -> None:
    square = np.repeat(np.array([32767, -32768] * 40, dtype="<i2"), 20)
    moved = np.frombuffer(resample(square.tobytes(), 8000, 16000), "<i2")
    inside = moved.reshape(-1, 40)[1:-1, 15:25]
    assert (np.sign(inside) == np.sign(inside[:, :1])).all()


def test_nothing_stays_nothing() -> None:
    assert resample(b"", 8000, 16000) == b""
    assert pad_to_frames(b"") == b""
    assert mulaw_encode(b"") == b""

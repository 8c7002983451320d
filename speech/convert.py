"""Sound from one shape into another: G.711 mu-law, linear 16 bit, sampling rates, whole frames."""

import numpy as np
import numpy.typing as npt
import soxr  # type: ignore[import-untyped]  # it ships no types

from speech.ports import FRAME_BYTES

Samples = npt.NDArray[np.int16]

MULAW_SILENCE = b"\xff"
"""The mu-law byte of a zero sample (ITU-T G.711)."""
_BIAS = 132
_CLIP = 32635


def _decode_table() -> Samples:
    """ITU-T G.711: the inverted byte is sign, 3 bits of segment, 4 bits of step."""
    code = ~np.arange(256, dtype=np.int32) & 0xFF
    magnitude = (((code & 0x0F) << 3) + _BIAS << ((code >> 4) & 0x07)) - _BIAS
    return np.where(code & 0x80, -magnitude, magnitude).astype(np.int16)


def _encode_table() -> npt.NDArray[np.uint8]:
    """Indexed by the sample read as an unsigned 16 bit number."""
    sample = np.arange(65536, dtype=np.uint16).view(np.int16).astype(np.int32)
    biased = np.minimum(np.abs(sample), _CLIP) + _BIAS
    segment = np.floor(np.log2(biased)).astype(np.int32) - 7
    step = (biased >> (segment + 3)) & 0x0F
    sign = np.where(sample < 0, 0x80, 0)
    table: npt.NDArray[np.uint8] = (~(sign | (segment << 4) | step) & 0xFF).astype(np.uint8)
    return table


_DECODE = _decode_table()
_ENCODE = _encode_table()


def samples(pcm16: bytes) -> Samples:
    """Signed 16 bit little-endian bytes as an array; an odd last byte is an error (ValueError)."""
    return np.frombuffer(pcm16, dtype="<i2").astype(np.int16, copy=False)


def mulaw_samples(mulaw: bytes) -> Samples:
    """Mu-law bytes as an array of 16 bit samples."""
    return _DECODE[np.frombuffer(mulaw, dtype=np.uint8)]


def mulaw_decode(mulaw: bytes) -> bytes:
    """Mu-law to linear 16 bit little-endian."""
    return mulaw_samples(mulaw).astype("<i2").tobytes()


def mulaw_encode(pcm16: bytes) -> bytes:
    """Linear 16 bit little-endian to mu-law."""
    return _ENCODE[samples(pcm16).view(np.uint16)].tobytes()


def clipped(wave: npt.NDArray[np.generic]) -> Samples:
    """A wave of any kind as samples: rounded, and cut where it overshoots."""
    whole: Samples = np.clip(np.rint(wave), -32768, 32767).astype(np.int16)
    return whole


def mulaw_of(wave: npt.NDArray[np.generic]) -> bytes:
    """A wave of any kind as mu-law; what overshoots is clipped."""
    return mulaw_encode(clipped(wave).astype("<i2").tobytes())


def resample_samples(sound: Samples, from_rate: int, to_rate: int) -> Samples:
    """Change the sampling rate (hertz) of an array; what overshoots is clipped."""
    if from_rate == to_rate or not len(sound):
        return sound
    return clipped(soxr.resample(sound.astype(np.float32), from_rate, to_rate))


def resample(pcm16: bytes, from_rate: int, to_rate: int) -> bytes:
    """Change the sampling rate (hertz) of linear 16 bit little-endian mono."""
    return resample_samples(samples(pcm16), from_rate, to_rate).astype("<i2").tobytes()


def pad_to_frames(mulaw: bytes) -> bytes:
    """Fill the last 20 ms frame with silence: Asterisk 22.10 delays or drops a partial frame (its issue 2006)."""
    return mulaw + MULAW_SILENCE * (-len(mulaw) % FRAME_BYTES)


QUIETER_DB = 12.0
"""How much less loud discreet speech is: half as loud to the ear, and still understood at the ear."""


def quieter(mulaw: bytes) -> bytes:
    """The same sound, QUIETER_DB less loud."""
    return mulaw.translate(_QUIETER)


def _quieter_table() -> bytes:
    every = mulaw_samples(bytes(range(256))).astype(np.float64) * 10 ** (-QUIETER_DB / 20)
    return mulaw_encode(np.rint(every).astype("<i2").tobytes())


_QUIETER = _quieter_table()

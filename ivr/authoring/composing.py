"""A walked call as one sound: what the line says where it says it, keys as their tones, the caller as silence. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from flows.effects import HangUp, Play, StopPlaying
from flows.walk import Moment, verb
from speech.convert import Samples, mulaw_samples
from speech.ports import MULAW_RATE

Wave = npt.NDArray[np.int16]
PlaySound = Callable[[Play], bytes]
"""Mu-law of everything a Play says."""
PER_MS = MULAW_RATE // 1000
TONE_MS = 100
"""A key is held so long (ITU-T Q.24 asks for 40 ms at least)."""
TONE_SIZE = 3_000
"""Loudness of each of a key's two tones; speech is about ten times as loud at its peaks."""
ROWS, COLUMNS = (697, 770, 852, 941), (1209, 1336, 1477)
"""Hertz, ITU-T Q.23."""
PAD = "123456789*0#"
WORD_HZ = 300
"""One low tone, where the caller says a word: nobody's voice is put in their place."""
FADE_MS = 5


@dataclass(frozen=True, slots=True)
class Said:
    """A Play with its beginning and its end, in milliseconds."""

    play: Play
    begins: int
    ends: int


def composed(moments: Sequence[Moment], begins: int, ends: int, sound: PlaySound) -> Wave:
    """8000 Hz, 16 bit, exactly from `begins` to `ends` (milliseconds of the call)."""
    wave = np.zeros((ends - begins) * PER_MS, dtype=np.int32)
    for said in plays(moments, ends):
        long = max(said.ends - said.begins, 0) * PER_MS
        _add(wave, (said.begins - begins) * PER_MS, mulaw_samples(sound(said.play))[:long])
    for moment in moments:
        if isinstance(moment.what, str):
            _add(wave, (moment.at - begins) * PER_MS, mark(moment.what))
    return np.clip(wave, -32768, 32767).astype(np.int16)


def mark(action: str) -> Samples:
    """The tone of a key, a low tone for a word, nothing for the rest."""
    word, key = verb(action), action.strip().rpartition(" ")[2]
    if word in {"key", "early"} and key in PAD:
        at = PAD.index(key)
        return _tone(ROWS[at // 3], COLUMNS[at % 3])
    return _tone(WORD_HZ) if word in {"say", "mumble", "nonsense"} else np.zeros(0, dtype=np.int16)


def plays(moments: Sequence[Moment], ends: int) -> list[Said]:
    """What interrupts a Play cuts it short."""
    found: list[Said] = []
    for moment in moments:
        if isinstance(moment.what, Play | StopPlaying | HangUp) and found:
            found[-1] = replace(found[-1], ends=min(found[-1].ends, moment.at))
        if isinstance(moment.what, Play):
            found.append(Said(moment.what, moment.at, ends))
    return found


def _add(wave: npt.NDArray[np.int32], at: int, more: Samples) -> None:
    start, cut = max(at, 0), max(-at, 0)
    fits = more[cut : cut + max(len(wave) - start, 0)]
    wave[start : start + len(fits)] += fits


def _tone(*hertz: int) -> Samples:
    time = np.arange(TONE_MS * PER_MS) / MULAW_RATE
    tone = sum((np.sin(2 * np.pi * each * time) for each in hertz), start=np.zeros_like(time)) * TONE_SIZE
    fade = np.minimum(1.0, np.minimum(time, time[::-1]) * 1000 / FADE_MS)
    return (tone * fade).astype(np.int16)

"""People's recordings for measuring: DIR/SET/SPEAKER/WORD-TAKE.flac, as a telephone would bring them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ivr.authoring.lessons import NAME
from prompts.decoder import Decoder
from speech.convert import Samples, mulaw_encode, mulaw_samples, resample_samples, samples
from speech.ports import MULAW_RATE

DIRECTORY = Path(__file__).parents[2].parent / "shared" / "data" / "speech"
"""Where the recordings are beside a checkout; they are no part of it."""
BAND_HZ = (300.0, 3400.0)
PEAK = 0.3
"""Of full scale, before G.711."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One word by one person, at 8000 Hz after G.711."""

    word: str
    speaker: str
    sound: Samples


def utterances(
    folder: Path, words: Iterable[str] | None = None, tell: Callable[[int], None] = lambda _: None
) -> Iterator[Utterance]:
    """Of one set, sorted; only these words where some are named."""
    wanted = None if words is None else frozenset(words)
    with Decoder() as decoder:
        for number, file in enumerate(sorted(folder.glob("*/*.flac")), 1):
            named = NAME.fullmatch(file.stem)
            word = named["word"] if named else file.stem
            if wanted is None or word in wanted:
                sound = decoder.decode(file)
                yield Utterance(
                    word, file.parent.name, telephone(resample_samples(samples(sound.pcm), sound.rate, MULAW_RATE))
                )
            tell(number)


def telephone(sound: Samples) -> Samples:
    """Through a narrow line (as a Butterworth filter of the fourth order would make it) and G.711 mu-law."""
    narrow = narrowed(sound)
    level = PEAK * 32767 / max(float(np.abs(narrow).max(initial=0)), 1e-6)
    return mulaw_samples(mulaw_encode(np.rint(narrow * level).astype("<i2").tobytes()))


def narrowed(sound: Samples) -> npt.NDArray[np.float64]:
    """Only what the band lets through, as loud as it was."""
    spectrum = np.fft.rfft(sound.astype(np.float64))
    hertz = np.fft.rfftfreq(len(sound), 1 / MULAW_RATE)
    low, high = BAND_HZ
    gain = 1 / np.sqrt(1 + (low / np.maximum(hertz, 1)) ** 8) / np.sqrt(1 + (hertz / high) ** 8)
    narrow: npt.NDArray[np.float64] = np.fft.irfft(spectrum * gain, len(sound))
    return narrow

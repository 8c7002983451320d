"""When an answer is over: early when it is surely whole, else after V15's pause. Pure; time is counted in sound."""

from dataclasses import dataclass
from enum import Enum, auto

from speech.ports import Patience

LOOK_MS = 160
"""Silence after which what was said is decoded, so that the result is there when EARLY_MS have passed."""
EARLY_MS = 190
"""Silence after which a whole answer is taken: with what the detector needs to call it silence (60 to 90 ms, measured)
that is the quarter of a second of DESIGN section 6."""
TRAILING_MS = {Patience.WORD: 1000, Patience.PHRASE: 1500, Patience.DIGITS: 2000}
"""Silence after which any answer is over (rule V15)."""
MAX_UTTERANCE_MS = 12_000
"""Longest answer (rule V15, asr.max_utterance_s)."""


class Next(Enum):
    """What the listener does now."""

    WAIT = auto()
    LOOK = auto()
    """Decode what was said so far."""
    TAKE = auto()
    """The answer looked at is whole and nothing followed: take it."""
    END = auto()
    """The answer is over: judge it by the last look, which nothing but silence followed."""


@dataclass(slots=True)
class Endpoint:
    """The clock of one utterance, started when speech started."""

    patience: Patience
    silence_ms: int = 0
    utterance_ms: int = 0
    _looked: bool = False

    def advance(self, milliseconds: int, speech: bool, whole: bool) -> Next:
        """Count one piece of sound; `whole` says that the last look found one whole option, a prefix of no other."""
        self.utterance_ms += milliseconds
        if speech:
            self.silence_ms, self._looked = 0, False
        else:
            self.silence_ms += milliseconds
        if self._over:
            return Next.END
        return self._early(whole)

    @property
    def _over(self) -> bool:
        return self.utterance_ms >= MAX_UTTERANCE_MS or self.silence_ms >= TRAILING_MS[self.patience]

    def _early(self, whole: bool) -> Next:
        if not self._looked and self.silence_ms >= LOOK_MS:
            self._looked = True
            return Next.LOOK
        return Next.TAKE if self._looked and whole and self.silence_ms >= EARLY_MS else Next.WAIT

"""Who speaks in the synthetic corpus. Split once and for all.

Thresholds are chosen on the ones, figures come of the others. All of them are variants of espeak-ng's one voice, which
say nothing about people.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

CALIBRATION = ("", "m1", "m3", "m5", "m7", "f1", "f3", "f5")
"""Variants of espeak-ng's voice; the empty one is the voice itself."""
TEST = ("m2", "m4", "m6", "m8", "f2", "f4")
BABBLE = ("Andy", "Annie", "Denis", "belinda", "grandpa", "steph", "klatt", "Alicia")
"""Who talks in the background; nobody of them is ever asked anything."""
SPEEDS = (110, 130, 150, 175)
"""Words a minute."""
PITCHES = (35, 50, 65)
USUAL = (130, 50)


@dataclass(frozen=True, slots=True)
class Take:
    """One way of saying something."""

    variant: str
    speed: int
    pitch: int

    def voice(self, language: str) -> str:
        """As espeak-ng wants it: ko+m2."""
        return f"{language}+{self.variant}" if self.variant else language


def takes(variants: Sequence[str], seed: int | str) -> Iterator[Take]:
    """Endless: every voice before the first comes again, each time at another speed or pitch; the same for one seed."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    ways = [(speed, pitch) for speed in SPEEDS for pitch in PITCHES]
    while True:
        chance.shuffle(ways)
        for way in ways:
            for variant in chance.sample(variants, len(variants)):
                yield Take(variant, *way)


def other_take(take: Take) -> Take:
    """The same voice at another speed and pitch: how somebody says it again."""
    speed = SPEEDS[(SPEEDS.index(take.speed) + 1) % len(SPEEDS)]
    pitch = PITCHES[(PITCHES.index(take.pitch) + 1) % len(PITCHES)]
    return Take(take.variant, speed, pitch)

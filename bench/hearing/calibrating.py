"""`./amparo models calibrate LANGUAGE`: weighs evidence for a Vosk model, by voices and words no figure is of."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bench.hearing.conditions import CLEAN
from bench.hearing.fitting import logistic
from bench.hearing.korean_menus import menus
from bench.hearing.korean_plan import CALIBRATION_SIDE, WORDS, Amounts, plan
from bench.hearing.korean_work import Place, Pool, Room
from bench.hearing.progress import shown, tell
from bench.hearing.trying import Kind, Try
from ivr.settings import Settings
from speech import calibration
from speech.by_example.recipe import is_taught
from speech.calibration import Calibration
from speech.evidence import FIGURES
from speech.models import found
from speech.ports import ModelBroken

WHERE = (CLEAN, "babble_20db", "street_20db", "hum_20db", "babble_10db", "street_10db", "hum_10db")
AMOUNTS = Amounts(clean=5, degraded=0.5, strange=9, degraded_strange=1, frames=250, degraded_frames=30)
RIDGE = 1e-3
ACCEPTED, ASKED, CONSENTED = 0.02, 0.17, 0.008
"""Of words on no list: how many may be taken, may be asked back, and may be a consent; on these voices. Stricter than
the goals, as other voices do a little worse."""
WRONG = 0.004
"""Of options: how many may be taken for another one without asking, of those phrases that are HEARD mostly."""
HEARD = 0.5
STRAYS = FIGURES.index("strays")


@dataclass(frozen=True, slots=True)
class Weighed:
    """A try, what it was taken for, and what spoke for that; no option where nothing did."""

    tried: Try
    option: str = ""
    figures: tuple[float, ...] = ()

    @property
    def right(self) -> bool:
        """Whether it is what was said."""
        return bool(self.option) and self.option == self.tried.option


def calibrate(settings: Settings, language: str, *, quick: bool = False) -> int:
    """Measure, and write the file into the model's folder; a quick look writes nothing."""
    model = found(settings.speech.models, (language,)).whole.get(language)
    if model is None or is_taught(model):
        tell(f"There is no model for {language} that could be calibrated (./amparo models list).")
        return 1
    if not (WORDS / f"{language}_calibration.txt").is_file():
        tell(f"Write everyday words that are no options, one a line: bench/hearing/words/{language}_calibration.txt.")
        return 1
    tell("This is synthetic speech: espeak-ng's voices say nothing about people.")
    forget_broken(model)
    every = _weighed(settings, language, model, AMOUNTS.tenth() if quick else AMOUNTS)
    made = fitted(every, calibration.checksum(model), f"espeak-ng's voices, {len(every)} tries")
    for line in told(every, made):
        tell(line)
    if not quick:
        made.write(model / calibration.FILE)
        tell(f"Written: {model / calibration.FILE}. A running line takes it when it is started again.")
    return 0


def forget_broken(model: Path) -> None:
    """Remove a calibration made here that cannot be read, such as one of before an update: no model loads with it."""
    own = model / calibration.FILE
    if not own.is_file():
        return
    try:
        calibration.read(own)
    except ModelBroken as broken:
        tell(f"Removed: {broken}")
        own.unlink()


def _weighed(settings: Settings, language: str, model: Path, amounts: Amounts) -> Sequence[Weighed]:
    if language != "ko":
        amounts = replace(amounts, frames=0, degraded_frames=0)  # the sentences are Korean
    side = replace(CALIBRATION_SIDE, language=language)
    tries = tuple(plan(menus(language), side, amounts, WHERE))
    place = Place(model, settings.state / "bench" / "hearing", settings.asterisk.root, language)
    with Pool(place) as pool:
        return list(shown("calibration voices", pool.do(weigh, tries), len(tries)))


def weigh(room: Room, tried: Try) -> Weighed:
    """One try."""
    mulaw = room.call(tried.text, tried.take, tried.condition)
    found = room.ours.weighed(room.menus[tried.menu].grammar, mulaw)
    return Weighed(tried, found.option, found.figures) if found else Weighed(tried)


def fitted(every: Sequence[Weighed], checksum: str, from_what: str) -> Calibration:
    """Weights and thresholds by what was said alone: sentences are too different from it to be learnt from with it."""
    alone = [each for each in every if each.tried.kind in {Kind.LISTED, Kind.STRANGE}]
    some = [each for each in alone if each.option]
    weights, offset = logistic([each.figures for each in some], [each.right for each in some], RIDGE)
    plain = Calibration(tuple(map(float, weights)), offset, 0.0, 0.0, 0.0, checksum, from_what)
    strange = _evidence(plain, (each for each in alone if each.tried.kind is Kind.STRANGE))
    taken, asked, consented = (float(np.quantile(strange, 1 - share)) for share in (ACCEPTED, ASKED, CONSENTED))
    accepted = max(taken, _seldom_wrong(plain, [each for each in alone if each.tried.kind is Kind.LISTED]))
    return Calibration(plain.weights, offset, asked, accepted, max(consented, accepted), checksum, from_what)


def _seldom_wrong(plain: Calibration, listed: Sequence[Weighed]) -> float:
    """Where at most WRONG of the options that can be heard are taken for another one."""
    tries, right = Counter(each.tried.phrase for each in listed), Counter(e.tried.phrase for e in listed if e.right)
    heard = [each for each in listed if right[each.tried.phrase] >= HEARD * tries[each.tried.phrase]]
    wrong = np.sort(_evidence(plain, (each for each in heard if each.option and not each.right)))
    most = round(WRONG * len(heard))
    return float(wrong[-most - 1]) + 1e-3 if len(wrong) > most else -np.inf


def told(every: Sequence[Weighed], made: Calibration) -> Iterator[str]:
    """What these thresholds do to the voices they were chosen with."""
    for kind in Kind:
        for clean in (True, False):
            some = [each for each in every if each.tried.kind is kind and (each.tried.condition == CLEAN) is clean]
            if some:
                yield f"{kind} {'clean' if clean else 'in noise'}: {_shares(some, made)}"
    yield ", ".join(f"{name} {weight:.2f}" for name, weight in zip(FIGURES, made.weights, strict=True))


def _shares(some: Sequence[Weighed], made: Calibration) -> str:
    evidence = _evidence(made, some)
    right = np.array([each.right for each in some])
    alone = np.array([not each.figures or each.figures[STRAYS] == 0 for each in some])  # a sentence is asked back
    sure = alone & (evidence >= made.accept_at)
    asked = (evidence >= made.confirm_at) & ~sure
    parts = {"right": sure & right, "wrong": sure & ~right, "asked right": asked & right, "asked wrong": asked & ~right}
    return f"{len(some)}, " + ", ".join(f"{name} {100 * float(np.mean(of)):.1f} %" for name, of in parts.items())


def _evidence(
    made: Calibration, some: Iterator[Weighed] | Sequence[Weighed]
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([made.evidence(each.figures) if each.option else -1e6 for each in some])

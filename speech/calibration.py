"""How much each figure of evidence weighs, and what is enough: by language and model, chosen by measuring."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from speech.evidence import FIGURES
from speech.ports import ModelBroken

SHIPPED = Path(__file__).parent / "calibrations"
FILE = "calibration.json"
"""In the folder of a model: made on this machine by `./amparo models calibrate`."""
MEASURED = Path("am/final.mdl")
"""The part of a model that decides what sounds like what."""
NEVER = 1e9


@dataclass(frozen=True, slots=True)
class Calibration:
    """For one model. Evidence is the logarithm of the odds that the option was said."""

    weights: tuple[float, ...]
    offset: float
    confirm_at: float
    accept_at: float
    strict_at: float
    """Where a yes is a consent (rules V21, V22)."""
    checksum: str = ""
    """SHA-256 of the model's MEASURED file; empty: of no model in particular."""
    from_what: str = ""
    """What it was measured with, in words."""

    def evidence(self, figures: Sequence[float]) -> float:
        """How much speaks for an option."""
        return self.offset + sum(weight * figure for weight, figure in zip(self.weights, figures, strict=True))

    @property
    def sure_at(self) -> float:
        """Where evidence is as much as an accepted answer's; for comparing, also where nothing is accepted."""
        return self.accept_at if self.accept_at < NEVER else self.confirm_at + 2.0

    def unmeasured(self) -> "Calibration":
        """The same for a model that it was not made with: everything is asked back, and nothing is a consent."""
        return Calibration(self.weights, self.offset, self.confirm_at, NEVER, NEVER, "", self.from_what)

    def write(self, file: Path) -> None:
        """As JSON."""
        named = dict(zip(FIGURES, (round(weight, 4) for weight in self.weights), strict=True))
        zones = {name: round(getattr(self, name), 4) for name in ("offset", "confirm_at", "accept_at", "strict_at")}
        made = {"from": self.from_what, "model": self.checksum, "weights": named} | zones
        file.write_text(json.dumps(made, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def read(file: Path) -> Calibration:
    """Raises ModelBroken."""
    try:
        made = json.loads(file.read_text(encoding="utf-8"))
        weights = tuple(float(made["weights"][name]) for name in FIGURES)
        offset, *zones = (float(made[name]) for name in ("offset", "confirm_at", "accept_at", "strict_at"))
        confirm_at, accept_at, strict_at = zones
        if not confirm_at < accept_at <= strict_at:
            raise ValueError
        return Calibration(weights, offset, confirm_at, accept_at, strict_at, str(made["model"]), str(made["from"]))
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        raise ModelBroken(f"{file} is no calibration; make it again (./amparo models calibrate).") from wrong


def checksum(model: Path) -> str:
    """Of a model folder. Raises ModelBroken."""
    try:
        return hashlib.sha256((model / MEASURED).read_bytes()).hexdigest()
    except OSError as wrong:
        raise ModelBroken(f"{model / MEASURED} cannot be read ({wrong.strerror}): install the model again.") from wrong


def of_model(language: str, model: Path) -> Calibration:
    """The one made here, else the shipped one, if it was measured with this very model; else `unmeasured`.

    Raises ModelBroken.
    """
    own = model / FILE
    found = read(own if own.is_file() else _shipped(language))
    return found if found.checksum == checksum(model) else found.unmeasured()


def _shipped(language: str) -> Path:
    file = SHIPPED / f"{language}.json"
    return file if file.is_file() else SHIPPED / "ko.json"

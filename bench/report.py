"""The one shape of every bench: figures in JSON, and the same as a table for people."""

import json
import math
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict


class FigureJson(TypedDict, total=False):
    name: str
    unit: str
    n: int
    value: float
    p50: float
    p95: float
    max: float
    note: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured thing: `n` samples with percentiles, or a count or ratio with one `value`."""

    name: str
    unit: str
    n: int
    p50: float = 0.0
    p95: float = 0.0
    max: float = 0.0
    value: float | None = None
    note: str = ""
    """What nobody may forget about it, such as that nobody spoke."""

    def json(self) -> FigureJson:
        """The figure as it is written; a figure without samples has no percentiles."""
        figure: FigureJson = {"name": self.name, "unit": self.unit, "n": self.n}
        if self.value is not None:
            figure["value"] = _short(self.value)
        elif self.n:
            figure |= {"p50": _short(self.p50), "p95": _short(self.p95), "max": _short(self.max)}
        if self.note:
            figure["note"] = self.note
        return figure


def measured(name: str, unit: str, samples: Sequence[float]) -> Figure:
    """A figure of samples; none of them is a figure that says so."""
    if not samples:
        return Figure(name, unit, 0)
    return Figure(name, unit, len(samples), percentile(samples, 50), percentile(samples, 95), max(samples))


def counted(name: str, unit: str, value: float, n: int = 1) -> Figure:
    """A count or a ratio, and of how many."""
    return Figure(name, unit, n, value=value)


def percentile(samples: Sequence[float], percent: float) -> float:
    """The smallest sample that is not below `percent` of them (nearest rank): always one that was measured."""
    ordered = sorted(samples)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def machine() -> dict[str, str | int | float]:
    """What figures depend on; nothing that names the machine."""
    return {
        "cores": os.cpu_count() or 0,
        "memory_mb": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20,
        "cpu": _cpu_model(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }


def write(bench: str, figures: Sequence[Figure], path: Path | None) -> None:
    """Print the figures, and write them as JSON where a path is given."""
    for figure in figures:
        print(line(figure.json()))
    if path:
        report = {"bench": bench, "machine": machine(), "figures": [figure.json() for figure in figures]}
        path.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


def line(figure: FigureJson) -> str:
    """One figure as a line for a person."""
    name = f"{figure['name']:<34}{figure['unit']:>8}"
    note = f"  ({figure['note']})" if "note" in figure else ""
    if "value" in figure:
        return f"{name}  {figure['value']:g}{note}"
    if "p50" not in figure:
        return f"{name}  not measured{note}"
    return f"{name}  p50 {figure['p50']:g}  p95 {figure['p95']:g}  max {figure['max']:g}  (n {figure['n']}){note}"


def _short(number: float) -> float:
    return round(float(number), 3)


def _cpu_model() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")

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


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured thing; a count or a ratio has one `value`, everything else is `samples`."""

    name: str
    unit: str
    samples: tuple[float, ...] = ()
    value: float | None = None

    def json(self) -> FigureJson:
        """The figure as it is written."""
        if self.value is not None:
            return {"name": self.name, "unit": self.unit, "n": 1, "value": _short(self.value)}
        figure: FigureJson = {"name": self.name, "unit": self.unit, "n": len(self.samples)}
        if self.samples:
            figure |= {"p50": percentile(self.samples, 50), "p95": percentile(self.samples, 95)}
            figure |= {"max": _short(max(self.samples))}
        return figure


def percentile(samples: Sequence[float], percent: float) -> float:
    """The smallest sample that is not below `percent` of them (nearest rank): always one that was measured."""
    ordered = sorted(samples)
    return _short(ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)])


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
    if "value" in figure:
        return f"{name}  {figure['value']:g}"
    if "p50" not in figure:
        return f"{name}  not measured"
    return f"{name}  p50 {figure['p50']:g}  p95 {figure['p95']:g}  max {figure['max']:g}  (n {figure['n']})"


def _short(number: float) -> float:
    return round(float(number), 3)


def _cpu_model() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")

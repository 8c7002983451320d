"""What one check found."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

NAME_WIDTH = 10


class Level(StrEnum):
    """FAIL: calls will not work; WARN: somebody should know."""

    OK = "OK"
    WARN = "WARN"
    FAIL = "FAIL"


@dataclass(frozen=True, slots=True)
class Check:
    """One line: what was looked at, how it is, and what to do."""

    name: str
    level: Level
    sentence: str


def line(check: Check) -> str:
    """The check as one line of text."""
    sentence = " ".join(check.sentence.split())
    return f"{check.level:4}  {check.name:{NAME_WIDTH}} {sentence}"


def exit_status(checks: Iterable[Check]) -> int:
    """0 where nothing failed, 1 otherwise; warnings do not count."""
    return int(any(check.level is Level.FAIL for check in checks))

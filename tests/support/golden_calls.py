"""Golden conversations: one text in which `> ` lines are what the caller does and the others what the line does."""

from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from flows.events import CallStarted
from flows.model import FlowBook
from flows.walk import Walk

HEARS = "hears"
PROMPT_MS = 1_000
"""How long a prompt takes in golden calls."""


@dataclass(frozen=True)
class GoldenCall:
    """One file under `calls/` or `cases/`."""

    file: Path
    about: str
    hears: tuple[str, ...]
    actions: tuple[str, ...]
    lines: tuple[str, ...]
    flow: str = ""
    """YAML of a flow of its own; empty: the flow the file is named after."""
    local: str = ""
    """Local time of the call; empty where it does not matter."""

    @property
    def entry(self) -> str:
        return self.file.name.split(".")[0]


def read(file: Path) -> GoldenCall:
    """A golden call as it was written down."""
    data = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    lines = tuple(str(data["call"]).splitlines())
    actions = tuple(line[2:] for line in lines if line.startswith("> "))
    hears = tuple(data.get(HEARS, ()))
    return GoldenCall(file, data["about"], hears, actions, lines, data.get("flow", ""), data.get("local", ""))


def play(book: FlowBook, flow: str, actions: tuple[str, ...], local: str = "") -> tuple[str, ...]:
    """The conversation as it goes now; what happens by itself after the last action is not waited for."""
    walked = Walk(book, flow, lasts=lambda _: PROMPT_MS, started=CallStarted(0, local))
    for action in actions:
        walked.do(action)
    return tuple(walked.lines)


def rewrite(golden: GoldenCall, lines: tuple[str, ...]) -> None:
    """Write down how the conversation goes now."""
    data: dict[str, object] = {"about": golden.about}
    if golden.hears:
        data[HEARS] = list(golden.hears)
    if golden.local:
        data["local"] = golden.local
    if golden.flow:
        data["flow"] = LiteralScalarString(golden.flow)
    data["call"] = LiteralScalarString("\n".join(lines) + "\n")
    yaml = YAML()
    yaml.width = 1000
    with golden.file.open("w", encoding="utf-8") as out:
        yaml.dump(data, out)

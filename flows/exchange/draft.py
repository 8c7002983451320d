"""A flow on its way from another program: nodes whose targets are still the other program's names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.exchange.report import Origin

END = ""
"""A way that leads nowhere: the flow ends there."""
BACK = "return"
"""A way back to the flow that visited this one."""
Path = tuple[str, ...]
"""Names of fields, from the outside in: ("options", "enrol", "next")."""


@dataclass
class Draft:
    """A node."""

    ref: str
    """What leads here, in the other program."""
    name: str
    data: dict[str, Any]
    """Its fields, without the targets."""
    ways: dict[Path, str] = field(default_factory=dict)
    """Field to what it leads to: a ref, END or BACK."""
    origin: Origin = field(default_factory=lambda: Origin(""))
    ours: bool = False
    """It was written by this program, and stays even where nothing leads to it."""


@dataclass
class FlowDraft:
    """A flow."""

    name: str
    origin: Origin
    start: str
    """A ref."""
    drafts: list[Draft] = field(default_factory=list)
    passed: dict[str, str] = field(default_factory=dict)
    """Refs of what has no place here, each with the ref that follows."""
    merged: set[str] = field(default_factory=set)
    """Refs among these whose content is in the node that follows."""
    rest: dict[str, Any] = field(default_factory=dict)
    """Other fields of the flow."""

    def merge(self, ref: str, into: str) -> None:
        """What one ref stands for has become part of what another stands for."""
        self.passed[ref] = into
        self.merged.add(ref)

    def by_ref(self) -> dict[str, Draft]:
        """Its nodes."""
        return {draft.ref: draft for draft in self.drafts}

    def lands(self, ref: str) -> str:
        """Where a way really leads, past everything that has no place here; END where that goes round in a circle."""
        seen: set[str] = set()
        while ref in self.passed:
            if ref in seen:
                return END
            seen.add(ref)
            ref = self.passed[ref]
        return ref

    def skips(self, ref: str) -> bool:
        """Whether a way leads past something that has no place here."""
        seen: set[str] = set()
        while ref in self.merged and ref not in seen:
            seen.add(ref)
            ref = self.passed[ref]
        return ref in self.passed

    def reached(self, *starts: str) -> set[str]:
        """The refs of all nodes that some ways lead to."""
        nodes = self.by_ref()
        waiting, found = [self.lands(ref) for ref in starts], set[str]()
        while waiting:
            ref = waiting.pop()
            if ref in nodes and ref not in found:
                found.add(ref)
                waiting += map(self.lands, nodes[ref].ways.values())
        return found


def put(data: dict[str, Any], path: Path, value: object) -> None:
    """Set a field inside of fields."""
    *around, last = path
    for name in around:
        data = data.setdefault(name, {})
    data[last] = value


def inside(data: Mapping[str, Any], path: Path) -> Any:
    """A field inside of fields; None where it is not there."""
    found: Any = data
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found

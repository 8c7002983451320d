"""The book that callers hear: the shipped flows, with published versions in the place of those of the same name."""

import re
from collections.abc import Mapping

from ivr.publishing.records import SHIPPED

NAME = re.compile(r"""^\ufeff?flow:[ \t]*["']?(?P<name>[a-z][a-z0-9_]*)["']?[ \t]*(#.*)?\r?$""", re.MULTILINE)

"""Some editors put U+FEFF before the first letter of a file."""


def flow_named(text: str) -> str:
    """The name of a well-formed flow, without reading all of it; empty where it has none."""
    found = NAME.search(text)
    return found["name"] if found else ""


def by_flow(files: Mapping[str, str]) -> dict[str, str]:
    """Flow to text; a file without a name stands under its file's."""
    return {flow_named(text) or file: text for file, text in files.items()}


def label(flow: str, number: int) -> str:
    """What a text is called in sentences about it."""
    return f"{flow}.yaml" if number == SHIPPED else f"{flow}.yaml (version {number})"


def overlaid(library: Mapping[str, str], published: Mapping[str, tuple[int, str]]) -> dict[str, str]:
    """Label to text of the whole book, from flow to text, and flow to (number, text)."""
    shipped = {label(flow, SHIPPED): text for flow, text in library.items() if flow not in published}
    return shipped | {label(flow, number): text for flow, (number, text) in sorted(published.items())}

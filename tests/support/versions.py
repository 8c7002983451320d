"""Versions of flows for tests: authors, days and texts that are invented."""

from datetime import date

from ivr.publishing.records import NewVersion, Publication

DAY = date(2026, 11, 25)
SCHOOL = """\
# A flow of a test; this comment stays.
flow: school
start: hello
nodes:
  hello:
    kind: say
    prompts: [info.work]   # so does this one
    next: bye
  bye:
    kind: goodbye
    prompts: [quiet.goodbye]
"""
UNIVERSAL = """\
flow: universal
start: person
nodes:
  person: {kind: handover, next: return, nobody: return}
  danger: {kind: menu, prompts: [danger.text]}
"""
"""The least that universal keys need."""


def new(flow: str = "school", text: str = SCHOOL, *, who: str = "author1", base: int = 0) -> NewVersion:
    """A draft nobody has kept yet."""
    return NewVersion(flow, text, who, "a test", DAY, base)


def publication(number: int, **flows: int) -> Publication:
    """A publication nobody has made yet."""
    return Publication(number, tuple(sorted(flows.items())), "publisher", "a test", DAY)

"""The tables of the configuration. Rows are added and not changed, but for heads and the locks of invites."""

from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, LargeBinary, MetaData, String, Table, Text
from sqlalchemy.types import TypeEngine

METADATA = MetaData()


def _table(name: str, *columns: Column[object]) -> Table:
    return Table(name, METADATA, *columns)


def _key(name: str, kind: type[String | Integer]) -> Column[object]:
    return Column(name, kind, primary_key=True, autoincrement=False)


def _value(name: str, kind: type[TypeEngine[Any]]) -> Column[object]:
    return Column(name, kind, nullable=False)


HEADS = _table("heads", _key("name", String), _value("number", Integer))
"""Counters that say whether something changed; the row `publication` is also the lock of everybody who writes flows."""

FLOW_VERSIONS = _table(
    "flow_versions",
    _key("flow", String),
    _key("number", Integer),
    _value("who", String),
    _value("why", String),
    _value("day", Date),
    _value("base", Integer),
    _value("digest", String),
    _value("text", Text),
)
WRITTEN_WITH = _table(
    "written_with",
    _key("flow", String),
    _key("number", Integer),
    _value("wording", Integer),
)
"""The version of the wording a flow's version was drafted with; drafting it again replaces the row."""
APPROVALS = _table(
    "approvals",
    _key("flow", String),
    _key("number", Integer),
    _key("who", String),
    _value("day", Date),
    _value("digest", String),
)
DISCARDS = _table(
    "discards",
    _key("flow", String),
    _key("number", Integer),
    _value("who", String),
    _value("why", String),
    _value("day", Date),
)
PUBLICATIONS = _table(
    "publications",
    _key("number", Integer),
    _value("who", String),
    _value("why", String),
    _value("day", Date),
)
PUBLICATION_FLOWS = _table(
    "publication_flows",
    _key("publication", Integer),
    _key("flow", String),
    _value("number", Integer),
)
PUBLICATION_REASONS = _table(
    "publication_reasons",
    _key("publication", Integer),
    _key("flow", String),
    _key("rule", String),
    _value("text", String),
)
MESSAGES = _table(
    "messages",
    _key("number", Integer),
    _value("prompt", String),
    _value("closed", Boolean),
    _value("until", String),
    _value("who", String),
    _value("why", String),
    _value("day", Date),
)
"""`until` is a moment in UTC, ISO 8601."""
INVITES = _table(
    "invites",
    _key("id", String),
    _value("language", String),
    _value("bridge", String),
    _value("prompts", Text),
    _value("voice", String),
    _value("expires", Date),
    Column("used_at", Date, nullable=True),
    _value("salt", LargeBinary),
    _value("digest", LargeBinary),
)
"""`prompts` are names with spaces between; salt and digest are empty when the invite is over."""

"""Versions of flows, publications, the message, invitations."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

HEADS = ("publication", "message", "sounds")
Columns = dict[str, type[sa.types.TypeEngine[Any]]]
TABLES: dict[str, tuple[Columns, Columns]] = {
    "heads": ({"name": sa.String}, {"number": sa.Integer}),
    "flow_versions": (
        {"flow": sa.String, "number": sa.Integer},
        {"who": sa.String, "why": sa.String, "day": sa.Date, "base": sa.Integer, "digest": sa.String, "text": sa.Text},
    ),
    "approvals": (
        {"flow": sa.String, "number": sa.Integer, "who": sa.String},
        {"day": sa.Date, "digest": sa.String},
    ),
    "discards": ({"flow": sa.String, "number": sa.Integer}, {"who": sa.String, "why": sa.String, "day": sa.Date}),
    "publications": ({"number": sa.Integer}, {"who": sa.String, "why": sa.String, "day": sa.Date}),
    "publication_flows": ({"publication": sa.Integer, "flow": sa.String}, {"number": sa.Integer}),
    "publication_reasons": ({"publication": sa.Integer, "flow": sa.String, "rule": sa.String}, {"text": sa.String}),
    "messages": (
        {"number": sa.Integer},
        {
            "prompt": sa.String,
            "closed": sa.Boolean,
            "until": sa.String,
            "who": sa.String,
            "why": sa.String,
            "day": sa.Date,
        },
    ),
    "invites": (
        {"id": sa.String},
        {
            "language": sa.String,
            "bridge": sa.String,
            "prompts": sa.Text,
            "voice": sa.String,
            "expires": sa.Date,
            "salt": sa.LargeBinary,
            "digest": sa.LargeBinary,
        },
    ),
}
"""By table: the columns of its key, and the others."""


def upgrade() -> None:
    for table, (keys, values) in TABLES.items():
        op.create_table(
            table,
            *(sa.Column(name, kind, primary_key=True, autoincrement=False) for name, kind in keys.items()),
            *(sa.Column(name, kind, nullable=False) for name, kind in values.items()),
            *([sa.Column("used_at", sa.Date, nullable=True)] if table == "invites" else []),
        )
    heads = sa.table("heads", sa.column("name", sa.String), sa.column("number", sa.Integer))
    op.bulk_insert(heads, [{"name": name, "number": 0} for name in HEADS])


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)

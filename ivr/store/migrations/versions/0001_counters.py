"""The four tables of monthly cells."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEYS = {
    "calls_by_language": ("month", "language", "outcome"),
    "calls_by_topic": ("month", "topic", "outcome"),
    "calls_by_band": ("month", "band"),
    "measures": ("month", "measure", "bucket"),
}


def upgrade() -> None:
    for table, keys in KEYS.items():
        op.create_table(
            table,
            *(sa.Column(key, sa.String, primary_key=True) for key in keys),
            sa.Column("count", sa.BigInteger, nullable=False),
            sa.CheckConstraint("count > 0", name=f"{table}_count_positive"),
        )


def downgrade() -> None:
    for table in reversed(KEYS):
        op.drop_table(table)

"""Wordings have versions: which one a flow was drafted with."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "written_with",
        sa.Column("flow", sa.String, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("wording", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("written_with")

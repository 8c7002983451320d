"""Wordings have versions: what a flow was drafted with, and whether there is wording from before."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

HEADS = sa.table("heads", sa.column("name", sa.String), sa.column("number", sa.Integer))
FROM_BEFORE = "from_before"


def upgrade() -> None:
    op.create_table(
        "written_with",
        sa.Column("flow", sa.String, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("wording", sa.Integer, nullable=False),
    )
    used = op.get_bind().execute(sa.select(sa.func.count()).select_from(HEADS).where(HEADS.c.number > 0)).scalar_one()
    op.bulk_insert(HEADS, [{"name": FROM_BEFORE, "number": min(used, 1)}])


def downgrade() -> None:
    op.execute(sa.delete(HEADS).where(HEADS.c.name == FROM_BEFORE))
    op.drop_table("written_with")

"""Promises to customers, with a time until which they are to be kept"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_OPEN = sa.text("outcome IS NULL")


def upgrade() -> None:
    op.create_table(
        "promises",
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("operator_id", sa.Text(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("reminded_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("conversation_id", "seq", name=op.f("pk_promises")),
    )
    op.create_index("ix_promises_open", "promises", ["due_at"], sqlite_where=_OPEN, postgresql_where=_OPEN)

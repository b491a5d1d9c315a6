"""Routing and staff: how staff handle a conversation, settings of departments, how an operator can be reached"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table, column in (
        ("conversations", sa.Column("arrangement", sa.Text(), nullable=False, server_default="{}")),
        ("departments", sa.Column("version", sa.Integer(), nullable=False, server_default="1")),
        ("departments", sa.Column("calendar", sa.Integer(), nullable=False, server_default="1")),
        ("departments", sa.Column("settings", sa.Text(), nullable=False, server_default="{}")),
        ("operators", sa.Column("status_since", sa.BigInteger(), nullable=False, server_default="0")),
        ("operators", sa.Column("problems", sa.Text(), nullable=False, server_default="[]")),
        ("operators", sa.Column("vanished_at", sa.BigInteger())),
        ("operators", sa.Column("photo", sa.Text())),
        ("audit", sa.Column("before", sa.Text())),
        ("audit", sa.Column("after", sa.Text())),
    ):
        op.add_column(table, column)

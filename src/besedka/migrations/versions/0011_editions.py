"""Editions: what admins changed of a person is counted apart from statuses and load"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("operators", sa.Column("edition", sa.Integer(), nullable=False, server_default="1"))

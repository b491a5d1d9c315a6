"""Attachments: files of messages"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attachments",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.Text()),
        sa.Column("seq", sa.Integer()),
        sa.Column("wanted_kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("declared", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("code", sa.Text()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("width", sa.Integer()),
        sa.Column("height", sa.Integer()),
        sa.Column("duration_ms", sa.BigInteger()),
        sa.Column("preview", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    unsent = sa.text("seq IS NULL")
    op.create_index("uq_attachments_client_id_owner", "attachments", ["client_id", "owner"], unique=True)
    op.create_index("ix_attachments_place", "attachments", ["conversation_id", "seq"])
    op.create_index("ix_attachments_unsent", "attachments", ["owner"], sqlite_where=unsent, postgresql_where=unsent)
    op.create_index("ix_attachments_removed", "attachments", ["removed_at"])
    op.add_column("conversations", sa.Column("last_attachments", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("messages", sa.Column("attachments", sa.Text(), nullable=False, server_default="[]"))

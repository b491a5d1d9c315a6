"""Tables of the attachments room."""

import sqlalchemy as sa

from besedka.kernel.db import metadata

_UNSENT = sa.text("seq IS NULL")

attachments = sa.Table(
    "attachments",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("client_id", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Column("conversation_id", sa.Text),
    sa.Column("seq", sa.Integer),
    sa.Column("wanted_kind", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("declared", sa.BigInteger, nullable=False),
    sa.Column("received", sa.BigInteger, nullable=False),
    sa.Column("rules", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("code", sa.Text),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("width", sa.Integer),
    sa.Column("height", sa.Integer),
    sa.Column("duration_ms", sa.BigInteger),
    sa.Column("preview", sa.Integer, nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("removed_at", sa.BigInteger),
    sa.Index("uq_attachments_client_id_owner", "client_id", "owner", unique=True),
    sa.Index("ix_attachments_place", "conversation_id", "seq"),
    sa.Index("ix_attachments_unsent", "owner", sqlite_where=_UNSENT, postgresql_where=_UNSENT),
    sa.Index("ix_attachments_removed", "removed_at"),
)

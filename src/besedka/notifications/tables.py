"""Tables of the notifications room."""

import sqlalchemy as sa

from besedka.kernel.db import metadata

_UNDER_WAY = sa.text("state IN ('waiting', 'sending')")

mails = sa.Table(
    "mails",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("conversation_id", sa.Text, nullable=False, index=True),
    sa.Column("seq_from", sa.Integer, nullable=False),
    sa.Column("seq_to", sa.Integer, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("next_at", sa.BigInteger, nullable=False),
    sa.Column("error", sa.Text, nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("sent_at", sa.BigInteger),
    sa.Index("ix_mails_under_way", "next_at", sqlite_where=_UNDER_WAY, postgresql_where=_UNDER_WAY),
)

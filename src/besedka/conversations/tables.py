"""Tables of the heart. No index on a column that changes with each message (docs/decisions/0002-one-writer.md)."""

import sqlalchemy as sa

from besedka.kernel.db import metadata

_OPEN = sa.text("status <> 'closed'")
_LATEST = sa.text("is_latest = 1")

conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("inbox_id", sa.Text, nullable=False),
    sa.Column("identity_id", sa.Text, nullable=False),
    sa.Column("contact_id", sa.Text, nullable=False, index=True),
    sa.Column("department_id", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("operator_id", sa.Text),
    sa.Column("is_latest", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("episode", sa.Integer, nullable=False),
    sa.Column("segment", sa.Integer, nullable=False),
    sa.Column("opened_at", sa.BigInteger, nullable=False),
    sa.Column("queued_at", sa.BigInteger, nullable=False),
    sa.Column("changed_at", sa.BigInteger, nullable=False),
    sa.Column("waiting_since", sa.BigInteger),
    sa.Column("closed_at", sa.BigInteger),
    sa.Column("closed_by", sa.Text),
    sa.Column("reopen_until", sa.BigInteger),
    sa.Column("last_seq", sa.Integer, nullable=False),
    sa.Column("last_direction", sa.Text),
    sa.Column("last_text", sa.Text, nullable=False),
    sa.Column("last_at", sa.BigInteger, nullable=False),
    sa.Column("visitor_read_seq", sa.Integer, nullable=False),
    sa.Column("visitor_delivered_seq", sa.Integer, nullable=False),
    sa.Column("operator_read_seq", sa.Integer, nullable=False),
    sa.Column("operator_delivered_seq", sa.Integer, nullable=False),
    sa.Column("arrangement", sa.Text, nullable=False, server_default="{}"),
    sa.Column("last_attachments", sa.Integer, nullable=False, server_default="0"),
    sa.Index("uq_conversations_latest", "identity_id", unique=True, sqlite_where=_LATEST, postgresql_where=_LATEST),
    sa.Index("ix_conversations_identity", "identity_id"),
    sa.Index("ix_conversations_open", "department_id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    sa.Index("ix_conversations_opened", "opened_at", "id"),
    sa.Index("ix_conversations_closed", "closed_at"),
    postgresql_with={"fillfactor": 50},
)

messages = sa.Table(
    "messages",
    metadata,
    sa.Column("conversation_id", sa.Text, primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("direction", sa.Text),
    sa.Column("author_kind", sa.Text, nullable=False),
    sa.Column("author_id", sa.Text),
    sa.Column("author_name", sa.Text),
    sa.Column("client_id", sa.Text),
    sa.Column("sender", sa.Text),
    sa.Column("hash", sa.Text),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("code", sa.Text),
    sa.Column("params", sa.Text, nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("edited_at", sa.BigInteger),
    sa.Column("deleted_at", sa.BigInteger),
    sa.Column("attachments", sa.Text, nullable=False, server_default="[]"),
    sa.Index("uq_messages_client_id_sender", "client_id", "sender", unique=True),
)

_PROMISED = sa.text("outcome IS NULL")

promises = sa.Table(
    "promises",
    metadata,
    sa.Column("conversation_id", sa.Text, primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("operator_id", sa.Text, nullable=False),
    sa.Column("due_at", sa.BigInteger, nullable=False),
    sa.Column("made_at", sa.BigInteger, nullable=False),
    sa.Column("outcome", sa.Text),
    sa.Column("ended_at", sa.BigInteger),
    sa.Column("reminded_at", sa.BigInteger),
    sa.Index("ix_promises_open", "due_at", sqlite_where=_PROMISED, postgresql_where=_PROMISED),
)

editions = sa.Table(
    "message_editions",
    metadata,
    sa.Column("conversation_id", sa.Text, primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
)

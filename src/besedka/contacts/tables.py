"""Tables of the contacts room."""

import sqlalchemy as sa

from besedka.kernel.db import metadata

_SIGNED = sa.text("subject IS NOT NULL")

contacts = sa.Table(
    "contacts",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("name", sa.Text),
    sa.Column("email", sa.Text),
    sa.Column("phone", sa.Text),
    sa.Column("fields", sa.Text, nullable=False),
    sa.Column("is_verified", sa.Integer, nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("subject", sa.Text),
    sa.Index("uq_contacts_subject", "subject", unique=True, sqlite_where=_SIGNED, postgresql_where=_SIGNED),
)

consents = sa.Table(
    "consents",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("contact_id", sa.Text, nullable=False, index=True),
    sa.Column("inbox_id", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("text_hash", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
)

identities = sa.Table(
    "identities",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("inbox_id", sa.Text, nullable=False),
    sa.Column("contact_id", sa.Text, nullable=False, index=True),
    sa.Column("token_hash", sa.Text, nullable=False),
    sa.Column("is_blocked", sa.Integer, nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
)

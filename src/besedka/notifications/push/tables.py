"""Tables of web push."""

import sqlalchemy as sa

from besedka.kernel.db import metadata

subscriptions = sa.Table(
    "push_subscriptions",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("operator_id", sa.Text, nullable=False, index=True),
    sa.Column("endpoint", sa.Text, nullable=False, unique=True),
    sa.Column("p256dh", sa.Text, nullable=False),
    sa.Column("auth", sa.Text, nullable=False),
    sa.Column("added_at", sa.BigInteger, nullable=False),
)

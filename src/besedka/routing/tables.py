"""Tables of routing."""

import sqlalchemy as sa

from besedka.kernel.db import metadata

decisions = sa.Table(
    "decisions",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("conversation_id", sa.Text, nullable=False, index=True),
    sa.Column("operator_id", sa.Text, nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("decision", sa.Text, nullable=False),
)

"""Tables of the ratings room. Ratings of conversations and answers to the survey are never mixed."""

import sqlalchemy as sa

from besedka.kernel.db import metadata


def _asked() -> list[sa.Column[object]]:
    return [
        sa.Column("conversation_id", sa.Text, primary_key=True),
        sa.Column("contact_id", sa.Text, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("scale", sa.Text, nullable=False),
        sa.Column("has_comment", sa.Integer, nullable=False),
        sa.Column("five", sa.Integer),
        sa.Column("ten", sa.Integer),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.Column("answered_at", sa.BigInteger),
        sa.Column("skipped_at", sa.BigInteger),
        sa.Column("revision", sa.Integer, nullable=False),
    ]


ratings = sa.Table(
    "ratings",
    metadata,
    *_asked(),
    sa.Column("episode", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("operator_id", sa.Text),
    sa.Index("ix_ratings_contact", "contact_id", "asked_at"),
)

surveys = sa.Table("surveys", metadata, *_asked(), sa.Index("ix_surveys_contact", "contact_id", "asked_at"))

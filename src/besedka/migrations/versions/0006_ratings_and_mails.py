"""Ratings and surveys, what customers agreed to, mails"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def asked() -> list[sa.Column[object]]:
    return [
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("scale", sa.Text(), nullable=False),
        sa.Column("has_comment", sa.Integer(), nullable=False),
        sa.Column("five", sa.Integer()),
        sa.Column("ten", sa.Integer()),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.BigInteger()),
        sa.Column("skipped_at", sa.BigInteger()),
        sa.Column("revision", sa.Integer(), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "ratings",
        *asked(),
        sa.Column("episode", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("operator_id", sa.Text()),
        sa.PrimaryKeyConstraint("conversation_id", "episode", name=op.f("pk_ratings")),
    )
    op.create_index("ix_ratings_contact", "ratings", ["contact_id", "asked_at"])
    op.create_table("surveys", *asked(), sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_surveys")))
    op.create_index("ix_surveys_contact", "surveys", ["contact_id", "asked_at"])
    op.create_table(
        "consents",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("inbox_id", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index(op.f("ix_consents_contact_id"), "consents", ["contact_id"])
    op.create_table(
        "mails",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column("seq_from", sa.Integer(), nullable=False),
        sa.Column("seq_to", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
    )
    op.create_index(op.f("ix_mails_conversation_id"), "mails", ["conversation_id"])
    under_way = sa.text("state IN ('waiting', 'sending')")
    op.create_index("ix_mails_under_way", "mails", ["next_at"], sqlite_where=under_way, postgresql_where=under_way)

"""Who is here: presences, who set a status, photos, subscriptions to the second alarm, the presence log's index"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_IS_PRESENCE = sa.text("type IN ('OperatorStatusChanged', 'OperatorVanished', 'OperatorReturned')")


def upgrade() -> None:
    op.create_table(
        "presences",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("gone_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("person", "process", name="pk_presences"),
    )
    op.create_table(
        "photos",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_photos"),
    )
    op.create_table(
        "push_subscriptions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("operator_id", sa.Text(), nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("p256dh", sa.Text(), nullable=False),
        sa.Column("auth", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_push_subscriptions"),
        sa.UniqueConstraint("endpoint", name="uq_push_subscriptions_endpoint"),
    )
    op.create_index("ix_push_subscriptions_operator_id", "push_subscriptions", ["operator_id"])
    op.create_index(
        "ix_events_presence",
        "events",
        ["subject", "revision"],
        sqlite_where=_IS_PRESENCE,
        postgresql_where=_IS_PRESENCE,
    )
    op.add_column("operators", sa.Column("status_by", sa.Text()))

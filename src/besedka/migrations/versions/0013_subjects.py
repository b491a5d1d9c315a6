"""Contacts that a site signs for"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    signed = sa.text("subject IS NOT NULL")
    op.add_column("contacts", sa.Column("subject", sa.Text()))
    op.create_index(
        "uq_contacts_subject", "contacts", ["subject"], unique=True, sqlite_where=signed, postgresql_where=signed
    )

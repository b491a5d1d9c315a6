"""Tables of the previews room."""

import sqlalchemy as sa

from besedka.kernel.db import metadata

pictures = sa.Table(
    "preview_pictures",
    metadata,
    sa.Column("hash", sa.Text, primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("added_at", sa.BigInteger, nullable=False),
)

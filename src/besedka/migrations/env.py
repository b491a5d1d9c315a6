"""Alembic's entry: runs over the connection that `kernel.schema` opened, in its transaction."""

from alembic import context

import besedka.contacts.tables
import besedka.conversations.tables
import besedka.inboxes.tables
import besedka.jobs.tables
import besedka.kernel.tables
import besedka.notifications.push.tables
import besedka.notifications.tables
import besedka.ratings.tables
import besedka.realtime.presence
import besedka.staff.tables  # noqa: F401
from besedka.kernel.db import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=False)
context.run_migrations()

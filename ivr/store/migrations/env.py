"""Alembic's door: it is run on a connection that `ivr.store.database` opened, never from the shell."""

from alembic import context

from ivr.store.tables import METADATA

# render_as_batch: SQLite alters a table by copying it.
context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()

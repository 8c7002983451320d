"""Alembic's door: it is run on a connection that `ivr.store.database` opened, never from the shell."""

from alembic import context

from ivr.store.configuration.tables import METADATA

# A version table of its own: whoever puts counters and configuration into one database loses neither.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite alters a table by copying it
    version_table="configuration_version",
)
with context.begin_transaction():
    context.run_migrations()

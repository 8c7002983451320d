"""The tables of the counters. A new table or column must first be argued for in `tests/store/test_schema.py`."""

from sqlalchemy import BigInteger, CheckConstraint, Column, MetaData, String, Table

METADATA = MetaData()


def _cells(name: str, *keys: str) -> Table:
    """A table of counts with a text key; there is no time in it but the month, and no row number."""
    columns = [Column(key, String, primary_key=True) for key in ("month", *keys)]
    return Table(
        name,
        METADATA,
        *columns,
        Column("count", BigInteger, nullable=False),
        CheckConstraint("count > 0", name=f"{name}_count_positive"),
    )


TABLES = {
    table.name: table
    for table in (
        _cells("calls_by_language", "language", "outcome"),
        _cells("calls_by_topic", "topic", "outcome"),
        _cells("calls_by_band", "band"),
        _cells("measures", "measure", "bucket"),
    )
}
"""Every table of cells by name, in the order in which they are locked and written."""

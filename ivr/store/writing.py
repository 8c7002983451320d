"""Adding counts to the database: every row is written anew, in a random order, in one transaction."""

from collections import Counter
from collections.abc import Callable, Mapping

from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from ivr.store.cells import Cell
from ivr.store.tables import TABLES

Shuffle = Callable[[list[Cell]], None]
"""Puts a list into a random order, in place."""


async def read_cells(engine: AsyncEngine) -> Counter[Cell]:
    """All cells that were written, with their counts."""
    async with engine.begin() as connection:
        return await _read(connection)


async def add_cells(engine: AsyncEngine, more: Mapping[Cell, int], shuffle: Shuffle) -> None:
    """Add counts to the cells, all or nothing; also with no counts it writes as much as always.

    Rows that were only updated would keep the order in which their cells first got a call, and the same order in
    the table of languages and in the table of topics would tie one to the other.
    """
    async with engine.begin() as connection:
        await _lock(connection)
        cells = await _read(connection)
        cells.update(more)
        await _clear(connection)
        await _write(connection, cells, shuffle)


async def _lock(connection: AsyncConnection) -> None:
    """Keep other lines on the same database waiting; SQLite's BEGIN IMMEDIATE already does."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text(f"LOCK TABLE {', '.join(TABLES)} IN ACCESS EXCLUSIVE MODE"))


async def _clear(connection: AsyncConnection) -> None:
    for name in TABLES:
        # TRUNCATE gives PostgreSQL a new file; DELETE would leave the last bands' rows there as dead tuples.
        verb = "TRUNCATE" if connection.dialect.name == "postgresql" else "DELETE FROM"
        await connection.execute(text(f"{verb} {name}"))


async def _read(connection: AsyncConnection) -> Counter[Cell]:
    cells: Counter[Cell] = Counter()
    for name, table in TABLES.items():
        for *key, count in await connection.execute(select(table)):
            cells[Cell(name, tuple(key))] = count
    return cells


async def _write(connection: AsyncConnection, cells: Counter[Cell], shuffle: Shuffle) -> None:
    order = list(cells)
    shuffle(order)
    for name, table in TABLES.items():
        names = [column.name for column in table.columns]
        rows = [dict(zip(names, (*cell.key, cells[cell]), strict=True)) for cell in order if cell.table == name]
        if rows:
            await connection.execute(insert(table), rows)

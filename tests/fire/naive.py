"""The control: a server that allocates as one would without thinking of others.

It reads in one transaction and writes in another, without a lock, on holdings whose CHECK was
dropped. The races must catch it; otherwise they could not see a fault in ours either.
"""

from __future__ import annotations

import argparse
from asyncio import to_thread
from typing import Any
from uuid import UUID

import sqlalchemy as sa
import uvicorn
from litestar import Litestar, Response, get, put
from litestar.datastructures import State

from stockroom.commands.promising import Allocation
from stockroom.db import open_database

CHECK = "ck_holding_no_stock_from_nowhere"
FREE = sa.text(
    "SELECT holding.id, holding.lot_id, holding.place_id, holding.quantity FROM holding "
    "JOIN label_code ON label_code.lot_id = holding.lot_id "
    "WHERE label_code.code = :lot AND holding.outside = 0 AND holding.line_id IS NULL"
)
ASKED = sa.text("SELECT asked FROM wish_change WHERE line_id = :line ORDER BY id DESC LIMIT 1")
PROMISED = sa.text("SELECT coalesce(sum(quantity), 0) FROM holding WHERE line_id = :line")
TAKE = sa.text("UPDATE holding SET quantity = quantity - :pieces WHERE id = :holding")
GIVE = sa.text(
    "INSERT INTO holding (lot_id, place_id, line_id, quantity, outside) "
    "VALUES (:lot, :place, :line, :pieces, 0) "
    "ON CONFLICT (lot_id, place_id, coalesce(line_id, 0)) "
    "DO UPDATE SET quantity = holding.quantity + :pieces"
)


@get("/ready", sync_to_thread=False)
def ready() -> str:
    """It serves."""
    return "ready"


@put("/api/allocations/{command_id:uuid}", status_code=201)
async def allocate(command_id: UUID, data: Allocation, state: State) -> Response[str]:
    """Look, decide, and only then write."""
    holding = await to_thread(look, state.engine, data)
    if holding is None:
        return Response("refused", status_code=422)
    await to_thread(write, state.engine, data, holding)
    return Response("recorded", status_code=201)


def look(engine: sa.Engine, wanted: Allocation) -> sa.Row[Any] | None:
    """The free holding, if it and the line's need are enough."""
    with engine.begin() as books:
        free = books.execute(FREE, {"lot": wanted.lot}).one()
        asked = books.execute(ASKED, {"line": wanted.line}).scalar_one()
        promised = books.execute(PROMISED, {"line": wanted.line}).scalar_one()
    enough = free.quantity >= wanted.quantity and asked - promised >= wanted.quantity
    return free if enough else None


def write(engine: sa.Engine, wanted: Allocation, holding: sa.Row[Any]) -> None:
    """Free pieces become promised ones."""
    what = {"pieces": wanted.quantity, "lot": holding.lot_id, "place": holding.place_id}
    with engine.begin() as books:
        books.execute(TAKE, {"pieces": wanted.quantity, "holding": holding.id})
        books.execute(GIVE, what | {"line": wanted.line})


def drop_the_check(url: str) -> None:
    """Take away from the holdings the CHECK that says no stock comes from nowhere."""
    database = open_database(url)
    with database.engine.begin() as books:
        if books.dialect.name == "postgresql":
            books.exec_driver_sql(f"ALTER TABLE holding DROP CONSTRAINT {CHECK}")
            return
        made = books.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'holding'")
        clause = f"CONSTRAINT {CHECK} CHECK (quantity >= 0 OR outside = 1)"
        statement = str(made.scalar_one())
        assert clause in statement
        for step in (
            statement.replace("CREATE TABLE holding", "CREATE TABLE loose").replace(
                clause, "CHECK (1)"
            ),
            "INSERT INTO loose SELECT * FROM holding",
            "DROP TABLE holding",
            "ALTER TABLE loose RENAME TO holding",
            "CREATE UNIQUE INDEX uq_spot ON holding (lot_id, place_id, coalesce(line_id, 0))",
        ):
            books.exec_driver_sql(step)
    database.close()


def main() -> None:
    """Serve the naive allocation."""
    parser = argparse.ArgumentParser()
    for name in ("--data", "--database", "--host", "--port"):
        parser.add_argument(name)
    told = parser.parse_args()
    state = State({"engine": open_database(told.database).engine})
    service = Litestar([ready, allocate], state=state, openapi_config=None)
    uvicorn.run(service, host=told.host, port=int(told.port), access_log=False)


if __name__ == "__main__":
    main()

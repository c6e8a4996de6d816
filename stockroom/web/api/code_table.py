"""Blank codes as a table, which is what a print shop asks for to print labels by the thousand."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath

from stockroom.commands.base import EVERYBODY_INSIDE
from stockroom.desk import JOURNAL
from stockroom.errors import NotFound
from stockroom.rules import codes
from stockroom.web.api import label_words
from stockroom.web.given import GivenDatabase, GivenDoor

_MADE = sa.select(JOURNAL.c.receipt).where(
    JOURNAL.c.command_id == sa.bindparam("id"), JOURNAL.c.noun == "blank-codes"
)


@get(
    "/api/blank-codes/{command_id:uuid}/codes.csv",
    name="codes-csv",
    summary="blank codes for a print shop",
    tags=["labels"],
    sync_to_thread=True,
    responses={200: ResponseSpec(bytes, description="the table", media_type="text/csv")},
    opt={"roles": EVERYBODY_INSIDE},
)
def codes_csv(
    request: Request[Any, Any, State],
    door: GivenDoor,
    database: GivenDatabase,
    command_id: FromPath[UUID],
) -> Response[bytes]:
    """The codes that one act made, each with the web address in its QR and its printed letters."""
    door.enter(request, EVERYBODY_INSIDE)
    with database.reading() as books:
        receipt = books.execute(_MADE, {"id": str(command_id)}).scalar()
        host = label_words.public_host(books)
    if receipt is None:
        raise NotFound("unknown_command", "No such act stands in the books.")
    made = msgspec.json.decode(receipt).get("made", {}).get("codes", [])
    rows = [(number, codes.show(one), codes.url(one, host)) for number, one in enumerate(made, 1)]
    headers = {
        "Content-Disposition": 'attachment; filename="blank-codes.csv"',
        "Cache-Control": "no-store",
    }
    return Response(_csv(rows), media_type="text/csv", headers=headers)


def _csv(rows: Sequence[Sequence[object]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([("number", "code", "url"), *rows])
    return out.getvalue().encode()

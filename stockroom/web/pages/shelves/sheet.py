"""The stock that a search finds as a sheet: CSV for a spreadsheet, written page by page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from litestar import Request, get
from litestar.datastructures import State
from litestar.response import Stream

from stockroom.commands.base import HANDS
from stockroom.db import Database
from stockroom.rules import codes
from stockroom.speech import mark as _
from stockroom.web.api.reads.people import DONORS
from stockroom.web.api.reports import harmless
from stockroom.web.door import allowed
from stockroom.web.given import GivenDatabase, GivenDoor
from stockroom.web.pages import forms
from stockroom.web.pages.frame import Reader, language_of
from stockroom.web.pages.shelves import search, wanted
from stockroom.web.pages.shelves.search import Search

LOTS_AT_ONCE = 500
MOST_LOTS = 20_000
# Without it spreadsheets take the letters of other scripts for nonsense.
BYTE_ORDER = "\ufeff"
CUT_OFF = _("Only the newest {number} lots are in this sheet. Narrow the search for the rest.")
COLUMNS = (
    _("Code"),
    _("What it is"),
    _("Size"),
    _("For"),
    _("Season"),
    _("Condition"),
    _("State"),
    _("On hold"),
    _("Brand"),
    _("Use by"),
    _("Place"),
    _("Stands in"),
    _("Pieces"),
    _("Free"),
    _("Promised"),
)


@get(
    "/stock.csv",
    name="page:stock.csv",
    sync_to_thread=True,
    opt={"roles": HANDS},
    include_in_schema=False,
)
def stock_csv(
    request: Request[Any, Any, State], database: GivenDatabase, door: GivenDoor
) -> Stream:
    """Every place of every lot that the same search shows as a page, newest lots first."""
    guest = door.guest(request)
    actor = allowed(guest.actor, HANDS, reading=True)
    asked = wanted.wanted_in(forms.made(tuple(request.query_params.multi_items())))
    today = door.now().astimezone().date()
    query = Search(
        asked._replace(after=None, before=None),
        today,
        actor.role in DONORS.roles,
        LOTS_AT_ONCE,
    )
    reader = Reader(language_of(request, guest), guest)
    name = f'attachment; filename="stock-{today.isoformat()}.csv"'
    return Stream(
        written(database, query, reader),
        media_type="text/csv",
        headers={"Content-Disposition": name, "Cache-Control": "no-store"},
    )


def written(database: Database, query: Search, reader: Reader) -> Iterator[str]:
    """The sheet in pieces of a few hundred lots, each read on a snapshot of its own."""
    yield BYTE_ORDER + _csv([[reader.say(column) for column in COLUMNS]])
    for _page in range(MOST_LOTS // LOTS_AT_ONCE):
        with database.snapshot() as books:
            found = search.lots(books, query)
        yield _csv([row for lot in found.rows for row in _rows(lot, found, reader)])
        if found.older is None:
            return
        query = replace(query, wanted=query.wanted._replace(after=found.older))
    yield _csv([[reader.say(CUT_OFF, number=reader.number(MOST_LOTS))]])


def _rows(lot: Any, found: search.Lots, reader: Reader) -> Iterator[Sequence[object]]:
    about = (
        codes.show(lot.code) if lot.code else codes.name_of_lot(None, lot.id),
        reader.product(lot.name, lot.names),
        lot.size_label,
        reader.word("fits", lot.fits),
        reader.word("season", lot.season),
        reader.word("condition", lot.condition),
        reader.word("standing", lot.standing),
        reader.say(_("yes")) if lot.on_hold else "",
        lot.brand,
        lot.use_by.isoformat() if lot.use_by else "",
    )
    for spot in found.spots[lot.id]:
        place = (spot.name, spot.stands_in or "")
        yield (*about, *place, spot.pieces, spot.free, spot.promised)


def _csv(rows: Sequence[Sequence[object]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([[harmless(cell) for cell in row] for row in rows])
    return out.getvalue()

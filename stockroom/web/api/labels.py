"""Labels to print: a PDF for sheets of stickers, from the codes of lots, places and blanks.

A label says what is inside and never for whom, so a place that belongs to a facility has none.
The books are read in one statement; the drawing comes after, with no connection held.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import sqlalchemy as sa
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import QueryParameter
from msgspec import Meta

from stockroom import speech
from stockroom.commands import refs
from stockroom.commands.base import HANDS
from stockroom.errors import Busy, Malformed, Refused
from stockroom.ledger import LOT, PLACE
from stockroom.rules import codes
from stockroom.rules.writing import clip
from stockroom.web.given import GivenDatabase, GivenDoor
from stockroom.web.problems import ProblemDetails, Unreadable
from stockroom_labels import PAPERS, Label, Unprintable, check_host

MOST_CODES = 500
AT_ONCE = 2
TURN_WAIT_S = 5.0
WORDS = {"girl": "girl", "boy": "boy", "summer": "summer", "winter": "winter"}

LABEL, PRODUCT, SETTING = refs.LABEL, refs.PRODUCT, refs.SETTING
_HOST = sa.select(SETTING.c.value).where(SETTING.c.name == "public_host").scalar_subquery()
_READ = (
    sa.select(
        LABEL.c.code,
        LABEL.c.lot_id,
        LABEL.c.place_id,
        _HOST.label("host"),
        PRODUCT.c.name.label("product_name"),
        PRODUCT.c.names.label("product_names"),
        LOT.c.size_label,
        LOT.c.fits,
        LOT.c.season,
        LOT.c.use_by,
        PLACE.c.name.label("place_name"),
        PLACE.c.number.label("place_number"),
        PLACE.c.outside.label("place_outside"),
        PLACE.c.facility_id,
    )
    .select_from(
        LABEL.outerjoin(LOT, LOT.c.id == LABEL.c.lot_id)
        .outerjoin(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
        .outerjoin(PLACE, PLACE.c.id == LABEL.c.place_id)
    )
    .where(LABEL.c.code.in_(sa.bindparam("codes", expanding=True)))
)
_turns = threading.BoundedSemaphore(AT_ONCE)


def routes() -> Sequence[HTTPRouteHandler]:
    """The sheet of labels."""
    return [labels]


def _problem(description: str) -> ResponseSpec:
    return ResponseSpec(ProblemDetails, description=description, generate_examples=False)


@get(
    "/api/labels.pdf",
    name="labels",
    summary="labels to print",
    tags=["labels"],
    sync_to_thread=True,
    responses={
        200: ResponseSpec(
            bytes, description="the PDF", media_type="application/pdf", generate_examples=False
        ),
        400: _problem("no codes, too many, no such paper"),
        401: _problem("not signed in"),
        403: _problem("the role may not"),
        422: _problem("an unknown code, or no public name is set"),
        503: _problem("other sheets are being drawn; try again"),
    },
    opt={"roles": HANDS},
)
def labels(
    request: Request[Any, Any, State],
    door: GivenDoor,
    database: GivenDatabase,
    code: Annotated[
        list[Annotated[str, Meta(max_length=200)]] | None,
        QueryParameter(max_items=MOST_CODES, description="a code, once per label"),
    ] = None,
    paper: Annotated[str, QueryParameter(max_length=40, description="a sheet")] = "a4-63x38",
    start: Annotated[
        int, QueryParameter(ge=1, le=100, description="the first free sticker of the sheet")
    ] = 1,
) -> Response[bytes]:
    """One label for each code, in this order; codes that are on nothing yet give blank labels."""
    actor = door.enter(request, HANDS)
    if not code:
        raise Unreadable("no_codes", "Say which labels to print.")
    if paper not in PAPERS:
        raise Malformed("unknown_paper", "There is no paper called {paper}.", paper=clip(paper))
    with database.reading() as connection:
        wanted = read(connection, code, actor.language)
    try:
        sheet = _drawn(wanted, paper, start)
    except Unprintable as fault:
        raise Refused(fault.reason, fault.template, **fault.values) from fault
    headers = {
        "Content-Disposition": 'inline; filename="labels.pdf"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(sheet, media_type="application/pdf", headers=headers)


def read(books: sa.Connection, texts: Sequence[str], language: str) -> list[Label]:
    """What the labels of these codes say, in this order; one statement.

    Raises `Malformed` for what is no code, `Refused` for an unknown one, a place outside our doors,
    and where no public name is set.
    """
    wanted = [_canonical(text) for text in texts]
    rows = books.execute(_READ, {"codes": sorted(set(wanted))}).all()
    return _labels(wanted, rows, language)


def _canonical(text: str) -> str:
    meant = codes.read(text, ())
    if not isinstance(meant, codes.ByCode):
        raise Malformed("not_a_code", "{text} is not a label code.", text=clip(text))
    return meant.code


def _labels(wanted: Sequence[str], rows: Sequence[Any], language: str) -> list[Label]:
    found = {row.code: row for row in rows}
    for code in wanted:
        if code not in found:
            raise Refused("unknown_code", "{code} is not known here.", code=codes.show(code))
    host = _public_host(rows[0].host)
    return [_label(found[code], host, language) for code in wanted]


def _public_host(host: str | None) -> str:
    try:
        check_host(host or "")
    except Unprintable as fault:
        raise Refused("no_public_name", fault.template, **fault.values) from fault
    return str(host)


def _label(row: Any, host: str, language: str) -> Label:
    product, size, details, number = _says(row, language)
    return Label(
        product=product,
        size=size,
        details=details,
        number=number,
        code=row.code,
        url=codes.url(row.code, host),
        code_shown=codes.show(row.code),
        blank=row.lot_id is None and row.place_id is None,
    )


def _says(row: Any, language: str) -> tuple[str, str, str, str]:
    """What stands on the label: product or place, size, details, number."""
    if row.place_id is not None:
        if row.place_outside or row.facility_id is not None:
            raise Refused("outside_label", "Places outside our doors have no label.")
        return row.place_name, "", "", str(row.place_number or "")
    if row.lot_id is None:
        return "", "", "", ""
    name = row.product_names.get(language, row.product_name)
    return name, row.size_label, _details(row, language), ""


def _details(row: Any, language: str) -> str:
    words = [
        speech.say(language, WORDS[word], {}) for word in (row.fits, row.season) if word in WORDS
    ]
    if row.use_by is not None:
        words.append(speech.say(language, "use by {date}", {"date": row.use_by.isoformat()}))
    return " · ".join(words)


def _drawn(wanted: Sequence[Label], paper: str, start: int) -> bytes:
    from stockroom_labels import pdf  # noqa: PLC0415 - 20 MB that most servers never need

    with _turn():
        return pdf.sheet(wanted, PAPERS[paper], start=start)


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=TURN_WAIT_S):
        raise Busy("labels_busy", "Other labels are being drawn. Try again in a moment.")
    try:
        yield
    finally:
        _turns.release()

"""The barcode of a shop's goods: what it says, and what this stockroom learnt of that product.

What was learnt is kept nowhere by itself: the newest intake that stands is it.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import msgspec
import sqlalchemy as sa
from litestar import Request, get
from litestar.datastructures import State
from litestar.params import QueryParameter

from stockroom.commands import refs
from stockroom.commands.arrivals import UNSORTED
from stockroom.commands.base import HANDS
from stockroom.commands.settling import JOURNAL
from stockroom.errors import Malformed
from stockroom.ledger import LOT
from stockroom.rules import barcodes, codes
from stockroom.tables.stock import Source
from stockroom.web.given import GivenDatabase, GivenDoor

PRODUCT = refs.PRODUCT
_MIRROR = JOURNAL.alias("mirror")
TAUGHT = LOT.join(PRODUCT, PRODUCT.c.id == LOT.c.product_id).join(
    JOURNAL, JOURNAL.c.sequence == LOT.c.made_in
)
TEACHES = sa.and_(
    # In words that the partial index is found by: SQLite does not look into parameters.
    LOT.c.gtin != sa.literal_column("''"),
    LOT.c.source.in_((Source.DONOR, Source.OPENING)),
    PRODUCT.c.active,
    PRODUCT.c.code != UNSORTED,
    sa.not_(sa.exists().where(_MIRROR.c.reverses == JOURNAL.c.command_id)),
)
"""An intake that was undone taught nothing, and a product no longer in use is forgotten."""

WHAT = (
    PRODUCT.c.code.label("product"),
    LOT.c.size_label.label("size"),
    LOT.c.fits,
    LOT.c.season,
    LOT.c.pieces_per_pack,
    LOT.c.brand,
    LOT.c.condition,
)
_LEARNT = (
    sa.select(*WHAT, PRODUCT.c.name.label("product_name"), PRODUCT.c.names.label("product_names"))
    .select_from(TAUGHT)
    .where(LOT.c.gtin == sa.bindparam("gtin"), TEACHES)
    .order_by(LOT.c.id.desc())
    .limit(1)
)


class What(msgspec.Struct, frozen=True, kw_only=True):
    """What goods with a GTIN were when they were last taken in here."""

    product: str
    size: str
    fits: str
    season: str
    pieces_per_pack: int | None
    brand: str
    condition: str


class Learnt(What, frozen=True, kw_only=True):
    """The same, with the product's English name."""

    product_name: str


class Barcode(msgspec.Struct, frozen=True, kw_only=True):
    """What a scanned text is; `code` of a label, `number` of a box, the rest of a shop's goods.

    `kind` is code, number, gtin, element_string or digital_link; `learnt` is null where nothing
    with that GTIN was taken in yet.
    """

    kind: str
    code: str = ""
    number: int | None = None
    gtin: str = ""
    batch: str = ""
    serial: str = ""
    use_by: date | None = None
    learnt: Learnt | None = None


@get(
    "/api/barcodes",
    name="read:barcode",
    summary="read a barcode, with what was learnt of its product",
    tags=["read"],
    sync_to_thread=True,
    opt={"roles": HANDS},
)
def barcode(
    request: Request[Any, Any, State],
    database: GivenDatabase,
    door: GivenDoor,
    text: Annotated[str, QueryParameter(description="what was scanned or typed")] = "",
) -> Barcode:
    """What a scanned text says, and what goods with that GTIN were when they last came."""
    door.enter(request, HANDS)
    with database.reading() as books:
        found = meant(books, text, door.now().astimezone().date())
        if isinstance(found, codes.ByCode):
            return Barcode(kind=found.kind, code=found.code)
        if isinstance(found, codes.ByNumber):
            return Barcode(kind=found.kind, number=found.number)
        row = learnt(books, found.gtin)
    return Barcode(
        kind=found.kind,
        gtin=found.gtin,
        batch=found.batch,
        serial=found.serial,
        use_by=found.use_by,
        learnt=_told(row) if row is not None else None,
    )


def meant(books: sa.Connection, text: str, today: date) -> barcodes.Scanned:
    """What a scanned text is; raises `Malformed`.

    Only an address that names no product asks the books which hosts are ours.
    """
    try:
        return barcodes.read(text, today)
    except Malformed as fault:
        if fault.reason != "not_ours":
            raise
    return barcodes.read(text, today, refs.hosts(books))


def learnt(books: sa.Connection, gtin: str) -> Any:
    """What goods with that GTIN of 14 digits were when they last came, as a row, or None."""
    return books.execute(_LEARNT, {"gtin": gtin}).first()


def _told(row: Any) -> Learnt:
    return Learnt(**{name: getattr(row, name) for name in Learnt.__struct_fields__})

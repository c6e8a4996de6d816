"""What labels say, from the codes on them: what is inside, and never for whom.

A place that belongs to a facility has no label. The books are read in one statement; for box faces
in a second one, which looks into the boxes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom import speech
from stockroom.commands import refs
from stockroom.errors import Malformed, Refused
from stockroom.ledger import LOT, PLACE
from stockroom.papers.on_labels import USE_BY
from stockroom.papers.words import FITS, SEASONS
from stockroom.rules import codes
from stockroom.rules.writing import clip
from stockroom.tables.stock import PlaceKind
from stockroom.web.api import faces, parcel_words
from stockroom.web.api.parcel_words import WayOf
from stockroom_labels import Label, Style, Unprintable, check_host
from stockroom_labels.label import NO_FACE, Face

TOYS = "PL"

LABEL, PRODUCT, SETTING = refs.LABEL, refs.PRODUCT, refs.SETTING
_ASKED_HOST = sa.select(SETTING.c.value).where(SETTING.c.name == "public_host")
_HOST = _ASKED_HOST.scalar_subquery()
_READ = (
    sa.select(
        LABEL.c.code,
        LABEL.c.lot_id,
        LABEL.c.place_id,
        _HOST.label("host"),
        PRODUCT.c.code.label("product"),
        PRODUCT.c.name,
        PRODUCT.c.names,
        LOT.c.size_label,
        LOT.c.fits,
        LOT.c.season,
        LOT.c.use_by,
        PLACE.c.name.label("place_name"),
        PLACE.c.number.label("place_number"),
        PLACE.c.kind.label("place_kind"),
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


class Said(NamedTuple):
    """The words of one label."""

    product: str = ""
    size: str = ""
    details: str = ""
    number: str = ""
    face: Face = NO_FACE


def read(
    books: sa.Connection,
    texts: Sequence[str],
    language: str,
    style: Style = Style.LABEL,
    way_of: WayOf | None = None,
) -> list[Label]:
    """What the labels of these codes say, in this order; as box faces with what the boxes hold.

    The labels of parcels say the way that `way_of` tells, and nothing of what is in them.

    Raises `Malformed` for what is no code, `Refused` for an unknown one, a place outside our doors,
    and where no public name is set.
    """
    wanted = [_canonical(text) for text in texts]
    rows = {
        row.code: row for row in books.execute(_READ, {"codes": sorted(set(wanted))}) if row.code
    }
    for code in wanted:
        if code not in rows:
            raise Refused("unknown_code", "{code} is not known here.", code=codes.show(code))
    host = _public_host(next(iter(rows.values())).host)
    inside = _contents(books, rows.values()) if style == Style.BOX else {}
    ways = way_of(list(rows)) if style == Style.PARCEL and way_of is not None else {}
    made = {
        code: _label(row, host, _says(row, language, inside, as_faces=style == Style.BOX))
        for code, row in rows.items()
    }
    made |= {code: parcel_words.of(made[code], way, language) for code, way in ways.items()}
    return [made[code] for code in wanted]


def public_host(books: sa.Connection) -> str:
    """The public name that labels carry; raises `Refused` where none is set."""
    return _public_host(books.execute(_ASKED_HOST).scalar())


def _canonical(text: str) -> str:
    meant = codes.read(text, ())
    if not isinstance(meant, codes.ByCode):
        raise Malformed("not_a_code", "{text} is not a label code.", text=clip(text))
    return meant.code


def _public_host(host: str | None) -> str:
    try:
        check_host(host or "")
    except Unprintable as fault:
        raise Refused("no_public_name", fault.template, **fault.values) from fault
    return str(host)


def _contents(books: sa.Connection, rows: Any) -> dict[int, list[Any]]:
    boxes = [row.place_id for row in rows if row.place_kind == PlaceKind.BOX]
    return faces.contents(books, boxes) if boxes else {}


def _label(row: Any, host: str, said: Said) -> Label:
    return Label(
        product=said.product,
        size=said.size,
        details=said.details,
        number=said.number,
        code=row.code,
        url=codes.url(row.code, host),
        code_shown=codes.show(row.code),
        blank=row.lot_id is None and row.place_id is None,
        # What is worn for years: crates and toys.
        durable=row.place_kind == PlaceKind.BOX or str(row.product or "").startswith(TOYS),
        face=said.face,
    )


def _says(row: Any, language: str, inside: dict[int, list[Any]], *, as_faces: bool) -> Said:
    """The words of the label of a lot, a place or nothing yet."""
    if row.place_id is not None:
        return _of_place(row, language, inside.get(row.place_id, []))
    if row.lot_id is None:
        return Said()
    name = row.names.get(language, row.name)
    use_by = _use_by(row, language)
    if as_faces:
        return Said(name, row.size_label, use_by, face=faces.of([row], language))
    known = (FITS.get(row.fits), SEASONS.get(row.season))
    words = [speech.say(language, one, {}) for one in known if one is not None]
    return Said(name, row.size_label, " · ".join([*words, *([use_by] if use_by else [])]))


def _of_place(row: Any, language: str, inside: list[Any]) -> Said:
    if row.place_outside or row.facility_id is not None:
        raise Refused("outside_label", "Places outside our doors have no label.")
    number = str(row.place_number or "")
    if not inside:
        face = Face(picture="box") if row.place_kind == PlaceKind.BOX else NO_FACE
        return Said(row.place_name, number=number, face=face)
    name = faces.name_of(inside, language) or row.place_name
    return Said(
        name, faces.sizes_of(inside), number=number, face=faces.of(inside, language, else_="box")
    )


def _use_by(row: Any, language: str) -> str:
    if row.use_by is None:
        return ""
    return speech.say(language, USE_BY, {"date": row.use_by.isoformat()})

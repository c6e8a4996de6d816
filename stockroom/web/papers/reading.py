"""The facts of papers, read from the books: one stop, its goods, its sheet, one delivery."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from stockroom.commands import as_told, cargo
from stockroom.commands.base import Actor
from stockroom.commands.cargo import PARCEL, Piece
from stockroom.commands.manifest_bodies import goods_in
from stockroom.commands.refs import SETTING
from stockroom.errors import Malformed, NotFound, Refused
from stockroom.paper_codes import code_for
from stockroom.papers import facts
from stockroom.rules import codes
from stockroom.tables.wishes import FacilityKind, HandsOverAt
from stockroom.vault import Vault
from stockroom.web.api.reads.papers import SHEET
from stockroom.web.api.reads.people import PERSON
from stockroom.web.api.reads.scopes import FACILITY, RUN, STOP, own_facility
from stockroom.web.pages.road.delivery import Line
from stockroom.web.pages.road.runs import Run, Stop

CONFIRM_AT = "confirm"
_HOUSE = sa.select(SETTING.c.name, SETTING.c.value).where(
    SETTING.c.name.in_(["charity", "public_host"])
)
_STOP = (
    sa.select(
        STOP.c.id,
        RUN.c.colour,
        FACILITY.c.kind,
        FACILITY.c.hands_over_at,
        FACILITY.c.instructions,
        FACILITY.c.contact_role,
    )
    .select_from(
        STOP.join(RUN, RUN.c.id == STOP.c.run_id).join(
            FACILITY, FACILITY.c.id == STOP.c.facility_id
        )
    )
    .where(STOP.c.run_id == sa.bindparam("run"), STOP.c.position == sa.bindparam("position"))
)
_SHEET = sa.select(SHEET.c.code, SHEET.c.receipt_number).where(
    SHEET.c.run_id == sa.bindparam("run"), SHEET.c.facility_id == sa.bindparam("facility")
)
_PARCEL = sa.select(PARCEL.c.facility_id, FACILITY.c.language).select_from(
    PARCEL.join(FACILITY, FACILITY.c.id == PARCEL.c.facility_id)
)
_DRIVER = sa.select(PERSON.c.name).where(PERSON.c.id == sa.bindparam("person"))


def house(books: sa.Connection) -> Mapping[str, str]:
    """The charity's name and the public name of the service, as far as they are set."""
    return {row.name: row.value.strip() for row in books.execute(_HOUSE)}


def stop_of(books: sa.Connection, run: Run, stop: Stop, language: str) -> facts.Stop:
    """Whose papers these are."""
    return facts.Stop(
        charity=house(books).get("charity", "").partition("\n")[0],
        code=stop.code or "",
        language=language,
        day=run.day,
        window_from=stop.window_from,
        window_until=stop.window_until,
    )


def load_of(
    books: sa.Connection, run: Run, facility_id: int
) -> tuple[tuple[facts.Parcel, ...], tuple[facts.Goods, ...]]:
    """The parcels and the loose goods of a stop, as they are aboard or ready now."""
    if run.closed_in is not None:
        return (), ()
    pieces = cargo.of_stop(books, run.id, facility_id)
    boxes = dict.fromkeys(one.box for one in pieces if one.box is not None)
    return tuple(_parcel(number, pieces) for number in boxes), _goods(
        goods_in(one for one in pieces if one.box is None)
    )


def parcel_of(books: sa.Connection, actor: Actor, parcel_id: int) -> tuple[facts.Parcel, str, str]:
    """One parcel, our name and its facility's language; `NotFound` where it is not theirs."""
    row = books.execute(own_facility(_PARCEL.where(PARCEL.c.id == parcel_id), actor)).first()
    pieces = cargo.of_parcel(books, parcel_id, row.facility_id) if row is not None else ()
    if row is None or not pieces:
        raise NotFound("unknown", "There is no {name} {id}.", name="parcel", id=parcel_id)
    charity = house(books).get("charity", "").partition("\n")[0]
    return _parcel(pieces[0].box or 0, pieces), charity, row.language


def manifest_of(
    books: sa.Connection, run: Run, stop: Stop, language: str, version: int | None
) -> facts.Manifest:
    """A version of a stop's manifest, the newest if none is named; raises `NotFound` for none."""
    made = as_told.versions(books, run.id, stop.facility_id or 0)
    wanted = [one for one in made if version in (None, one.version)]
    if not wanted:
        raise NotFound("no_manifest", "There is no such manifest for {code}.", code=stop.code or "")
    row = wanted[-1]
    body = row.body
    driver = body["driver"]
    named = books.execute(_DRIVER, {"person": driver}).scalar() if driver is not None else None
    return facts.Manifest(
        stop=facts.Stop(
            body["charity"], stop.code or "", language, date.fromisoformat(body["day"]),
            *body["window"],
        ),
        version=row.version,
        hash=row.hash,
        parcels=tuple(
            facts.Parcel(one["box"], _goods(one["goods"]), one["packaging"])
            for one in body["parcels"]
        ),
        loose=_goods(body["loose"]),
        value_minor=body["value_minor"],
        currency=body["currency"],
        driver=None if driver is None else named or "",
        plate=body["plate"],
    )  # fmt: skip


def sheet_of(books: sa.Connection, vault: Vault, run: Run, facility_id: int) -> facts.Sheet:
    """What stands on a stop's gate sheet; raises `Refused` where none was made, or no name is set.

    The code of the copy follows from the key, and is read nowhere.
    """
    row = books.execute(_SHEET, {"run": run.id, "facility": facility_id}).first()
    if row is None:
        raise Refused("no_sheet", "Make the gate sheet of this stop first.")
    host = house(books).get("public_host", "")
    if not host:
        raise Refused("no_host", "A steward has to set the public name of this service first.")
    return facts.Sheet(
        receipt_number=row.receipt_number,
        url=_address(row.code, host),
        confirm_code=code_for(vault, row.receipt_number),
        confirm_at=f"{host}/{CONFIRM_AT}",
    )


def refuge_of(
    books: sa.Connection, run: Run, stop: Stop, opened: Mapping[str, str]
) -> facts.Refuge | None:
    """What the sealed sheet of a refuge tells; None where the facility is none.

    `opened` is what an opening for this very sheet yielded: address, contact, meeting_point.
    """
    row = books.execute(_STOP, {"run": run.id, "position": stop.position}).one()
    meets = row.hands_over_at == HandsOverAt.MEETING_POINT
    if row.kind != FacilityKind.SHELTER and not meets:
        return None
    return facts.Refuge(
        colour=row.colour,
        number=stop.position,
        meets=meets,
        address="" if meets else opened.get("address", ""),
        meeting_point=opened.get("meeting_point", "") if meets else "",
        contact=opened.get("contact", ""),
        contact_role=row.contact_role,
        instructions=row.instructions,
    )


def delivery_of(
    books: sa.Connection, row: Any, lines: Sequence[Line], language: str
) -> facts.Delivery:
    """What was handed over, as its note tells it."""
    return facts.Delivery(
        stop=facts.Stop(
            charity=house(books).get("charity", "").partition("\n")[0],
            code=row.facility,
            language=language,
            day=row.handed_over_at.astimezone().date(),
        ),
        number=row.id,
        received_by=row.received_by,
        receipt_number=getattr(row, "receipt_number", ""),
        lines=tuple(_handed(one) for one in lines),
    )


def _handed(line: Line) -> facts.Handed:
    about = line.about
    goods = facts.Goods(
        about.name, line.shipped + line.over, about.names or {}, about.size_label,
        about.fits, about.season,
    )  # fmt: skip
    reasons = tuple(dict.fromkeys(reason for _pieces, reason in line.refusals))
    return facts.Handed(goods, line.accepted, line.refused, line.missing, reasons)


def _parcel(number: int, pieces: Iterable[Piece]) -> facts.Parcel:
    inside = [one for one in pieces if one.box == number]
    return facts.Parcel(number, _goods(goods_in(inside)), inside[0].packaging or "box")


def _goods(rows: Iterable[Mapping[str, Any]]) -> tuple[facts.Goods, ...]:
    return tuple(
        facts.Goods(
            row["name"], row["quantity"], row["names"], row["size"], row["fits"], row["season"],
            row["condition"],
        )
        for row in rows
    )  # fmt: skip


def _address(code: str, host: str) -> str:
    try:
        return codes.url(code, host)
    except ValueError as fault:
        raise Malformed("host_unfit", "The public name does not fit in a code.") from fault

"""Printers with the paper in them, and labels printed: for the first time, or again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, cast

import sqlalchemy as sa
from msgspec import Meta

from stockroom.commands import refs
from stockroom.commands.base import (
    DESK,
    EVERYBODY_INSIDE,
    HANDS,
    MOST_LINES,
    NO_NUL,
    STEWARDS,
    Command,
    Entry,
    Ref,
    Trade,
    Word,
    known,
)
from stockroom.commands.places import Name
from stockroom.errors import Malformed, Refused
from stockroom.ledger import PLACE
from stockroom.rules import codes, hosts, papers, printers
from stockroom.rules.parcel_ways import Way
from stockroom.rules.writing import clip
from stockroom.tables import parcel_ways
from stockroom.tables.printing import (
    LabelFormat,
    LabelPrinting,
    PrintedLabel,
    Printer,
    PrinterLanguage,
)
from stockroom.tables.stock import Setting

PRINTER = cast(sa.Table, Printer.__table__)  # type: ignore[attr-defined]
PRINTING = cast(sa.Table, LabelPrinting.__table__)  # type: ignore[attr-defined]
PRINTED = cast(sa.Table, PrintedLabel.__table__)  # type: ignore[attr-defined]
MOST_LABELS = MOST_LINES

PrinterRef = Annotated[
    str, Meta(min_length=1, max_length=60, pattern=NO_NUL, description="its name or number")
]
Nudge = Annotated[
    int,
    Meta(ge=-printers.MOST_NUDGE, le=printers.MOST_NUDGE, description="tenths of a millimetre"),
]
_FOUND = (
    sa.select(
        refs.LABEL.c.code,
        PLACE.c.outside,
        PLACE.c.facility_id,
        sa.exists().where(PRINTED.c.code == refs.LABEL.c.code).label("printed"),
    )
    .select_from(refs.LABEL.outerjoin(PLACE, PLACE.c.id == refs.LABEL.c.place_id))
    .where(refs.LABEL.c.code.in_(sa.bindparam("codes", expanding=True)))
)


class PrinterRecord(Command, frozen=True, kw_only=True):
    """A printer that prints PDF, as any office printer does, and the paper in it."""

    name: Name
    paper: Word


class PrinterChange(Command, frozen=True, kw_only=True):
    """A printer renamed, given other paper, or no longer used; what is left out stays."""

    printer: PrinterRef
    name: Name | None = None
    paper: Word | None = None
    closed: bool | None = None


class PrinterAddress(Command, frozen=True, kw_only=True):
    """How a printer is spoken to, and where it is in our own network.

    Without a host its labels are given as a file.
    """

    printer: PrinterRef
    language: PrinterLanguage
    host: Annotated[str, Meta(max_length=printers.LONGEST_HOST, pattern=NO_NUL)] = ""
    port: Annotated[int, Meta(ge=printers.FIRST_PORT, le=printers.LAST_PORT)] = printers.FIRST_PORT
    paper: Word | None = None


class PrinterNudge(Command, frozen=True, kw_only=True):
    """How far a printer's labels are moved: `x` to the right, `y` down, in 0.1 mm."""

    printer: PrinterRef
    x: Nudge
    y: Nudge


class LabelsPrinted(Command, frozen=True, kw_only=True):
    """Labels printed: a code once for each label, on a printer, or on a paper of any printer.

    `start` is the first free label of a sheet, `language` that of the words on all the labels.
    """

    codes: Annotated[list[Ref], Meta(min_length=1, max_length=MOST_LABELS)]
    printer: PrinterRef | None = None
    paper: Word | None = None
    format: LabelFormat | None = None
    start: Annotated[int, Meta(ge=1, le=100)] = 1
    language: Annotated[str, Meta(pattern=papers.LANGUAGES)] | None = None


def printer_record(command: PrinterRecord, entry: Entry) -> None:
    """Keep it; its name must be the only one."""
    papers.check(command.paper, PrinterLanguage.PDF)
    _only_name(entry, command.name)
    row = entry.add(Printer(name=command.name, paper=command.paper))
    entry.made["printer"] = row.id


def printer_change(command: PrinterChange, entry: Entry) -> None:
    """Change what was given."""
    row = printer(entry, command.printer)
    if command.name is not None:
        _only_name(entry, command.name, but=row.id)
        row.name = command.name
    if command.paper is not None:
        papers.check(command.paper, row.language)
        row.paper = command.paper
    if command.closed is not None:
        row.closed = command.closed
    entry.made["printer"] = row.id


def printer_address(command: PrinterAddress, entry: Entry) -> None:
    """Set it; a printer of PDF is reached by whoever prints, never by us."""
    row = printer(entry, command.printer)
    host = command.host.strip()
    if host and command.language == PrinterLanguage.PDF:
        raise Refused("pdf_has_no_host", "PDF is printed from your own device; leave the host out.")
    if host:
        printers.check_host(host)
    paper = command.paper or row.paper
    papers.check(paper, command.language)
    row.language, row.host, row.port, row.paper = command.language, host, command.port, paper
    entry.made["printer"] = row.id


def printer_nudge(command: PrinterNudge, entry: Entry) -> None:
    """Keep it with the printer."""
    row = printer(entry, command.printer)
    row.nudge_x, row.nudge_y = command.x, command.y
    entry.made["printer"] = row.id


def labels_printed(command: LabelsPrinted, entry: Entry) -> None:
    """Write down each label, and whether its code had been printed before."""
    at = printer(entry, command.printer) if command.printer is not None else None
    if at is not None and at.closed:
        raise Refused("printer_closed", "The printer {name} is no longer used.", name=at.name)
    paper = command.paper or (at.paper if at is not None else "")
    drawn_as = command.format or LabelFormat(at.language if at is not None else "pdf")
    papers.check(paper, drawn_as)
    host = entry.rows.get(Setting, "public_host")
    hosts.check(host.value if host is not None else "")
    wanted = [_canonical(entry, text) for text in command.codes]
    before = _printed_before(entry, wanted)
    row = entry.add(
        LabelPrinting(
            command_id=entry.id,
            sequence=entry.sequence,
            printer_id=at.id if at is not None else None,
            paper=paper,
            format=drawn_as,
            start=command.start,
            language=command.language or entry.actor.language,
        )
    )
    said = _ways(entry, wanted) if paper in papers.PARCELS else {}
    entry.rows.add_all(
        [
            PrintedLabel(
                printing_id=known(row.id), code=one, again=one in before, said=said.get(one, "")
            )
            for one in wanted
        ]
    )
    entry.made["labels"] = len(wanted)
    entry.made["again"] = sum(one in before for one in wanted)


def printer(entry: Entry, ref: str) -> Printer:
    """The printer with that name, or that number; raises `Refused` for none."""
    same = sa.func.lower(PRINTER.c.name) == ref.strip().lower()
    number = int(ref) if ref.isascii() and ref.isdigit() and len(ref) <= 9 else 0  # noqa: PLR2004
    found = sa.select(PRINTER.c.id).where(sa.or_(same, PRINTER.c.id == number))
    first = entry.rows.execute(found.order_by(sa.case((same, 0), else_=1)).limit(1)).scalar()
    row = entry.rows.get(Printer, first) if first is not None else None
    if row is None:
        raise Refused("no_printer", "There is no printer called {name}.", name=clip(ref))
    return row


def _canonical(entry: Entry, text: str) -> str:
    meant = refs.reading(entry.books, text)
    if not isinstance(meant, codes.ByCode):
        raise Malformed("not_a_code", "{text} is not a label code.", text=clip(text))
    return meant.code


def _printed_before(entry: Entry, wanted: Sequence[str]) -> set[str]:
    """Those of the codes that were printed before; raises `Refused` for what has no label."""
    rows: dict[str, Any] = {
        row.code: row for row in entry.books.execute(_FOUND, {"codes": sorted(set(wanted))})
    }
    for code in wanted:
        if code not in rows:
            raise Refused("unknown_code", "{code} is not known here.", code=codes.show(code))
        if rows[code].outside or rows[code].facility_id is not None:
            raise Refused("outside_label", "Places outside our doors have no label.")
    return {code for code, row in rows.items() if row.printed}


def _ways(entry: Entry, wanted: Sequence[str]) -> dict[str, str]:
    """By code, what the labels of sealed parcels say of their way now."""
    ways = parcel_ways.parcel_ways(entry.recorded_at.astimezone().date()).subquery()
    found = (
        sa.select(refs.LABEL.c.code, *(ways.c[name] for name in Way._fields))
        .join(ways, ways.c.box_id == refs.LABEL.c.place_id)
        .where(refs.LABEL.c.code.in_(sorted(set(wanted))))
    )
    return {code: Way(*way).written() for code, *way in entry.books.execute(found)}


def _only_name(entry: Entry, name: str, but: int | None = None) -> None:
    query = sa.select(PRINTER.c.id).where(sa.func.lower(PRINTER.c.name) == name.strip().lower())
    if any(found != but for found in entry.rows.execute(query).scalars()):
        raise Refused("name_taken", "There is a printer called {name} already.", name=name)


TRADES = (
    Trade(
        "printers",
        PrinterRecord,
        printer_record,
        DESK,
        example={"name": "Office", "paper": "a4-63x38"},
    ),
    Trade(
        "printer-changes",
        PrinterChange,
        printer_change,
        DESK,
        example={"printer": "Office", "paper": "a4-box"},
    ),
    Trade(
        "printer-addresses",
        PrinterAddress,
        printer_address,
        STEWARDS,
        example={
            "printer": "Zebra",
            "language": "zpl",
            "host": "192.168.1.40",
            "paper": "zebra-51x25",
        },
    ),
    Trade(
        "printer-nudges",
        PrinterNudge,
        printer_nudge,
        EVERYBODY_INSIDE,
        example={"printer": "Office", "x": 3, "y": -2},
    ),
    Trade(
        "label-printings",
        LabelsPrinted,
        labels_printed,
        HANDS,
        example={"codes": ["7K3Q9M2XW4HTX"], "printer": "Office"},
    ),
)

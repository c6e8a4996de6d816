"""One row of a donation's file, judged by the rules that an intake obeys; nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

import msgspec
import sqlalchemy as sa
from msgspec import Meta

from stockroom.rules import dates, gtin, quantities, rows
from stockroom.rules.categories import must_refuse
from stockroom.speech import mark as _
from stockroom.tables.catalogue import Depth
from stockroom.web.api.judging import Cell, Fault, Judge, ProductFacts, SizeRead, is_blank
from stockroom.web.api.reads.people import HABIT

MOST_LABELS = 200


class IntakeRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row as the file has it, every cell as text; `line` is the line of the file."""

    line: Annotated[int, Meta(ge=1, le=10_000_000)]
    donor: Cell = ""
    product_code: Cell = ""
    description: Cell = ""
    size: Cell = ""
    quantity: Cell = ""
    unit: Cell = ""
    condition: Cell = ""
    brand: Cell = ""
    gtin: Cell = ""
    use_by: Cell = ""
    note: Cell = ""


class PacksRead(msgspec.Struct, frozen=True, kw_only=True):
    """Packs of so many pieces, because that is what this description meant before."""

    packs: int
    pieces_per_pack: int


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """What only a person can tell: does the number count pieces, or packs of so many?"""

    pieces: int
    if_packs: int
    pieces_per_pack: int


class IntakeRead(msgspec.Struct, frozen=True, kw_only=True):
    """What a row would become: an intake if `ok`, or the faults that stand against it.

    `guessed` marks a product found from the description. `each_alone` goods get a label each, so
    that `pieces` intakes of one piece are to be sent. While `ask` is open, `pieces` counts pieces.
    """

    line: int
    ok: bool
    donor: str = ""
    product: str = ""
    product_name: str = ""
    guessed: bool = False
    each_alone: bool = False
    description: str = ""
    pieces: int | None = None
    packs: PacksRead | None = None
    ask: Ask | None = None
    size_read: SizeRead | None = None
    condition: str = ""
    brand: str = ""
    gtin: str = ""
    use_by: date | None = None
    note: str = ""
    problems: list[Fault] = []
    warnings: list[Fault] = []


@dataclass(frozen=True)
class Number:
    """How many, in each way that it can be said."""

    pieces: int | None = None
    packs: PacksRead | None = None
    ask: Ask | None = None


def habits(books: sa.Connection, given: list[IntakeRow]) -> dict[str, tuple[int, bool]]:
    """What these descriptions meant before: pieces in a pack, and whether packs were counted."""
    keys = sorted({quantities.key(row.description)[:120] for row in given})
    query = sa.select(HABIT.c.description, HABIT.c.pieces_per_pack, HABIT.c.counts_packs)
    found = books.execute(query.where(HABIT.c.description.in_(keys)))
    return {key: (pieces, packs) for key, pieces, packs in found}


def judge(
    row: IntakeRow,
    language: str,
    today: date,
    known: dict[str, ProductFacts],
    habit: Mapping[str, tuple[int, bool]],
) -> IntakeRead:
    """What this row would become, or all that is wrong with it."""
    trial = Judge(language)
    if is_blank((row.product_code, row.description, row.size, row.quantity, row.condition)):
        trial.object("line", "", _("The row is empty; take it out or fill it in"))
        return IntakeRead(line=row.line, ok=False, problems=trial.problems)
    read = _read(trial, row, today, known, habit)
    return msgspec.structs.replace(
        read, ok=not trial.problems, problems=trial.problems, warnings=trial.warnings
    )


def _read(
    trial: Judge,
    row: IntakeRow,
    today: date,
    known: dict[str, ProductFacts],
    habit: Mapping[str, tuple[int, bool]],
) -> IntakeRead:
    """The row cell by cell; what is wrong with a cell is told to the trial."""
    donor = trial.words("donor", row.donor, 80)
    description = trial.text("description", row.description, 120)
    code = trial.words("product_code", row.product_code, 40)
    product = trial.product(code, description, known)
    number = _number(trial, row, habit)
    read = IntakeRead(
        line=row.line,
        ok=False,
        donor=donor,
        product=product.code if product else "",
        product_name=product.name if product else "",
        guessed=product is not None and not code,
        each_alone=product is not None and product.depth == Depth.SINGLE,
        description=description,
        pieces=number.pieces,
        packs=number.packs,
        ask=number.ask,
        size_read=trial.size("size", row.size, product),
        condition=_condition(trial, row, product),
        brand=trial.words("brand", row.brand, 40),
        gtin=(trial.take("gtin", row.gtin, gtin.normalise) or "") if row.gtin.strip() else "",
        use_by=_use_by(trial, row, today),
        note=trial.text("note", row.note, 200),
    )
    _unit(trial, row, product)
    _labels(trial, row, read)
    return read


def _number(trial: Judge, row: IntakeRow, habit: Mapping[str, tuple[int, bool]]) -> Number:
    said = trial.take("quantity", row.quantity, quantities.read_whole)
    if said is None:
        return Number()
    packs = trial.take(
        "quantity", row.quantity, lambda _cell: quantities.read_packs(row.description, said)
    )
    if packs is None or packs.pieces_per_pack is None:
        return Number(pieces=said)
    before = habit.get(quantities.key(row.description)[:120])
    if before is None:
        ask = Ask(pieces=said, if_packs=packs.if_packs, pieces_per_pack=packs.pieces_per_pack)
        return Number(pieces=said, ask=ask)
    pieces_per_pack, counts_packs = before
    if not counts_packs:
        return Number(pieces=said)
    meant = PacksRead(packs=said, pieces_per_pack=pieces_per_pack)
    return Number(pieces=said * pieces_per_pack, packs=meant)


def _condition(trial: Judge, row: IntakeRow, product: ProductFacts | None) -> str:
    reason = must_refuse(
        product.safety_profile if product else "", row.description, row.note, row.condition
    )
    if reason is not None:
        trial.object("condition", row.condition or row.description, reason)
        return ""
    return trial.take("condition", row.condition, _read_condition) or ""


def _read_condition(cell: str) -> str:
    return rows.read_condition(rows.check_text(cell, 120))


def _use_by(trial: Judge, row: IntakeRow, today: date) -> date | None:
    if not row.use_by.strip():
        return None
    day = trial.take("use_by", row.use_by, dates.read_use_by)
    if day is not None and day < today:
        trial.object(
            "use_by",
            row.use_by,
            _("{day} has passed; goods past their use-by date are not taken in"),
            day=day.isoformat(),
        )
    return day


def _unit(trial: Judge, row: IntakeRow, product: ProductFacts | None) -> None:
    unit = trial.words("unit", row.unit, 12).lower()
    if unit and product is not None and unit != product.unit:
        trial.object(
            "unit",
            row.unit,
            _("{name} is counted in {right}, not in {unit}; write how many {right}"),
            name=product.name,
            right=product.unit,
            unit=unit,
        )


def _labels(trial: Judge, row: IntakeRow, read: IntakeRead) -> None:
    if read.each_alone and read.pieces is not None and read.pieces > MOST_LABELS:
        trial.object(
            "quantity",
            row.quantity,
            _("Each of these gets a label of its own; write at most {most} in a row"),
            most=MOST_LABELS,
        )

"""One row of a file of wishes, judged by the rules that a wish line obeys; nothing is written."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Annotated, Any

import msgspec
import sqlalchemy as sa
from msgspec import Meta

from stockroom.commands.base import Actor
from stockroom.rules import dates, quantities, rows
from stockroom.rules.writing import clip
from stockroom.speech import mark as _
from stockroom.tables.people import Role
from stockroom.web.api.judging import Cell, Fault, Judge, ProductFacts, is_blank
from stockroom.web.api.reads.scopes import FACILITY


class WishRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row as the file has it, every cell as text; `line` is the line of the file."""

    line: Annotated[int, Meta(ge=1, le=10_000_000)]
    facility: Cell = ""
    kind: Cell = ""
    product_code: Cell = ""
    description: Cell = ""
    size: Cell = ""
    size_as_of: Cell = ""
    quantity: Cell = ""
    urgency: Cell = ""
    needed_by: Cell = ""
    new_only: Cell = ""
    substitutes: Cell = ""
    note: Cell = ""


class WishRead(msgspec.Struct, frozen=True, kw_only=True):
    """What a row would become: `asked` is one line of a wish list, ready to be sent."""

    line: int
    ok: bool
    facility: str = ""
    product: str = ""
    product_name: str = ""
    guessed: bool = False
    asked: dict[str, Any] | None = None
    problems: list[Fault] = []
    warnings: list[Fault] = []


def facilities(books: sa.Connection, actor: Actor) -> set[str]:
    """The codes of the facilities for which this person may ask."""
    query = sa.select(FACILITY.c.code).where(FACILITY.c.active)
    if actor.role == Role.FACILITY:
        query = query.where(FACILITY.c.id == actor.facility_id)
    return set(books.execute(query).scalars())


def judge(
    row: WishRow, language: str, known: dict[str, ProductFacts], asking: Collection[str]
) -> WishRead:
    """What this row would become, or all that is wrong with it."""
    trial = Judge(language)
    if is_blank((row.product_code, row.description, row.size, row.quantity)):
        trial.object("line", "", _("The row is empty; take it out or fill it in"))
        return WishRead(line=row.line, ok=False, problems=trial.problems)
    facility = _facility(trial, row, asking)
    code = trial.words("product_code", row.product_code, 40)
    product = trial.product(code, trial.words("description", row.description, 120), known)
    asked = _asked(trial, row, product)
    return WishRead(
        line=row.line,
        ok=not trial.problems,
        facility=facility,
        product=product.code if product else "",
        product_name=product.name if product else "",
        guessed=product is not None and not code,
        asked=None if trial.problems else asked,
        problems=trial.problems,
        warnings=trial.warnings,
    )


def _facility(trial: Judge, row: WishRow, asking: Collection[str]) -> str:
    code = trial.words("facility", row.facility, 40).upper()
    if code not in asking:
        trial.object(
            "facility",
            row.facility,
            _("{code} is no facility known here; write its code as it is, or have it made first"),
            code=clip(row.facility),
        )
    return code


def _asked(trial: Judge, row: WishRow, product: ProductFacts | None) -> dict[str, Any]:
    size = trial.size("size", row.size, product)
    asked: dict[str, Any] = {
        "product": product.code if product else "",
        "size": size.label if size else "",
        "as_of": _day(trial, "size_as_of", row.size_as_of),
        "quantity": trial.take("quantity", row.quantity, quantities.read_whole),
        "urgency": trial.take("urgency", row.urgency, rows.read_urgency),
        "needed_by": _day(trial, "needed_by", row.needed_by),
        "new_only": trial.take("new_only", row.new_only, _no_unless_said),
        "substitutes": trial.take("substitutes", row.substitutes, _yes_unless_said),
        "note": trial.text("note", row.note, 120),
    }
    return {name: value for name, value in asked.items() if value not in (None, "")}


def _day(trial: Judge, name: str, text: str) -> date | None:
    return trial.take(name, text, dates.read_use_by) if text.strip() else None


def _no_unless_said(text: str) -> bool:
    return rows.read_answer(text, default=False)


def _yes_unless_said(text: str) -> bool:
    return rows.read_answer(text, default=True)

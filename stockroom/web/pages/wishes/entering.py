"""Entering a wish list: several lines at once, or those of the last list asked for again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from stockroom.commands.base import MOST_LINES, MOST_PIECES
from stockroom.desk import Receipt
from stockroom.errors import Refused
from stockroom.reports.stages import ASKED, LINE
from stockroom.rules.privacy import worries
from stockroom.tables.stock import Fits, Season
from stockroom.tables.wishes import Urgency
from stockroom.web.pages.acting import Act, Facts, GoTo, Look
from stockroom.web.pages.forms import MOST_DIGITS, Form
from stockroom.web.pages.wishes import known
from stockroom.web.pages.wishes.known import FACILITY, LIST, PRODUCT

PATH = "/wish-lists/new"
FIRST_LINES = 3
SHOWN_AT_MOST = 60
MORE, PERSONAL = "more_lines", "looks_personal"
OWN_FIELDS = ("more", "sure", "from", "facility")
FIELDS = (
    "product", "size", "quantity", "pack", "urgency", "fits", "season", "needed_by", "as_of",
    "new_only", "fixed", "set_number", "note",
)  # fmt: skip
NOTHING = dict.fromkeys(FIELDS, "")


def _facts(look: Look) -> Facts:
    lines = _typed_lines(look.form) or _lines_of_last(look)
    facilities = known.facilities(look)
    return {
        "own": known.is_own(look),
        "facilities": facilities,
        "named": known.facility_named,
        "families": known.products(look),
        "lines": [*lines, *[NOTHING] * _blank(look.form, lines)],
        "copied": bool(look.form.text("from")) and not _typed_lines(look.form),
        "last": _last(look),
        "urgencies": [one.value for one in Urgency],
        "fits": [one.value for one in Fits],
        "seasons": [one.value for one in Season],
        "worrying": _worrying(look),
    }


def _blank(form: Form, lines: Sequence[Mapping[str, str]]) -> int:
    """How many empty lines follow: some to begin with, one more where that was asked for."""
    if not lines:
        return FIRST_LINES
    return 1 if form.ticked("more") and len(lines) < SHOWN_AT_MOST else 0


def _typed_lines(form: Form) -> list[dict[str, str]]:
    """The lines of the form that say anything, as they were typed."""
    numbers = sorted(
        {
            int(parts[1])
            for name, _value in form.pairs
            if len(parts := name.split(".")) == len(("lines", "0", "field"))
            and parts[0] == "lines"
            and parts[1].isascii()
            and parts[1].isdigit()
            and len(parts[1]) <= MOST_DIGITS
        }
    )
    lines = [
        {field: form.text(f"lines.{number}.{field}") for field in FIELDS}
        for number in numbers[:MOST_LINES]
    ]
    return [line for line in lines if line["product"] or line["quantity"] or line["size"]]


def _lines_of_last(look: Look) -> list[dict[str, str]]:
    """The lines of the list named in the address, to ask for the same once more."""
    source = look.form.text("from")
    number = _last(look) if source == "last" else look.form.number("from")
    if number is None:
        return []
    rows = look.books.execute(
        sa.select(LINE, ASKED, PRODUCT.c.code)
        .select_from(
            LINE.join(LIST, LIST.c.id == LINE.c.wish_list_id)
            .join(FACILITY, FACILITY.c.id == LIST.c.facility_id)
            .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        )
        .where(LINE.c.wish_list_id == number, known.seen(look))
        .order_by(LINE.c.position)
        .limit(SHOWN_AT_MOST)
    )
    return [_again(row) for row in rows if row.asked]


def _again(row: Any) -> dict[str, str]:
    return NOTHING | {
        "product": row.code,
        "size": row.size_label,
        "quantity": str(row.asked),
        "urgency": row.urgency.value,
        "fits": row.fits.value,
        "season": row.season.value,
        "new_only": "true" if row.new_only else "",
        "fixed": "" if row.substitutes else "true",
    }


def _last(look: Look) -> int | None:
    """The newest list that may be asked for once more, if there is one."""
    wanted = look.form.text("facility").upper()
    if not (known.is_own(look) or wanted):
        return None
    query = sa.select(sa.func.max(LIST.c.id)).select_from(
        LIST.join(FACILITY, FACILITY.c.id == LIST.c.facility_id)
    )
    mine = known.seen(look) if known.is_own(look) else FACILITY.c.code == wanted
    found: int | None = look.books.execute(query.where(mine)).scalar()
    return found


def _worrying(look: Look) -> list[str]:
    """What looks personal in the notes, each as a sentence in the reader's language."""
    texts = [look.form.text("note"), *(line["note"] for line in _typed_lines(look.form))]
    return [
        look.reader.say(worry.sentence, found=worry.found)
        for text in texts
        for worry in worries(text)
    ]


def _content(look: Look) -> Mapping[str, Any]:
    """The command's content; raises `Refused` to show the form again, with more or with doubts."""
    if look.form.ticked("more"):
        raise Refused(MORE, "One more line.")
    lines = [_line(at, line) for at, line in enumerate(_typed_lines(look.form), start=1)]
    if not lines:
        raise Refused("no_lines", "Choose at least one thing, and say how many.")
    if _worrying(look) and not look.form.ticked("sure"):
        raise Refused(PERSONAL, "A note looks as if it told something about a person.")
    facility = known.code_of_own(look) if known.is_own(look) else look.form.text("facility")
    return {"facility": facility, "lines": lines, "note": look.form.text("note")}


def _line(at: int, typed: Mapping[str, str]) -> dict[str, Any]:
    if not (typed["product"] and typed["quantity"]):
        raise Refused("half_a_line", "Line {line}: choose the thing and say how many.", line=at)
    numbers = Form(tuple(typed.items()), typed)
    pieces = (numbers.number("quantity") or 0) * (numbers.number("pack") or 1)
    if not 1 <= pieces <= MOST_PIECES:
        raise Refused("how_many", "Line {line}: say how many, from 1 to a million.", line=at)
    chosen = ("product", "size", "fits", "season", "needed_by", "as_of", "set_number", "note")
    return {
        **{name: typed[name] for name in chosen if typed[name]},
        "quantity": pieces,
        "urgency": typed["urgency"] or Urgency.ROUTINE.value,
        "new_only": bool(typed["new_only"]),
        "substitutes": not typed["fixed"],
    }


def _after(receipt: Receipt, _look: Look) -> str:
    return f"/wish-lists/{receipt.made['wish_list']}"


def _form(look: Look) -> Facts:
    if look.form.text("from") == "last" and _last(look) is None:
        raise GoTo(PATH)
    return _facts(look)


PAGES = (Act("wish-lists", PATH, "wishes/new.html", _form, _content, after=_after),)

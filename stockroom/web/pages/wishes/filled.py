"""What a form for a wish list begins with: the last list, a draft, or one of the templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from stockroom.reports.stages import ASKED, LINE, table
from stockroom.reports.wish_states import KITS_ASKED
from stockroom.tables.kits import Kit
from stockroom.tables.wishes import WishDraft, WishKit
from stockroom.web.pages.acting import Look
from stockroom.web.pages.wishes import known, templates
from stockroom.web.pages.wishes.known import FACILITY, LIST, PRODUCT
from stockroom.web.pages.wishes.typed import KIT, NOTHING

SHOWN_AT_MOST = 60
DRAFT, ASKED_KIT, KITS = table(WishDraft), table(WishKit), table(Kit)
DRAFTS = sa.select(DRAFT, FACILITY.c.code, FACILITY.c.name).select_from(
    DRAFT.join(FACILITY, FACILITY.c.id == DRAFT.c.facility_id)
)
Lines = list[dict[str, str]]


def lines_of_last(look: Look) -> Lines:
    """The lines and kits of the list named in the address, to ask for the same once more."""
    number = last(look) if wants_last(look) else look.form.number("from")
    if number is None:
        return []
    return [*_kits_of(look, number), *_lines_of(look, number)][:SHOWN_AT_MOST]


def wants_last(look: Look) -> bool:
    """Whether the address asks for the newest list once more."""
    return "last" in (look.form.text("from"), look.form.text("template"))


def last(look: Look) -> int | None:
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


def draft_of(look: Look, number: int) -> Any:
    """A draft that the reader may see, else `NotFound`."""
    row = look.books.execute(DRAFTS.where(DRAFT.c.id == number, known.seen(look))).first()
    if row is None:
        raise known.unknown("draft", number)
    return row


def lines_of_draft(body: Mapping[str, Any]) -> Lines:
    """What a draft says, as the form names its fields."""
    lines = [_unkept(line) | {"product": line.get("product", "")} for line in body.get("lines", [])]
    kits = [
        _unkept(kit)
        | {
            "product": KIT + kit.get("kit", ""),
            "quantity": str(kit.get("number", "")),
            "begun": "" if kit.get("whole", True) else "true",
        }
        for kit in body.get("kits", [])
    ]
    return [*kits, *lines]


def lines_of_template(look: Look) -> Lines:
    """The lines of the template named in the address, in the sizes and number said there."""
    template = templates.TEMPLATES.get(look.form.text("template"))
    if template is None:
        return []
    sizes = {size: look.form.text(size)[:40] for size in template.sizes}
    children = min(max(look.form.number("children") or 1, 1), templates.MOST_CHILDREN)
    return [NOTHING | line for line in templates.lines(template, children, sizes)]


def _lines_of(look: Look, number: int) -> Lines:
    rows = look.books.execute(
        sa.select(LINE, ASKED, PRODUCT.c.code)
        .select_from(
            LINE.join(LIST, LIST.c.id == LINE.c.wish_list_id)
            .join(FACILITY, FACILITY.c.id == LIST.c.facility_id)
            .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        )
        .where(LINE.c.wish_list_id == number, LINE.c.wish_kit_id.is_(None), known.seen(look))
        .order_by(LINE.c.position)
        .limit(SHOWN_AT_MOST)
    )
    return [_again(row, row.code, row.asked) for row in rows if row.asked]


def _kits_of(look: Look, number: int) -> Lines:
    """The kits of a list; how soon, for whom and so on stand on their first line."""
    first = sa.select(sa.func.min(LINE.c.id)).where(LINE.c.wish_kit_id == ASKED_KIT.c.id)
    rows: Sequence[Any] = look.books.execute(
        sa.select(
            LINE,
            ASKED_KIT.c.size_label.label("size_of_kit"),
            ASKED_KIT.c.whole,
            KITS.c.code,
            KITS_ASKED.label("number"),
        )
        .select_from(
            ASKED_KIT.join(LIST, LIST.c.id == ASKED_KIT.c.wish_list_id)
            .join(FACILITY, FACILITY.c.id == LIST.c.facility_id)
            .join(KITS, KITS.c.id == ASKED_KIT.c.kit_id)
            .join(LINE, LINE.c.id == first.correlate(ASKED_KIT).scalar_subquery())
        )
        .where(ASKED_KIT.c.wish_list_id == number, KITS.c.active, known.seen(look))
        .order_by(ASKED_KIT.c.id)
    ).all()
    return [
        _again(row, KIT + row.code, row.number)
        | {"size": row.size_of_kit, "begun": "" if row.whole else "true"}
        for row in rows
        if row.number
    ]


def _again(row: Any, product: str, number: int) -> dict[str, str]:
    """A line asked for once more; its season follows the weather of then, not of last time."""
    return NOTHING | {
        "product": product,
        "size": row.size_label,
        "quantity": str(number),
        "urgency": row.urgency.value,
        "fits": row.fits.value,
        "new_only": "true" if row.new_only else "",
        "fixed": "" if row.substitutes else "true",
        "set_number": str(row.set_number or ""),
    }


def _unkept(line: Mapping[str, Any]) -> dict[str, str]:
    """What a draft keeps of a line or of kits, as text again."""
    kept = {name: str(line[name]) for name in NOTHING if line.get(name) is not None}
    ticked = {
        "new_only": "true" if line.get("new_only") else "",
        "fixed": "" if line.get("substitutes", True) else "true",
    }
    return NOTHING | kept | ticked

"""Kits as pages: all of them, one with its bags and minimums and who asks, and a new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from stockroom.commands.base import EVERYBODY_INSIDE
from stockroom.desk import Receipt
from stockroom.ledger import PLACE
from stockroom.tables.stock import PlaceKind
from stockroom.web.api.reads.stock import PRODUCT
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Act, Facts, GoTo, Look, Page
from stockroom.web.pages.admin import languages
from stockroom.web.pages.admin.products import names_of
from stockroom.web.pages.kits import known, refills

ROWS = 12
_PRODUCTS = (
    sa.select(PRODUCT.c.code, PRODUCT.c.name, PRODUCT.c.names)
    .where(PRODUCT.c.active)
    .order_by(PRODUCT.c.category, PRODUCT.c.code)
    .limit(500)
)

# Buildings of ours, and refuges' cupboards, by the names that tell nobody where they are.
_SITES = (
    sa.select(PLACE.c.number, PLACE.c.name)
    .where(PLACE.c.kind == PlaceKind.SITE, sa.not_(PLACE.c.closed))
    .order_by(PLACE.c.facility_id.is_not(None), PLACE.c.number)
    .limit(200)
)


def listed(look: Look) -> Facts:
    """Every kit, what is to be packed first, and how many bags of each stand ready."""
    rows = known.kits(look.books, active=None)
    ready = Counter(bag.kit_id for bag in known.bags(look.books))
    return {
        "kits": rows,
        "recipes": known.parts(look.books, *(row.id for row in rows)),
        "ready": ready,
        "refills": refills.short(look.books),
        "position": newest(look.books),
    }


def one(look: Look) -> Facts:
    """A kit: its recipe, its bags by size and site, its minimums, who asks for it."""
    row = known.kit(look.books, str(look.path["code"]))
    recipe = known.parts(look.books, row.id)[row.id]
    return {
        "kit": row,
        "recipe": recipe,
        "sized": bool(known.sizing(recipe)),
        "bags": known.bags(look.books, row.id),
        "minimums": refills.of_kit(look.books, row.id),
        "asked": known.asked(look.books, row.id),
        "position": newest(look.books),
    }


def new(look: Look) -> Facts:
    """What a new kit's form offers."""
    return {
        "products": look.books.execute(_PRODUCTS).all(),
        "rows": range(max(ROWS, _rows_typed(look))),
        "tongues": _tongues(look),
    }


def added(look: Look) -> Mapping[str, Any]:
    """A new kit as typed; rows that name no product are none."""
    content = look.form.content()
    parts = [part for part in content.get("parts", []) if part.get("product")]
    return {
        "code": look.form.text("code").upper(),
        "name": look.form.text("name"),
        "names": {code: name for code, name in names_of(look.form).items() if name},
        "parts": parts,
    }


def meant(look: Look) -> Facts:
    """The kit that a form changes."""
    code = look.form.text("kit")
    if not code:
        raise GoTo("/kits")
    row = known.kit(look.books, code)
    recipe = known.parts(look.books, row.id)[row.id]
    return {
        "kit": row,
        "sized": bool(known.sizing(recipe)),
        "tongues": _tongues(look),
        "sites": [(site.number, site.name) for site in look.books.execute(_SITES)],
    }


def changed(look: Look) -> Mapping[str, Any]:
    """What the form says of a kit; names in other languages stay."""
    row = known.kit(look.books, look.form.text("kit"))
    names = {**row.names, **names_of(look.form)}
    return {
        "kit": row.code,
        "name": look.form.text("name"),
        "names": {code: name for code, name in names.items() if name},
        "active": look.form.ticked("active"),
    }


def to_kit(receipt: Receipt, look: Look) -> str:
    """On to the kit."""
    return f"/kits/{receipt.made.get('kit') or look.form.text('kit').upper()}"


def minimum(look: Look) -> Mapping[str, Any]:
    """How many should stand ready; the site by its number."""
    content = dict(look.form.content())
    return {**content, "size": str(content.get("size", "")), "site": look.form.text("site")}


def _tongues(look: Look) -> list[tuple[str, str]]:
    return [(code, name) for code, name in languages.choices(look.books) if code != "en"]


def _rows_typed(look: Look) -> int:
    return len(look.form.content().get("parts", ())) + 2


PAGES: tuple[Page | Act, ...] = (
    Page("/kits", "kits/kits.html", EVERYBODY_INSIDE, listed),
    Act("kits", "/kits/new", "kits/new.html", new, added, after=to_kit),
    Page("/kits/{code:str}", "kits/kit.html", EVERYBODY_INSIDE, one),
    Act("kit-changes", "/kit-changes/new", "kits/change.html", meant, changed, after=to_kit),
    Act("kit-minimums", "/kit-minimums/new", "kits/minimum.html", meant, minimum, after=to_kit),
)

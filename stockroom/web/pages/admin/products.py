"""The catalogue: what kinds of thing there are, looked through, added to and corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import urlencode

import sqlalchemy as sa
from babel.numbers import get_currency_precision

from stockroom.commands.base import DESK
from stockroom.commands.refs import SETTING
from stockroom.desk import Receipt
from stockroom.rules import money
from stockroom.web.api.reads.stock import PRODUCT
from stockroom.web.pages.acting import Act, Facts, Look, Page, row_or_not_found
from stockroom.web.pages.admin import languages, listing
from stockroom.web.pages.admin.product_words import DEPTHS, FLAGS, PROFILES, SIZINGS
from stockroom.web.pages.forms import Form

MOST = 100
_CURRENCY = sa.select(SETTING.c.value).where(SETTING.c.name == "currency")
_CATEGORIES = (
    sa.select(PRODUCT.c.category, sa.func.count().label("number"))
    .group_by(PRODUCT.c.category)
    .order_by(PRODUCT.c.category)
)


class Shelf(NamedTuple):
    """Products of one category that follow each other."""

    category: str
    products: Sequence[Any]


def listed(look: Look) -> Facts:
    """The categories; then the products of one, those whose name or code fits, or all."""
    words, category = listing.words(look.form), look.form.text("category")
    if not (words or category or look.form.ticked("all") or look.form.ticked("inactive")):
        return {**_nothing_chosen(look), "shelves": [], "more": ""}
    query = sa.select(PRODUCT)
    if category:
        query = query.where(PRODUCT.c.category == category)
    if words:
        tongues = languages.of_stockroom(look.books)
        names = (PRODUCT.c.names[code].as_string() for code in tongues)
        query = query.where(listing.like(PRODUCT.c.name, PRODUCT.c.code, *names, text=words))
    if not look.form.ticked("inactive"):
        query = query.where(PRODUCT.c.active)
    rows, more = _cut(look, query)
    return {
        "shelves": [
            Shelf(category, list(group))
            for category, group in groupby(rows, key=lambda row: str(row.category))
        ],
        "more": more,
        "words": words,
        "category": category,
        "categories": look.books.execute(_CATEGORIES).all(),
        "choosing": False,
    }


def _nothing_chosen(look: Look) -> Facts:
    found = look.books.execute(_CATEGORIES).all()
    return {"words": "", "category": "", "categories": found, "choosing": True}


def new(look: Look) -> Facts:
    """What a new product's form offers."""
    categories = [row.category for row in look.books.execute(_CATEGORIES)]
    return {
        "categories": categories,
        "profiles": [(code, look.reader.say(words)) for code, words in PROFILES.items()],
        "sizings": [(code, look.reader.say(words)) for code, words in SIZINGS.items()],
        **_offers(look, ""),
    }


def one(look: Look) -> Facts:
    """A product as it stands, and what its form offers."""
    row = _product(look)
    return {
        "product": row,
        "value": money.show(row.value_minor, _digits(look)),
        "profile": PROFILES.get(row.safety_profile, row.safety_profile),
        "sizing": SIZINGS.get(row.sizing, row.sizing),
        **_offers(look, row.gate_flags),
    }


def added(look: Look) -> Mapping[str, Any]:
    """A new product as typed."""
    form = look.form
    content = {**described(form), "code": form.text("code").upper(), "names": names_of(form)}
    content["value_minor"] = money.read(form.text("value"), _digits(look))
    content["category"] = form.text("category").lower().replace(" ", "_")
    for name in ("unit", "sizing", "safety_profile"):
        if form.text(name):
            content[name] = form.text(name)
    return content


def changed(look: Look) -> Mapping[str, Any]:
    """What the form says of a product that stands; names in other languages stay."""
    row = _product(look)
    names = {**row.names, **names_of(look.form)}
    value = money.read(look.form.text("value"), _digits(look))
    return {
        **described(look.form),
        **({"value_unknown": True} if value is None else {"value_minor": value}),
        "product": row.code,
        "names": {code: name for code, name in names.items() if name},
        "active": look.form.ticked("active"),
    }


def described(form: Form) -> dict[str, Any]:
    """What both forms have in common."""
    return {
        "name": form.text("name"),
        "depth": form.text("depth"),
        "has_expiry": form.ticked("has_expiry"),
        "weight_g": form.number("weight_g") or 0,
        "volume_ml": form.number("volume_ml") or 0,
        "gate_flags": "".join(flag for flag in FLAGS if flag in form.all("flag")),
    }


def names_of(form: Form) -> dict[str, str]:
    """The names typed in other languages than English; a blank one is taken away."""
    found = (name.removeprefix("name_") for name in form.latest if name.startswith("name_"))
    return {code: form.text(f"name_{code}") for code in found}


def _digits(look: Look) -> int:
    """Digits of the house's currency after the point; two where none is set."""
    currency = _currency(look)
    return get_currency_precision(currency) if currency else 2


def _currency(look: Look) -> str:
    return look.books.execute(_CURRENCY).scalar() or ""


def _offers(look: Look, flags: str) -> Facts:
    say = look.reader.say
    chosen = look.form.all("flag") or list(flags)
    return {
        "currency": _currency(look),
        "depths": [
            (depth, look.reader.word("depth", depth), "", say(words))
            for depth, words in DEPTHS.items()
        ],
        "flags": [(flag, say(words), flag in chosen) for flag, words in FLAGS.items()],
        "tongues": [one for one in languages.choices(look.books) if one[0] != "en"],
    }


def _cut(look: Look, query: sa.Select[Any]) -> tuple[Sequence[Any], str]:
    """A page in the order of category, name and id, cut after the row that `after` names."""
    key = sa.tuple_(PRODUCT.c.category, PRODUCT.c.name, PRODUCT.c.id)
    after = look.form.number("after")
    if after is not None:
        last = sa.select(PRODUCT.c.category, PRODUCT.c.name, PRODUCT.c.id)
        row = look.books.execute(last.where(PRODUCT.c.id == after)).first()
        query = query.where(key > sa.tuple_(*row)) if row is not None else query
    order = (PRODUCT.c.category, PRODUCT.c.name, PRODUCT.c.id)
    found = look.books.execute(query.order_by(*order).limit(MOST + 1)).all()
    if len(found) <= MOST:
        return found, ""
    kept = [(name, value) for name, value in look.form.pairs if name not in ("after", "done")]
    return found[:MOST], f"/products?{urlencode([*kept, ('after', found[MOST - 1].id)])}"


def _product(look: Look) -> Any:
    code = look.path["code"]
    return row_or_not_found(
        look.books.execute(sa.select(PRODUCT).where(PRODUCT.c.code == code)).first(), code
    )


def _back(_receipt: Receipt, look: Look) -> str:
    category = look.form.text("from")
    return f"/products?{urlencode({'category': category})}" if category else "/products"


PAGES = (
    Page("/products", "admin/products.html", DESK, listed),
    Act("products", "/products/new", "admin/product_new.html", new, added, after=_back),
    Act("product-changes", "/products/{code:str}", "admin/product.html", one, changed, after=_back),
)

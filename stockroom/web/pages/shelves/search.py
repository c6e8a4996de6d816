"""Which lots a search means: words on goods and of products, sizes, donors, and the filters.

Products are few (hundreds) and matched here, in every language, folded; lots are many (a hundred
thousand) and matched by the database, newest first, a page at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from stockroom.commands import refs
from stockroom.errors import Malformed
from stockroom.ledger import HOLDING, IS_INSIDE, LOT, PLACE
from stockroom.rules import codes, products
from stockroom.rules.writing import fold
from stockroom.tables.stock import Standing
from stockroom.web.api.reads.stock import HOLD, PRODUCT
from stockroom.web.pages.shelves import columns, where
from stockroom.web.pages.shelves.columns import DONATION, DONOR, SITE
from stockroom.web.pages.shelves.wanted import FAMILIES, MOST_LETTERS, PAST, Wanted

LOTS_ON_A_PAGE = 30
MOST_WORDS = 6
SOON_DAYS = 60
LONGEST_SIZE_DIGITS = 3
FEW = 2_000
SIZE_WORDS = frozenset(map(fold, ("size", "مقاس", "المقاس", "قياس", "taille", "размер")))
KNOWN = sa.select(PRODUCT.c.id, PRODUCT.c.code, PRODUCT.c.name, PRODUCT.c.names, PRODUCT.c.category)

folded = lru_cache(maxsize=4096)(fold)


@dataclass(frozen=True)
class Search:
    """A search as its reader may make it: donors are looked at only for those who may know them."""

    wanted: Wanted
    today: date
    sees_donors: bool = False
    at_once: int = LOTS_ON_A_PAGE


class Lots(NamedTuple):
    """A page of lots with where each lies, and the lots to go on from, if there are more."""

    rows: Sequence[Any]
    spots: dict[int, list[where.Held]]
    older: int | None
    newer: int | None


def lots(books: sa.Connection, search: Search) -> Lots:
    """A page of the lots that are inside and fit the search, newest first; three statements."""
    backwards = search.wanted.before is not None
    rows = books.execute(_select(books, search, backwards)).all()
    more = len(rows) > search.at_once
    shown = rows[1:] if more and backwards else rows[: search.at_once]
    older = newer = None
    if shown and (more or backwards):
        older = shown[-1].id
    if shown and (search.wanted.after is not None or (backwards and more)):
        newer = shown[0].id
    return Lots(shown, where.of_lots(books, [row.id for row in shown]), older, newer)


def words_of(text: str) -> list[str]:
    """The words of a search as they are compared; "size 4" means "4"."""
    found = fold(text[:MOST_LETTERS]).split()
    return [word for word in found if word not in SIZE_WORDS][:MOST_WORDS]


def reference(books: sa.Connection, text: str) -> codes.Reference | None:
    """The code, number or name that a search may be; None where it cannot be any of these."""
    try:
        return refs.reading(books, text)
    except Malformed:
        return None


def places(books: sa.Connection, meant: codes.Reference | None) -> Sequence[Any]:
    """The places inside with that number or name; one statement at most."""
    if isinstance(meant, codes.ByNumber):
        fits: ColumnElement[bool] = PLACE.c.number == meant.number
    elif isinstance(meant, codes.ByName):
        fits = sa.func.lower(PLACE.c.name) == meant.name.lower()
    else:
        return ()
    select = where.PLACES.where(fits, sa.not_(PLACE.c.outside)).limit(5)
    return books.execute(select).all()


def _select(books: sa.Connection, search: Search, backwards: bool) -> sa.Select[Any]:
    """One page and one lot more. It is cut before anything is joined to its rows."""
    cut = sa.select(LOT.c.id).where(*_conditions(books, search))
    page = cut.order_by(LOT.c.id if backwards else LOT.c.id.desc())
    page_of = page.limit(search.at_once + 1).subquery()
    joined = page_of.join(LOT, LOT.c.id == page_of.c.id)
    return (
        sa.select(*columns.LOT_COLUMNS)
        .select_from(joined.join(PRODUCT, PRODUCT.c.id == LOT.c.product_id))
        .order_by(LOT.c.id.desc())
    )


def _conditions(books: sa.Connection, search: Search) -> list[ColumnElement[bool]]:
    wanted, words = search.wanted, words_of(search.wanted.words)
    known = books.execute(KNOWN).all() if words or wanted.category else []
    conditions = [*_of_words(words, known, search.sees_donors), *_of_filters(books, search, known)]
    if wanted.after is not None:
        conditions.append(LOT.c.id < wanted.after)
    if wanted.before is not None:
        conditions.append(LOT.c.id > wanted.before)
    return conditions


def _of_filters(
    books: sa.Connection, search: Search, known: Sequence[Any]
) -> list[ColumnElement[bool]]:
    wanted = search.wanted
    said = ("standing", "fits", "season", "condition")
    conditions = [LOT.c[name] == getattr(wanted, name) for name in said if getattr(wanted, name)]
    if wanted.category:
        conditions.append(LOT.c.product_id.in_(_products_of(wanted.category, known)))
    if wanted.size:
        conditions.append(_of_size(fold(wanted.size)))
    if wanted.use_by:
        conditions += _of_use_by(wanted.use_by, search.today)
    if wanted.on_hold:
        held = sa.select(HOLD.c.lot_id).where(HOLD.c.lifted_in.is_(None))
        conditions.append(LOT.c.id.in_(held))
    conditions.append(_lies(books, wanted))
    if wanted.available:
        free = columns.free_in_a_bin
        conditions += [LOT.c.standing == Standing.ACCEPTED, sa.not_(columns.on_hold), free]
    return conditions


def _products_of(category: str, known: Sequence[Any]) -> list[int]:
    if category in FAMILIES:
        return [row.id for row in known if row.code.split("-")[0] == category]
    return [row.id for row in known if row.category == category]


def _of_use_by(said: str, today: date) -> list[ColumnElement[bool]]:
    if said == PAST:
        return [LOT.c.use_by < today]
    return [LOT.c.use_by >= today, LOT.c.use_by <= today + timedelta(days=SOON_DAYS)]


def _lies(books: sa.Connection, wanted: Wanted) -> ColumnElement[bool]:
    """Inside, and where the filters say.

    Where few goods lie it is shorter to read those; else the newest lots are soon found there.
    """
    if not wanted.kind and wanted.site is None:
        return columns.is_inside
    there = HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id)
    conditions = [IS_INSIDE]
    if wanted.kind:
        conditions.append(PLACE.c.kind == wanted.kind)
    if wanted.site is not None:
        there = there.join(SITE, SITE.c.id == PLACE.c.site_id)
        conditions.append(SITE.c.number == wanted.site)
    lots_there = sa.select(HOLDING.c.lot_id).select_from(there).where(*conditions)
    counted = sa.select(sa.func.count()).select_from(lots_there.limit(FEW).subquery())
    if books.execute(counted).scalar_one() < FEW:
        return LOT.c.id.in_(lots_there)
    return sa.exists().select_from(there).where(HOLDING.c.lot_id == LOT.c.id, *conditions)


def _of_words(
    words: Sequence[str], known: Sequence[Any], sees_donors: bool
) -> list[ColumnElement[bool]]:
    """One condition a word; a phrase that names one product may stand for all its words."""
    each = [_of_word(word, known, sees_donors) for word in words]
    phrase = _phrase([word for word in words if not word.isdigit()])
    named = [row.id for row in known if row.code == phrase]
    if not named:
        return each
    sizes = [_of_size(word) for word in words if word.isdigit()]
    return [sa.or_(sa.and_(*each), sa.and_(LOT.c.product_id.in_(named), *sizes))]


def _phrase(words: Sequence[str]) -> str | None:
    """The product that these words name together, as "travel cot" does: each of them is needed."""
    code = products.guess(" ".join(words)) if words else None
    for left_out in range(len(words)):
        fewer = [*words[:left_out], *words[left_out + 1 :]]
        if fewer and products.guess(" ".join(fewer)) == code:
            return None
    return code


def _of_word(word: str, known: Sequence[Any], sees_donors: bool) -> ColumnElement[bool]:
    guessed = products.guess(word)
    named = [row.id for row in known if row.code == guessed or word in _names_of(row)]
    fits: list[ColumnElement[bool]] = [LOT.c.product_id.in_(named)] if named else []
    if word.isdigit():
        fits.append(_of_size(word))
    if not word.isdigit() or len(word) > LONGEST_SIZE_DIGITS:
        fits.append(LOT.c.words.contains(word, autoescape=True))
    if sees_donors:
        fits.append(LOT.c.donation_id.in_(_given_by(word)))
    return sa.or_(*fits)


def _given_by(word: str) -> sa.Select[Any]:
    """The donations of donors whose name has this word in it; a number must stand alone."""
    name: ColumnElement[str] = DONOR.c.folded
    if word.isdigit():
        word, name = f" {word} ", sa.literal(" ") + name + sa.literal(" ")
    return (
        sa.select(DONATION.c.id)
        .select_from(DONATION.join(DONOR, DONOR.c.id == DONATION.c.donor_id))
        .where(name.contains(word, autoescape=True))
    )


def _of_size(word: str) -> ColumnElement[bool]:
    """A number is a size of its own ("4"), or an end of a range ("62-68"), but no part of "14".

    The size is among the words of a lot, which one comparison tells in nearly every case.
    """
    label = sa.func.lower(LOT.c.size_label)
    ends = [label == word]
    for gap in ("-", "/", " "):
        ends += [label.startswith(word + gap, autoescape=True)]
        ends += [label.endswith(gap + word, autoescape=True)]
    return sa.and_(LOT.c.words.contains(word, autoescape=True), sa.or_(*ends))


def _names_of(row: Any) -> str:
    return folded(" ".join((row.name, row.code, row.category, *(row.names or {}).values())))

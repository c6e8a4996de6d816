"""Which lots a search means: words of products, sizes, brands, and what may be promised.

Products are few (hundreds) and matched here, in every language, folded; lots are many (a hundred
thousand) and matched by the database, newest first, a page at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from stockroom.commands import refs
from stockroom.errors import Malformed
from stockroom.ledger import HOLDING, LOT, PLACE
from stockroom.rules import codes, products
from stockroom.rules.writing import fold
from stockroom.tables.stock import PlaceKind, Standing
from stockroom.web.api.reads.stock import HOLD, LABEL, PRODUCT
from stockroom.web.pages import spots

LOTS_ON_A_PAGE = 30
MOST_WORDS = 6
MOST_LETTERS = 100
SIZE_WORDS = frozenset(map(fold, ("size", "مقاس", "المقاس", "قياس", "taille", "размер")))
STAND = PLACE.alias("stand")

code_of_lot = (
    sa.select(LABEL.c.code)
    .where(LABEL.c.lot_id == LOT.c.id, LABEL.c.replaced_by.is_(None))
    .order_by(LABEL.c.claimed_in.desc())
    .limit(1)
    .scalar_subquery()
)
_inside = sa.exists().where(
    HOLDING.c.lot_id == LOT.c.id, HOLDING.c.outside == 0, HOLDING.c.quantity != 0
)
on_hold = sa.exists().where(HOLD.c.lot_id == LOT.c.id, HOLD.c.lifted_in.is_(None))
_in_a_bin = sa.or_(
    sa.and_(PLACE.c.kind == PlaceKind.BIN, PLACE.c.stands_in.is_(None)),
    STAND.c.kind == PlaceKind.BIN,
)
_free_in_a_bin = (
    sa.exists()
    .select_from(
        HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id).outerjoin(
            STAND, STAND.c.id == PLACE.c.stands_in
        )
    )
    .where(
        HOLDING.c.lot_id == LOT.c.id,
        HOLDING.c.outside == 0,
        HOLDING.c.quantity != 0,
        HOLDING.c.line_id.is_(None),
        _in_a_bin,
    )
)
LOT_COLUMNS = (
    LOT.c.id,
    code_of_lot.label("code"),
    PRODUCT.c.name,
    PRODUCT.c.names,
    LOT.c.size_label,
    LOT.c.fits,
    LOT.c.season,
    LOT.c.depth,
    LOT.c.condition,
    LOT.c.standing,
    LOT.c.how,
    LOT.c.brand,
    LOT.c.use_by,
    on_hold.label("on_hold"),
)


class Wanted(NamedTuple):
    """What the reader asks to see; `after` is the last lot of the page before."""

    words: str = ""
    standing: str = ""
    available: bool = False
    after: int | None = None


class Lots(NamedTuple):
    """A page of lots with where each lies, and the lot to go on after, if there are more."""

    rows: Sequence[Any]
    spots: dict[int, list[spots.Held]]
    more_after: int | None


def lots(connection: sa.Connection, wanted: Wanted) -> Lots:
    """A page of the lots that are inside and fit the search, newest first; three statements."""
    # The page is cut before anything is joined, so that only its own rows are looked up.
    page = (
        sa.select(LOT.c.id)
        .where(*_conditions(connection, wanted))
        .order_by(LOT.c.id.desc())
        .limit(LOTS_ON_A_PAGE + 1)
        .subquery()
    )
    select = (
        sa.select(*LOT_COLUMNS)
        .select_from(
            page.join(LOT, LOT.c.id == page.c.id).join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
        )
        .order_by(LOT.c.id.desc())
    )
    rows = connection.execute(select).all()
    shown = rows[:LOTS_ON_A_PAGE]
    more = shown[-1].id if len(rows) > LOTS_ON_A_PAGE else None
    return Lots(shown, spots.of_lots(connection, [row.id for row in shown]), more)


def words_of(text: str) -> list[str]:
    """The words of a search as they are compared; "size 4" means "4"."""
    found = fold(text[:MOST_LETTERS]).split()
    return [word for word in found if word not in SIZE_WORDS][:MOST_WORDS]


def reference(connection: sa.Connection, text: str) -> codes.Reference | None:
    """The code, number or name that a search may be; None where it cannot be any of these."""
    try:
        return refs.reading(connection, text)
    except Malformed:
        return None


def places(connection: sa.Connection, meant: codes.Reference | None) -> Sequence[Any]:
    """The places inside with that number or name; one statement at most."""
    if isinstance(meant, codes.ByNumber):
        fits: ColumnElement[bool] = PLACE.c.number == meant.number
    elif isinstance(meant, codes.ByName):
        fits = sa.func.lower(PLACE.c.name) == meant.name.lower()
    else:
        return ()
    select = spots.PLACES.where(fits, sa.not_(PLACE.c.outside)).limit(5)
    return connection.execute(select).all()


def _conditions(connection: sa.Connection, wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions = [*_of_words(connection, words_of(wanted.words)), _inside]
    if wanted.after is not None:
        conditions.append(LOT.c.id < wanted.after)
    if wanted.standing:
        conditions.append(LOT.c.standing == wanted.standing)
    if wanted.available:
        conditions += [LOT.c.standing == Standing.ACCEPTED, sa.not_(on_hold), _free_in_a_bin]
    return conditions


def _of_words(connection: sa.Connection, words: Sequence[str]) -> list[ColumnElement[bool]]:
    """One condition a word; a phrase that names one product may stand for all its words."""
    known = connection.execute(sa.select(PRODUCT)).all() if words else []
    each = [_of_word(word, known) for word in words]
    phrase = _phrase([word for word in words if not _is_number(word)])
    named = [row.id for row in known if row.code == phrase]
    if not named:
        return each
    sizes = [_of_size(word) for word in words if _is_number(word)]
    return [sa.or_(sa.and_(*each), sa.and_(LOT.c.product_id.in_(named), *sizes))]


def _phrase(words: Sequence[str]) -> str | None:
    """The product that these words name together, as "travel cot" does: each of them is needed."""
    code = products.guess(" ".join(words)) if words else None
    for left_out in range(len(words)):
        fewer = [*words[:left_out], *words[left_out + 1 :]]
        if fewer and products.guess(" ".join(fewer)) == code:
            return None
    return code


def _of_word(word: str, known: Sequence[Any]) -> ColumnElement[bool]:
    guessed = products.guess(word)
    named = [row.id for row in known if row.code == guessed or word in _names_of(row)]
    fits: list[ColumnElement[bool]] = [LOT.c.product_id.in_(named)] if named else []
    if _is_number(word):
        return sa.or_(*fits, _of_size(word))
    columns = (LOT.c.size_label, LOT.c.brand, LOT.c.description)
    return sa.or_(*fits, *(column.icontains(word, autoescape=True) for column in columns))


def _of_size(word: str) -> ColumnElement[bool]:
    """A number is a size of its own ("4"), or an end of a range ("62-68"), but no part of "14"."""
    label = LOT.c.size_label
    ends = [label == word]
    for gap in ("-", "/", " "):
        ends += [label.startswith(word + gap), label.endswith(gap + word)]
    return sa.or_(*ends)


def _is_number(word: str) -> bool:
    return word.isdigit()


def _names_of(row: Any) -> str:
    return fold(" ".join((row.name, row.code, row.category, *(row.names or {}).values())))

"""The list of our places: buildings, vans, what is out with volunteers, and every bin and box."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

import sqlalchemy as sa

from stockroom.commands.base import HANDS
from stockroom.errors import Malformed
from stockroom.ledger import PLACE
from stockroom.rules import codes
from stockroom.tables.stock import PlaceKind
from stockroom.web.pages.acting import Facts, GoTo, Look, Page
from stockroom.web.pages.shelves import acts, search, where
from stockroom.web.pages.shelves.columns import SITE
from stockroom.web.pages.shelves.stock import options
from stockroom.web.pages.shelves.wanted import KINDS, MOST_LETTERS, row_in

AT_ONCE = 60
MOST_APART = 100
APART = (PlaceKind.SITE, PlaceKind.VAN, PlaceKind.WITH_VOLUNTEER)


class Asked(NamedTuple):
    """What the list is narrowed to."""

    q: str = ""
    kind: str = ""
    site: int | None = None
    closed: bool = False

    def address(self, after: int, path: str = "/places") -> str:
        """The page of this list after that number; or the page of their labels."""
        said = {"q": self.q, "kind": self.kind, "site": self.site, "after": after}
        said["closed"] = "yes" if self.closed else ""
        said["list"] = "" if path == "/places" else "places"
        return f"{path}?" + urlencode({name: value for name, value in said.items() if value})


def places(look: Look) -> Facts:
    """Places inside by number, a page at a time; buildings, vans and loans stand apart above."""
    asked, select = asked_in(look)
    apart = look.books.execute(_apart()).all()
    found = look.books.execute(select.limit(AT_ONCE + 1)).all()
    shown = found[:AT_ONCE]
    return {
        "asked": asked,
        "narrowed": asked != Asked(),
        "sites": [row for row in apart if row.kind == PlaceKind.SITE],
        "vans": [row for row in apart if row.kind == PlaceKind.VAN],
        "loans": [row for row in apart if row.kind == PlaceKind.WITH_VOLUNTEER],
        "today": look.clock.now().astimezone().date(),
        "places": shown,
        "more": asked.address(shown[-1].number) if len(found) > len(shown) else "",
        "labels": asked.address(0, "/labels/choose") if shown else "",
        "kinds": options(look.reader, "kind"),
        "acts": acts.offered(acts.OF_ALL, look),
    }


def asked_in(look: Look) -> tuple[Asked, sa.Select[Any]]:
    """What the list is narrowed to, and its places; a whole code leads straight to its place."""
    asked = _asked(look)
    meant = search.reference(look.books, asked.q) if asked.q else None
    if isinstance(meant, codes.ByCode):
        raise GoTo(f"/t/{meant.code}")
    return asked, _listed(asked, meant, row_in(look.form, "after"))


def _asked(look: Look) -> Asked:
    text, kind = look.form.text("q"), look.form.text("kind")
    if len(text) > MOST_LETTERS:
        raise Malformed("too_long", "{text} is too long to search for", text=text[:40])
    if kind and kind not in KINDS:
        raise Malformed("unknown_filter", "There is no such page.")
    return Asked(text, kind, row_in(look.form, "site"), look.form.text("closed") == "yes")


def _apart() -> sa.Select[Any]:
    open_ones = sa.and_(PLACE.c.kind.in_(APART), sa.not_(PLACE.c.closed))
    order = (PLACE.c.due_back, PLACE.c.number)
    return where.WITH_PIECES.where(open_ones).order_by(*order).limit(MOST_APART)


def _listed(asked: Asked, meant: codes.Reference | None, after: int | None) -> sa.Select[Any]:
    kinds = [asked.kind] if asked.kind else [kind for kind in KINDS if kind not in APART]
    conditions = [PLACE.c.kind.in_(kinds), PLACE.c.number > (after or 0)]
    if asked.q and not asked.kind:
        conditions[0] = PLACE.c.kind.in_([*KINDS, PlaceKind.SITE])
    if not asked.closed:
        conditions.append(sa.not_(PLACE.c.closed))
    if asked.site is not None:
        conditions.append(SITE.c.number == asked.site)
    if asked.q:
        conditions.append(_called(asked.q, meant))
    return where.WITH_PIECES.where(*conditions).order_by(PLACE.c.number)


def _called(text: str, meant: codes.Reference | None) -> sa.ColumnElement[bool]:
    """Places whose name has this in it, in whichever case people write it, or whose number it is.

    Not every database knows the case of every script, so each way of writing it is asked for.
    """
    ways: Sequence[str] = sorted({text, text.lower(), text.upper(), text.capitalize()})
    fits = [PLACE.c.name.contains(way, autoescape=True) for way in ways]
    fits.append(PLACE.c.name.icontains(text, autoescape=True))
    if isinstance(meant, codes.ByNumber):
        fits.append(PLACE.c.number == meant.number)
    return sa.or_(*fits)


PAGES = (Page("/places", "shelves/places.html", HANDS, places),)

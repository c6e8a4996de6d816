"""The page of stock: what there is, where it lies, how much of it is free."""

from __future__ import annotations

from collections.abc import Sequence

from stockroom.commands.base import HANDS
from stockroom.rules import codes
from stockroom.speech import mark as _
from stockroom.web.api.reads.people import DONORS
from stockroom.web.changes import newest as newest_position
from stockroom.web.pages.acting import Facts, GoTo, Look, Page
from stockroom.web.pages.addresses import with_query
from stockroom.web.pages.frame import Reader
from stockroom.web.pages.shelves import finding, search, wanted, where
from stockroom.web.pages.shelves.search import Search
from stockroom.web.pages.shelves.wanted import CHOICES, FAMILIES, PAST, SOON, Wanted, address

USE_BY = {SOON: _("to be used within 60 days"), PAST: _("past its date")}


def stock(look: Look) -> Facts:
    """Lots that are inside and fit the search. A whole code, or "lot 328", leads straight to it."""
    asked = wanted.wanted_in(look.form)
    meant = search.reference(look.books, asked.words) if asked.words else None
    if isinstance(meant, codes.ByCode):
        raise GoTo(f"/t/{meant.code}")
    lot = finding.lot_by(look.books, asked.words) if codes.lot_number(asked.words) else None
    if lot is not None:
        raise GoTo(f"/lots/{lot.code or lot.id}")
    found = search.lots(look.books, search_of(look))
    newest = asked._replace(after=None, before=None)
    return {
        "wanted": asked,
        "position": newest_position(look.books),
        "places": search.places(look.books, meant),
        "lots": found,
        "sites": where.sites(look.books),
        "options": {name: options(look.reader, name) for name in CHOICES},
        "families": [(code, look.reader.say(word)) for code, word in FAMILIES.items()],
        "older": address(newest._replace(after=found.older)),
        "newer": address(newest._replace(before=found.newer)),
        "newest": address(newest),
        "filtered": filtered(look.reader, asked),
        "unfiltered": address(Wanted(words=asked.words, available=asked.available)),
        "sheet": address(newest, "/stock.csv"),
        "labels": with_query(address(newest, "/labels/choose"), list="stock"),
    }


def search_of(look: Look) -> Search:
    """The search that an address asks for, as its reader may make it."""
    asked = wanted.wanted_in(look.form)
    return Search(asked, look.clock.now().astimezone().date(), look.actor.role in DONORS.roles)


def filtered(reader: Reader, asked: Wanted) -> Sequence[str]:
    """The filters that are set, in the reader's words."""
    said = [
        word
        for name in CHOICES
        for value, word in options(reader, name)
        if getattr(asked, name) == value
    ]
    if asked.category:
        said.append(
            reader.say(FAMILIES[asked.category]) if asked.category in FAMILIES else asked.category
        )
    if asked.size:
        said.append(reader.say(_("size {size}"), size=asked.size))
    if asked.site is not None:
        said.append(reader.say(_("building {number}"), number=asked.site))
    if asked.on_hold:
        said.append(reader.say(_("on hold")))
    return said


def options(reader: Reader, name: str) -> Sequence[tuple[str, str]]:
    """What a filter offers, in the reader's words."""
    kind = {"kind": "place_kind"}.get(name, name)
    if name == "use_by":
        return [(value, reader.say(USE_BY[value])) for value in CHOICES[name]]
    return [(value, reader.word(kind, value)) for value in CHOICES[name]]


PAGES = (Page("/stock", "shelves/stock.html", HANDS, stock),)

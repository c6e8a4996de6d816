"""Labels stuck on things: a blank one claimed, a damaged one replaced."""

from __future__ import annotations

from stockroom.desk import Receipt
from stockroom.web.pages.acting import Act, Facts, Look
from stockroom.web.pages.shelves import finding


def thing(look: Look) -> Facts:
    """What the label goes on, as far as it is known yet."""
    ref = look.form.text("thing") or look.form.text("code")
    lot = finding.lot_by(look.books, ref) if ref else None
    place = finding.place_by(look.books, ref) if ref and lot is None else None
    return {"lot": lot, "place": place}


def to_thing(receipt: Receipt, look: Look) -> str:
    """On to the thing that bears the label now."""
    del look
    return f"/t/{receipt.made['code']}"


PAGES = (
    Act("code-claims", "/code-claims/new", "shelves/claim.html", thing, after=to_thing),
    Act(
        "code-replacements",
        "/code-replacements/new",
        "shelves/replacement.html",
        thing,
        after=to_thing,
    ),
)

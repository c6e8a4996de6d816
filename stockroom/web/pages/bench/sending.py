"""Straight to the bench: a lot in hand that somebody waits for, with one tap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from stockroom.desk import Receipt
from stockroom.web.pages.acting import Act, Facts, Look
from stockroom.web.pages.addresses import own_path
from stockroom.web.pages.care import pictures, thing
from stockroom.web.wanting import lots
from stockroom.web.wanting.lots import Offer

WAITING = "/inspections"


def sending(look: Look) -> Facts:
    """The lot, who wants it, and the shelf as the other way."""
    facts = thing.about(look)
    lot = facts["lot"]
    going = own_path(look.form.text("next"), otherwise=WAITING)
    return {
        **facts,
        "offer": offered(look, lot.id) if lot is not None else None,
        "picture": pictures.of_product(lot.product) if lot is not None else "",
        "next": going,
        "shelf": "/put-aways/new?" + urlencode({"thing": facts["ref"], "next": going}),
    }


def content(look: Look) -> Mapping[str, Any]:
    """What was tapped: the lot, the line and how many."""
    said = look.form.content()
    return {name: said[name] for name in ("lot", "line", "quantity", "place") if name in said}


def after(_receipt: Receipt, _look: Look) -> str:
    """On to what else waits."""
    return WAITING


def offered(look: Look, lot: int) -> Offer | None:
    """Who wants a lot, for those who may send it to the bench; two statements."""
    return offered_each(look, [lot]).get(lot)


def offered_each(look: Look, those: Sequence[int]) -> Mapping[int, Offer]:
    """The same of several lots, by their ids, in as many statements; unwanted ones are left out."""
    return lots.of_lots(look.books, those, today(look)) if look.may("bench-sendings") else {}


def today(look: Look) -> date:
    """The day here, which tells how much whoever is meant has grown."""
    return look.clock.now().astimezone().date()


def address(ref: str, going: str = WAITING) -> str:
    """The page that sends a lot to the bench, and goes on from there."""
    return "/bench-sendings/new?" + urlencode({"lot": ref, "next": going})


PAGES = (
    Act(
        "bench-sendings",
        "/bench-sendings/new",
        "bench/bench_sending.html",
        sending,
        content,
        after=after,
    ),
)

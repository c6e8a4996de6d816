"""Unsorted bags taken in with three taps: how many, how heavy if weighed, done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stockroom.commands.arrivals import UNSORTED
from stockroom.desk import Receipt
from stockroom.errors import Malformed
from stockroom.web.pages.acting import Act, Facts, Look
from stockroom.web.pages.arrivals import giving, intake, measures

NUMBERS = (*range(1, 11), 12, 15, 20, 25, 30, 40)


def bags(look: Look) -> Facts:
    """The numbers to tap, and the donor of the bags before these."""
    like = look.form.text("done")
    return {
        "numbers": NUMBERS,
        "sites": intake.sites(look),
        "may_sort": look.may("sortings"),
        **intake.from_whom(look, like),
    }


def content(look: Look) -> Mapping[str, Any]:
    """So many bags of that weight; raises `Malformed` where no number was chosen."""
    number = measures.chosen_number(look.form, "bags")
    if not number:
        raise Malformed("how_many", measures.HOW_MANY)
    weight_g = measures.grams(look.form, "weight_kg")
    plain = {name: look.form.text(name) for name in ("site", "code") if look.form.text(name)}
    return {
        "product": UNSORTED,
        "quantity": number,
        **({} if weight_g is None else {"weight_g": weight_g}),
        **plain,
        **giving.donation(look),
    }


def after(_receipt: Receipt, _look: Look) -> str:
    """The same page, which offers to sort them now."""
    return "/intakes/bags"


PAGES = (
    Act("intakes", "/intakes/bags", "arrivals/bags.html", bags, content, giving.before, after),
)

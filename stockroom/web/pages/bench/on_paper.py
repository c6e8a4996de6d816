"""The pick list on paper: printed to be walked with, and typed in afterwards from its ticks.

It is for use inside only: it may show the code of the facility, and never goes with the goods.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stockroom.commands.base import EVERYBODY_INSIDE
from stockroom.web.changes import newest
from stockroom.web.pages import papers
from stockroom.web.pages.acting import Facts, Look, Many, Page, Step
from stockroom.web.pages.bench import bagged, goods, many, picking, whole
from stockroom.words import Urgency

NONE = "0"


def paper(look: Look) -> Facts:
    """The list as one walks along the shelves, in the reader's own language."""
    wish_list, rows, bags = _on_the_shelves(look)
    made = papers.sheet(
        look.form,
        "paper/pick_list.html",
        look.reader.language,
        back=f"/picks/{wish_list.id}",
        wish_list=wish_list,
        rows=rows,
        bags=bags,
        tonight=Urgency.TONIGHT,
        packs=goods.packs,
        day=look.clock.now().astimezone().date(),
    )
    return {**made, "sheet_is_ours": True}


def typed(look: Look) -> Facts:
    """The same rows with how many were picked: all of them, unless somebody types otherwise."""
    wish_list, rows, bags = _on_the_shelves(look)
    return {
        "wish_list": wish_list,
        "rows": rows,
        "bags": bags,
        "position": newest(look.books),
        **picking.OF_ROWS,
    }


def picked(look: Look) -> Sequence[Step]:
    """What was picked of each row; nothing is said of a row of which nothing was."""
    return [
        step
        for step in many.steps(look, "picks", ("lot", "line", "quantity", "place"))
        if str(step.content.get(many.QUANTITY, "")).strip() != NONE
    ]


def _on_the_shelves(look: Look) -> tuple[Any, list[Any], list[whole.Bag]]:
    wish_list = goods.wish_list(look.books, int(look.path["wish_list"]))
    rows, bags = whole.apart(look.books, goods.of_list(look.books, wish_list.id, goods.TO_PICK))
    kits = bagged.kits_of(look.books, wish_list.id, goods.TO_PICK)
    return wish_list, bagged.shares(rows, kits, parted=False), bags


PAGES = (
    Page("/picks/{wish_list:int}/paper", "sheet.html", EVERYBODY_INSIDE, paper),
    Many("/picks/{wish_list:int}/typed", "bench/pick_typed.html", EVERYBODY_INSIDE, typed, picked),
)

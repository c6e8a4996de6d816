"""A volunteer's home: what has come, what to do with it, and what to pick."""

from __future__ import annotations

import sqlalchemy as sa

from stockroom.speech import mark as _
from stockroom.web.pages.acting import Facts, Look
from stockroom.web.pages.homes import waiting
from stockroom.web.pages.homes.steps import StepOn, Steps, few
from stockroom.web.pages.kits import refills


def facts(look: Look) -> Facts:
    """The steps of a day in the stockroom."""
    return {"groups": groups(look.books), "refills": refills.short(look.books, refills.AT_HOME)}


def groups(books: sa.Connection) -> tuple[Steps, ...]:
    """What hands can do now, in the order in which goods come through the door."""
    bags = sa.select(sa.func.coalesce(sa.func.sum(waiting.BAGS_TO_SORT.subquery().c.quantity), 0))
    away = few(books, waiting.TO_PUT_AWAY) + few(books, waiting.BOXES_TO_PUT_AWAY)
    return (
        Steps(
            _("Somebody is at the door"),
            (
                StepOn("/intakes/new", _("Take in"), "package-import", _("One kind of thing")),
                StepOn("/intakes/bags", _("Unsorted bags"), "shopping-bag", _("Three taps")),
                StepOn("/turnings-away/new", _("Turned away"), "hand-stop", _("And why")),
            ),
        ),
        Steps(
            _("Waiting for hands"),
            (
                StepOn(
                    "/sortings",
                    _("Bags to sort"),
                    "hanger",
                    waits=int(books.execute(bags).scalar_one()),
                ),
                StepOn(
                    "/inspections",
                    _("To inspect"),
                    "shield-check",
                    waits=few(books, waiting.TO_INSPECT),
                ),
                StepOn("/put-aways", _("To put away"), "stack-2", waits=away),
                StepOn(
                    "/picks",
                    _("Lines to pick"),
                    "basket",
                    waits=few(books, waiting.LINES_TO_PICK),
                ),
            ),
        ),
    )

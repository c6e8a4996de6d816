"""The order of a run's stops, by hand or as suggested, and at once what it breaks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from stockroom.desk import Receipt
from stockroom.errors import Refused
from stockroom.rules import driving
from stockroom.web.api.reads.people import PERSON
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Act, Facts, GoTo, Look
from stockroom.web.pages.road import (
    asked,
    fetching,
    planning,
    runs,
    schematic,
    suggesting,
    telling,
    trips,
)

SUGGEST = "suggest"


def facts(look: Look) -> Facts:
    """The run as it is asked for, what that breaks, and another order where one was wanted."""
    run = runs.run_of(look, look.path["run"])
    if run.closed_in is not None and not look.form.text("csrf"):
        raise GoTo(f"/runs/{run.id}")
    wanted = asked.asked(look, run)
    day = trips.day_of(look.books, wanted.run, wanted.stops)
    choices = planning.facts(look)
    suggested = None
    if look.form.text("shown_again") == SUGGEST:
        suggested = suggesting.better(look.books, day)
    return {
        "run": run,
        "asked": wanted,
        "day": day,
        "drawn": schematic.drawn(day),
        "bars": schematic.bars(day),
        "suggested": suggested,
        "login": _login(look.books, wanted.run.driver_id),
        "vans": [(name, name) for _number, name in choices["vans"]],
        "drivers": choices["drivers"],
        "choices": choices["choices"],
        "seen": look.form.number("seen") or newest(look.books),
        "clock": driving.clock,
        "whole": fetching.whole,
        "changed": bool(look.form.text("order")),
    }


def content(look: Look) -> Mapping[str, Any]:
    """The change of the run; raises `Refused` for one without a stop, and for personal words."""
    run = runs.run_of(look, look.path["run"])
    wanted = asked.asked(look, run)
    if not wanted.stops:
        raise Refused("no_stop", "Choose at least one stop.")
    for words in wanted.words:
        telling.not_personal(look, words)
    return {**asked.content(wanted, run), "seen": look.form.number("seen") or 0}


def after(_receipt: Receipt, look: Look) -> str:
    """To the run."""
    return f"/runs/{look.path['run']}"


def _login(books: sa.Connection, person: int) -> str:
    select = sa.select(PERSON.c.login).where(PERSON.c.id == person)
    return str(books.execute(select).scalar_one())


PAGES = (
    Act("run-changes", "/runs/{run:int}/order", "road/order.html", facts, content, after=after),
)

"""How long it takes from place to place: pairs of one run, or all from one place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.commands.base import DESK
from stockroom.commands.expecting import place_of
from stockroom.commands.travelling import TRAVEL_TIME
from stockroom.errors import Malformed
from stockroom.ledger import PLACE
from stockroom.rules.driving import Place
from stockroom.tables.stock import PlaceKind
from stockroom.tables.transport import StopKind
from stockroom.web.api.reads.people import DONOR
from stockroom.web.api.reads.scopes import FACILITY
from stockroom.web.pages.acting import Facts, Look, Many, Step
from stockroom.web.pages.forms import NOT_UNDERSTOOD
from stockroom.web.pages.road import runs

MOST_PLACES = 300
MOST_MINUTES = 24 * 60


class End(NamedTuple):
    """A place that a way starts or ends at, by its name and by what commands call it."""

    kind: str
    id: int
    name: str
    ref: str

    @property
    def place(self) -> Place:
        """As travel times know it."""
        return self.kind, self.id

    @property
    def key(self) -> str:
        """As a form names it."""
        return f"{self.kind}-{self.id}"


class Pair(NamedTuple):
    """A way there and back; minutes are empty where nobody knows, `typed` where people said so."""

    start: End
    end: End
    there: int | None
    back: int | None
    typed: bool

    @property
    def field(self) -> str:
        """The name of its field."""
        return f"way.{self.start.key}.{self.end.key}"


def facts(look: Look) -> Facts:
    """The ways between the places of a run, or from one place to all others."""
    number = look.form.number("run")
    run = runs.run_of(look, number) if number is not None else None
    ends = _of_run(look, run) if run is not None else places(look.books)
    here = None
    if run is None:
        chosen = look.form.text("from")
        here = next((one for one in ends if one.key == chosen), ends[0] if ends else None)
    return {"run": run, "ends": ends, "from": here, "pairs": _pairs(look.books, ends, here)}


def steps(look: Look) -> Sequence[Step]:
    """A telling for each way whose minutes were typed anew."""
    shown = facts(look)
    found = []
    for pair in shown["pairs"]:
        way_back = f"{pair.field}.back"
        # Where nobody knew the way back either, it takes as long; typed itself, it is its own.
        alike = pair.back is None and look.form.number(way_back) is None
        for field, start, end, before, both in (
            (pair.field, pair.start, pair.end, pair.there, alike),
            (way_back, pair.end, pair.start, pair.back, False),
        ):
            said = look.form.number(field)
            if said is None or said == before:
                continue
            if said > MOST_MINUTES:
                raise Malformed("unreadable", NOT_UNDERSTOOD)
            content = {"start": _named(start), "end": _named(end), "minutes": said}
            found.append(
                Step("travel-times", {**content, "both_ways": both}, f"{start.name} – {end.name}")
            )
    return found


def _named(end: End) -> dict[str, Any]:
    return {end.kind: int(end.ref) if end.kind == StopKind.DONOR else end.ref}


def _of_run(look: Look, run: runs.Run) -> list[End]:
    """The start of a run and the places of its stops, each once."""
    stops = runs.stops_of(look.books, [run.id])[run.id]
    wanted = [place_of(StopKind.SITE, run.site_id)] if run.site_id else []
    wanted += [place_of(one.kind, one.owner) for one in stops]
    known = {one.place: one for one in places(look.books)}
    return [known[place] for place in dict.fromkeys(wanted) if place in known]


def places(books: sa.Connection) -> list[End]:
    """Every place that a van may go to."""
    facilities = books.execute(
        sa.select(FACILITY.c.id, FACILITY.c.code).where(FACILITY.c.active).limit(MOST_PLACES)
    )
    sites = books.execute(
        sa.select(PLACE.c.id, PLACE.c.name)
        .where(PLACE.c.kind == PlaceKind.SITE, sa.not_(PLACE.c.closed))
        .limit(MOST_PLACES)
    )
    donors = books.execute(
        sa.select(DONOR.c.id, DONOR.c.name).order_by(DONOR.c.id.desc()).limit(MOST_PLACES)
    )
    return [
        *(End(StopKind.SITE.value, row.id, row.name, row.name) for row in sites),
        *(End(StopKind.FACILITY.value, row.id, row.code, row.code) for row in facilities),
        *(End(StopKind.DONOR.value, row.id, row.name, str(row.id)) for row in donors),
    ]


def _pairs(books: sa.Connection, ends: Sequence[End], here: End | None) -> list[Pair]:
    rows = books.execute(_of(ends if here is None else [here])).all()
    told = {((str(row.from_kind), row.from_id), (str(row.to_kind), row.to_id)): row for row in rows}
    ways = (
        [(one, two) for at, one in enumerate(ends) for two in ends[at + 1 :]]
        if here is None
        else [(here, one) for one in ends if one != here]
    )
    found = []
    for one, two in ways:
        there, back = told.get((one.place, two.place)), told.get((two.place, one.place))
        found.append(
            Pair(
                one,
                two,
                there.minutes if there else None,
                back.minutes if back else None,
                bool((there and there.typed) or (back and back.typed)),
            )
        )
    return found


def _of(ends: Sequence[End]) -> sa.Select[Any]:
    """The minutes that touch these places."""
    return sa.select(TRAVEL_TIME).where(
        sa.or_(
            *(
                sa.and_(
                    TRAVEL_TIME.c[f"{way}_kind"] == kind,
                    TRAVEL_TIME.c[f"{way}_id"].in_([one.id for one in ends if one.kind == kind]),
                )
                for kind in StopKind
                for way in ("from", "to")
            )
        )
    )


PAGES = (Many("/travel-times", "road/travel_times.html", DESK, facts, steps),)

"""What if it went elsewhere: who else could take these goods, and what that would cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import sqlalchemy as sa
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import PathParameter

from stockroom.commands.base import DESK
from stockroom.commands.lines import LINE, LIST
from stockroom.commands.planning import Banned, Pinned, PlanAsked
from stockroom.errors import NotFound
from stockroom.planning import gathering
from stockroom.planning.facts import Need, Pin, Snapshot
from stockroom.planning.fitting import why_not
from stockroom.web.door import allowed
from stockroom.web.given import GivenDatabase, GivenDoor, GivenUpkeep
from stockroom.web.pages import forms
from stockroom.web.pages.acting import Facts, Look, Page, row_or_not_found
from stockroom.web.pages.frame import GivenFrame
from stockroom.web.pages.routing import Visit
from stockroom.web.plans import reading, words
from stockroom.web.plans.making import RANK, Maker
from stockroom.web.plans.reading import FACILITY, PRODUCT
from stockroom.web.plans.words import To

MOST_OTHERS = 20
GivenPlans = NamedDependency[Maker]
RowNumber = Annotated[int, PathParameter(ge=1, le=2**31 - 1)]


@dataclass(frozen=True)
class Other:
    """Another line that could take the goods, and how many of them it still asks."""

    line: Any
    asks: int


def _shown(look: Look) -> Facts:
    match = _match(look, look.path["id"])
    plan = row_or_not_found(reading.of_number(look.books, match.plan_id), match.plan_id)
    return {
        "plan": plan,
        "match": match,
        "reason": words.reason(look.reader, match, To(match.facility, match.over), plan.certain),
        "besides": list(words.besides(look.reader, match)),
        "others": _others(look, match),
        "cost_line": None,
        "costs": (),
    }


def _match(look: Look, number: int) -> Any:
    match = reading.match(look.books, number)
    if match is None:
        raise NotFound("unknown", "There is no {name} {id}.", name="match", id=str(number))
    return match


def _others(look: Look, match: Any) -> Sequence[Other]:
    """Lines that are short now and could take the goods as the rules stand, most urgent first."""
    today = look.clock.now().astimezone().date()
    snapshot = gathering.gathered(look.books, today).snapshot
    found = sorted(_could(snapshot, match), key=lambda need: (RANK[need.urgency], need.line))
    found = found[:MOST_OTHERS]
    rows = _named(look.books, [need.line for need in found])
    return [Other(rows[need.line], need.pieces) for need in found]


def _could(snapshot: Snapshot, match: Any) -> Sequence[Need]:
    spot = (match.lot_id, match.place_id)
    stock = next((one for one in snapshot.stocks if (one.lot, one.place) == spot), None)
    if stock is None:
        return ()
    homes = {home.id: home for home in snapshot.homes}
    return [
        need
        for need in snapshot.needs
        if need.line != match.line_id
        and need.home in homes
        and why_not(stock, need, homes[need.home]) is None
    ]


def _named(books: sa.Connection, lines: Sequence[int]) -> Mapping[int, Any]:
    query = (
        sa.select(
            *LINE.c,
            FACILITY.c.code.label("facility"),
            FACILITY.c.name.label("facility_name"),
            PRODUCT.c.name.label("product_name"),
            PRODUCT.c.names.label("product_names"),
        )
        .select_from(
            LINE.join(LIST, LIST.c.id == LINE.c.wish_list_id)
            .join(FACILITY, FACILITY.c.id == LIST.c.facility_id)
            .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        )
        .where(LINE.c.id.in_(lines))
    )
    return {row.id: row for row in books.execute(query)}


PAGE = Page("/plan-matches/{id:int}", "plans/match.html", DESK, _shown)


@get(
    "/plan-matches/{id:int}/costs/{line:int}",
    name="page:plan-costs",
    sync_to_thread=True,
    opt={"roles": DESK},
    include_in_schema=False,
)
def costs(
    request: Request[Any, Any, State],
    id: RowNumber,
    line: RowNumber,
    plans: GivenPlans,
    database: GivenDatabase,
    door: GivenDoor,
    upkeep: GivenUpkeep,
    frame: GivenFrame,
) -> Response[Any]:
    """The same page, with what it would cost if the goods went to one of the others."""
    guest = door.guest(request)
    actor = allowed(guest.actor, DESK, reading=True)
    typed = forms.made(list(request.query_params.multi_items()))
    visit = Visit(request, guest, actor, typed, database, frame, upkeep)
    with database.snapshot() as books:
        look = visit.look(books)
        match = _match(look, id)
        plan = row_or_not_found(reading.of_number(books, match.plan_id), match.plan_id)
        row_or_not_found(_named(books, [line]).get(line), line)
    change = Pin(stock=0, line=line, pieces=match.pieces)
    cost = plans.cost(_as_asked(plan), match.lot_id, match.place_id, change)
    told: Sequence[str] | None = None
    if cost is not None:
        with database.reading() as books:
            facilities = {row.id: row.code for row in books.execute(sa.select(FACILITY))}
        by_facility = {facilities[home]: pieces for home, pieces in cost.by_home.items()}
        told = words.cost(look.reader, cost.by_tier, by_facility)
    return visit.shown(PAGE, cost_line=line, costs=told)


def _as_asked(plan: Any) -> PlanAsked:
    """What a plan was made of, to be made again with one change."""
    return PlanAsked(
        pins=[
            Pinned(lot=lot, place=place, line=line, quantity=pieces)
            for lot, place, line, pieces in plan.pins
        ],
        forbidden=[Banned(lot=lot, line=line) for lot, line in plan.forbidden],
        most_stops=plan.most_stops,
    )


PAGES = (PAGE,)
ROUTES = (costs,)

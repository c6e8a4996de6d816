"""Bringing back what is still on a van: to the inbound of a site, by box or by lot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from stockroom.desk import Receipt
from stockroom.ledger import PLACE
from stockroom.tables.stock import PlaceKind
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Act, Facts, Look
from stockroom.web.pages.road import goods, runs, ticked
from stockroom.web.pages.road.goods import Bundle
from stockroom.web.pages.road.runs import Run

MOST_SITES = 100
_SITES = (
    sa.select(PLACE.c.id, PLACE.c.name, PLACE.c.number)
    .where(PLACE.c.kind == PlaceKind.SITE, sa.not_(PLACE.c.closed))
    .order_by(PLACE.c.name)
    .limit(MOST_SITES)
)


def facts(look: Look) -> Facts:
    """All that is on the run's van; without a run, the open ones to choose from."""
    sites = look.books.execute(_SITES).all()
    own = [site.number for site in sites if site.id == look.actor.site_id]
    shown: dict[str, Any] = {
        "sites": sites,
        "site": own[0] if own else (sites[0].number if sites else ""),
        "position": newest(look.books),
    }
    number = look.form.number("run")
    if number is None:
        return {**shown, "run": None, "open_runs": runs.open_runs(look)}
    run = runs.run_of(look, number)
    return {**shown, "run": run, "aboard": _aboard(look, run)}


def content(look: Look) -> Mapping[str, Any]:
    """What came back; raises `Refused` where somebody else has brought some of it."""
    said: dict[str, Any] = {"site": look.form.text("site")} if look.form.text("site") else {}
    number = look.form.number("run")
    if number is None:
        return said | {"items": [_item(look, ref) for ref in ticked.chosen(look, (), None)]}
    run = runs.run_of(look, number)
    refs = ticked.chosen(look, _aboard(look, run), run)
    return said | {"run": run.id, "items": [_item(look, ref) for ref in refs]}


def after(_receipt: Receipt, look: Look) -> str:
    """Back to the run, or to the next thing that came back."""
    run = look.form.number("run")
    if run is None:
        return look.here
    sees = runs.sees_stops(look.actor)
    return f"/runs/{run}" if sees else f"/returns/new?run={run}"


def _item(look: Look, ref: str) -> Mapping[str, Any]:
    item = dict(ticked.item_of(ref, look.form, line=False))
    if "lot" in item and look.form.number("pieces"):
        item["quantity"] = look.form.number("pieces")
    return item


def _aboard(look: Look, run: Run) -> Sequence[Bundle]:
    if run.closed_in is not None:
        return []
    return goods.of_van(look.books, run.van_id, ())


PAGES = (Act("returns", "/returns/new", "road/return.html", facts, content, after=after),)

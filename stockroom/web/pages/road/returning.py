"""Bringing back what is still on a van: to the inbound of a site, by box or by lot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from stockroom.desk import Receipt
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Act, Facts, Look
from stockroom.web.pages.road import goods, runs, ticked
from stockroom.web.pages.road.goods import Bundle
from stockroom.web.pages.road.runs import Run
from stockroom.web.pages.shelves import where


def facts(look: Look) -> Facts:
    """All that is on the run's van; without a run, the open ones to choose from."""
    number = look.form.number("run")
    run = None if number is None else runs.run_of(look, number)
    sites = where.sites(look.books)
    likely = (look.actor.site_id, run.site_id if run else None)
    known = {site.id: site.number for site in sites}
    near = [known[one] for one in likely if one in known]
    shown: dict[str, Any] = {
        "sites": sites,
        "site": next(iter([*near, *known.values()]), ""),
        "position": newest(look.books),
    }
    if run is None:
        return {**shown, "run": None, "open_runs": runs.open_runs(look)}
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

"""Whether a plan could be carried out, said once more and shortly."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from stockroom.planning.facts import Home, Need, Snapshot, Stock
from stockroom.planning.plans import Plan
from stockroom.words import Condition, Fits, Season


def carries_out(snapshot: Snapshot, plan: Plan) -> None:
    """Assert that nothing is given twice, or to whom it may not go, and kits are whole."""
    stocks = {one.id: one for one in snapshot.stocks}
    needs = {one.line: one for one in snapshot.needs}
    homes = {one.id: one for one in snapshot.homes}
    used, got = Counter[int](), Counter[int]()
    for match in plan.matches:
        assert match.pieces > 0
        stock, need = stocks[match.stock], needs[match.line]
        assert (stock.id, need.line) not in snapshot.forbidden
        _may_go(stock, need, homes[need.home])
        used[stock.id] += match.pieces
        got[need.line] += match.pieces
    assert all(pieces <= stocks[number].pieces for number, pieces in used.items())
    assert all(pieces <= needs[line].pieces for line, pieces in got.items())
    short = {one.line: one.pieces for one in plan.short}
    lacking = {line: need.pieces - got[line] for line, need in needs.items()}
    assert short == {line: pieces for line, pieces in lacking.items() if pieces}
    if snapshot.trips is not None:
        assert len({needs[line].home for line in got}) <= snapshot.trips.most_stops
    _kits_are_whole(snapshot, plan, got)


def _may_go(stock: Stock, need: Need, home: Home) -> None:
    assert stock.accepted
    assert not stock.on_hold
    assert stock.arrives_on is None
    assert stock.product == need.product
    assert need.fits == Fits.ANY or stock.fits in (Fits.ANY, need.fits)
    assert need.season == Season.ANY or stock.season in (Season.ANY, need.season)
    assert not need.new_only or stock.condition in (Condition.NEW, Condition.NEW_SEALED)
    assert not home.sealed_only or stock.condition == Condition.NEW_SEALED
    assert not stock.flags & home.refuses
    assert stock.only_for is None or home.id in stock.only_for
    lasting = home.delivery + timedelta(days=home.margin_days)
    assert stock.use_by is None or stock.use_by >= lasting
    if need.scheme == stock.scheme != "none":
        up = need.step * need.sizes_up if need.substitutes else 0
        assert stock.low <= need.high + up
        assert need.low <= stock.high


def _kits_are_whole(snapshot: Snapshot, plan: Plan, got: Counter[int]) -> None:
    made, promised = Counter[int](), Counter[int]()
    for kit in snapshot.kits:
        for line, pieces in kit.parts if kit.whole else ():
            made[line] += pieces * plan.kits[kit.id]
            promised[line] += pieces * kit.number
    for need in snapshot.needs:
        if need.line in promised:
            besides = max(need.pieces - promised[need.line], 0)
            assert made[need.line] <= got[need.line] <= made[need.line] + besides

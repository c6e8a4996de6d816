"""Whether each level that a plan calls certain is the best there is, shown by potentials."""

from __future__ import annotations

from collections.abc import Iterator

from stockroom.planning.checking import age
from stockroom.planning.checking.case import Case
from stockroom.planning.checking.classes import Classes
from stockroom.planning.checking.faults import Fault, Kind, fault
from stockroom.planning.checking.potentials import nearest_ends, settle
from stockroom.planning.checking.residual import SINK, SOURCE, Residual, leave_open
from stockroom.planning.plans import Level

FLOWS = (Level.URGENCY, Level.FAIRNESS, Level.FIT, Level.AGE)
"""Levels that a flow decides. The fewest picks are a fixed charge, which no potentials prove."""


def improvable(case: Case, classes: Classes) -> Iterator[Fault]:
    """Find the first level that is called certain and is not the best there is."""
    certain = case.plan.certain
    residual = leave_open(case, classes)
    proofs = (_urgency, _fairness, _fit, age.oldest_first)
    for at, (level, proof) in enumerate(zip(FLOWS, proofs, strict=True)):
        if level not in certain:
            for later in FLOWS[at + 1 :]:
                if later in certain:
                    yield fault(Kind.UNPROVEN, level=str(later), before=str(level))
            return
        found = proof(residual)
        if found is not None:
            yield found
            return


def _urgency(residual: Residual) -> Fault | None:
    ends = [(-residual.weight(tier), node) for tier, node in residual.tiers.items()]
    prices = nearest_ends(residual.arcs, [*ends, (0, SOURCE)], residual.size)
    residual.potentials.append(prices)
    if (best := prices[SOURCE]) is not None and best < 0:
        return fault(Kind.URGENCY, lower="free goods", better=residual.name(best, 0))
    for tier in residual.releasable:
        best = prices[residual.tiers[tier]]
        if best is not None and best < -residual.weight(tier):
            lower = f"{tier[1]} of home {tier[0]}"
            return fault(Kind.URGENCY, lower=lower, better=residual.name(best, 0))
    return next(_within_a_home(residual), None)


def _within_a_home(residual: Residual) -> Iterator[Fault]:
    """Find a home whose one piece makes a visit that is owed, and might be a more urgent one."""
    case = residual.case
    for last in residual.tiers:
        if not (case.by_tier[last] and case.is_last(last[0])):
            continue
        nearer = {
            node: tier
            for tier, node in residual.tiers.items()
            if tier[0] == last[0] and residual.weight(tier) > residual.weight(last)
        }
        ends = [(node, node) for node in nearer]
        found = nearest_ends(residual.arcs, ends, residual.size)[residual.tiers[last]]
        if found is not None:
            lower = f"{last[1]} of home {last[0]}"
            yield fault(Kind.URGENCY, lower=lower, better=f"{nearer[found][1]} of the same")


def _fairness(residual: Residual) -> Fault | None:
    ends = [
        (residual.next_rank[tier], node)
        for tier, node in residual.tiers.items()
        if residual.is_as_urgent(tier)
    ]
    prices = nearest_ends(residual.tight_inside(), ends, residual.size)
    residual.potentials.append(prices)
    for tier in residual.releasable:
        best = prices[residual.tiers[tier]]
        if best is not None and best < residual.last_rank[tier]:
            lower = f"{tier[1]} of home {tier[0]}"
            return fault(Kind.FAIRNESS, lower=lower, better=residual.name(best, 1))
    return None


def _fit(residual: Residual) -> Fault | None:
    costs = {arc: residual.fit_of(*arc) for arc in residual.tight_inside()}
    for tier, node in residual.tiers.items():
        if residual.may_gain(tier):
            costs[node, SINK] = 0
        if residual.may_lose(tier):
            costs[SINK, node] = 0
    prices, cycle = settle(costs, residual.size)
    residual.potentials.append([*prices])
    if cycle:
        return fault(Kind.FIT, lower=residual.stock_on(cycle))
    return None

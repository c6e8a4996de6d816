"""Holds a plan against its snapshot before anybody sees it; no solver, and nothing of the matcher.

`check` finds what is wrong with a plan: whether it could be carried out, whether what it says of
itself is so, and whether each level that it calls certain is the best there is.
"""

from __future__ import annotations

from collections.abc import Iterator

from stockroom.planning.checking import levels
from stockroom.planning.checking.best import improvable
from stockroom.planning.checking.case import Case, lay_out
from stockroom.planning.checking.classes import sort_out
from stockroom.planning.checking.faults import Fault, Kind, fault
from stockroom.planning.checking.feasible import strangers, unfeasible, unmade, unpinned
from stockroom.planning.checking.reasons import untrue
from stockroom.planning.checking.shortage import untold
from stockroom.planning.checking.visits import unvisited
from stockroom.planning.facts import Snapshot
from stockroom.planning.plans import Plan

__all__ = ["Fault", "Kind", "check"]


def check(snapshot: Snapshot, plan: Plan) -> list[Fault]:
    """List what is wrong with a plan; nothing where it holds.

    Reasons and optimality are looked at only where the plan could be carried out at all.
    """
    unknown = list(strangers(snapshot, plan))
    if unknown:
        return unknown
    case = lay_out(snapshot, plan)
    classes = sort_out(case)
    found = [*unfeasible(case), *unpinned(case), *unmade(case), *unvisited(case, classes)]
    feasible = not found
    found += [*untold(case, classes), *_miscounted(case)]
    if feasible:
        found += [*untrue(case, classes), *improvable(case, classes)]
    return found


def _miscounted(case: Case) -> Iterator[Fault]:
    values = levels.values(case.snapshot, case.plan.matches)
    for level, said in case.plan.values.items():
        if tuple(said) != values[level]:
            yield fault(Kind.VALUE, level=str(level), said=tuple(said), value=values[level])

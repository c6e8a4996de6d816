"""Makes plans: pins first, then kits and visits, then who gets what, then from which lots.

This is the work of a child process (child.py): whoever imports this module loads the solver.
"""

from __future__ import annotations

from collections.abc import Iterator

from stockroom.planning import choosing, drawing, flow, greedy, picking, polish, telling
from stockroom.planning.facts import Snapshot
from stockroom.planning.network import Unsolved
from stockroom.planning.plans import Level, Plan
from stockroom.planning.problem import made_of

FOR_KITS, FOR_PICKS = 0.5, 0.2
"""The shares of the time for kits and visits, and for picks, whose ages may take as long again."""


def plan(snapshot: Snapshot, seconds: float = telling.SECONDS) -> Plan:
    """Make the best plan that so much time allows."""
    found = telling.by_hand(snapshot)
    for better in plans(snapshot, seconds):
        found = better
    return found


def plans(snapshot: Snapshot, seconds: float = telling.SECONDS) -> Iterator[Plan]:
    """Make plans one better than the other: as soon as who gets what is settled, and polished."""
    problem = made_of(snapshot)
    chosen = choosing.choose(problem, greedy.chosen(problem), seconds * FOR_KITS)
    try:
        shares, certain, face = flow.share(problem, chosen)
    except Unsolved:
        return
    if not chosen.proven:
        certain = frozenset()
    yield telling.told(problem, chosen, drawing.by_hand(problem, shares), certain)
    better = picking.picked(problem, shares, face, seconds * FOR_PICKS)
    if better is None:
        given, _ = polish.polished(problem, shares, seconds * FOR_PICKS)
    else:
        given = better.given
        proven = {Level.PICKS: better.fewest, Level.AGE: better.oldest}
        certain -= {level for level, true in proven.items() if not true}
        certain |= {Level.PICKS} if better.fewest and Level.FIT in certain else set()
    yield telling.told(problem, chosen, given, certain)


def unpolished(snapshot: Snapshot, seconds: float = telling.SECONDS) -> Plan:
    """Make a plan that draws on lots in their order, to measure what polishing saves."""
    problem = made_of(snapshot)
    chosen = choosing.choose(problem, greedy.chosen(problem), seconds)
    shares, certain, _ = flow.share(problem, chosen)
    return telling.told(problem, chosen, drawing.in_order(problem, shares), certain)

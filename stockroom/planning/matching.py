"""Makes plans: pins first, then kits and visits, then who gets what, then from which lots.

This is the work of a child process (child.py): whoever imports this module loads the solver.
"""

from __future__ import annotations

from collections.abc import Iterator

from stockroom.planning import choosing, drawing, flow, greedy, polish, telling
from stockroom.planning.facts import Snapshot
from stockroom.planning.network import Unsolved
from stockroom.planning.plans import Level, Plan
from stockroom.planning.problem import made_of

FOR_KITS = 0.5
"""The share of the time that kits and visits may take; picks have the rest."""


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
        shares, certain = flow.share(problem, chosen)
    except Unsolved:
        return
    if not chosen.proven:
        certain = frozenset()
    yield telling.told(problem, chosen, drawing.by_hand(problem, shares), certain)
    given, fewest = polish.polished(problem, shares, seconds * (1 - FOR_KITS))
    if fewest and Level.FIT in certain:
        certain |= {Level.PICKS}
    yield telling.told(problem, chosen, given, certain)


def unpolished(snapshot: Snapshot, seconds: float = telling.SECONDS) -> Plan:
    """Make a plan that draws on lots in their order, to measure what polishing saves."""
    problem = made_of(snapshot)
    chosen = choosing.choose(problem, greedy.chosen(problem), seconds)
    shares, certain = flow.share(problem, chosen)
    return telling.told(problem, chosen, drawing.in_order(problem, shares), certain)

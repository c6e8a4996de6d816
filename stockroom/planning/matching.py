"""Makes plans: pins first, then kits and visits, then who gets what, then from which lots.

This is the work of a child process (child.py); called in the same process it loads the solver here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from stockroom.planning import flow, greedy, kits, polish, worth
from stockroom.planning.facts import Kit, Snapshot
from stockroom.planning.kits import Chosen
from stockroom.planning.network import Unsolved
from stockroom.planning.plans import Level, Plan
from stockroom.planning.problem import Given, Problem, made_of
from stockroom.planning.reasons import Account

SECONDS = 10.0
FOR_KITS = 0.5
"""The share of the time that kits and visits may take; picks have the rest."""


def plan(snapshot: Snapshot, seconds: float = SECONDS) -> Plan:
    """Make the best plan that so much time allows; raises ImportError without the solver."""
    found = by_hand(snapshot)
    for better in plans(snapshot, seconds):
        found = better
    return found


def plans(snapshot: Snapshot, seconds: float = SECONDS) -> Iterator[Plan]:
    """Make plans one better than the other: as soon as who gets what is settled, and polished."""
    problem = made_of(snapshot)
    first, _ = greedy.planned(problem)
    chosen = kits.choose(problem, first, seconds * FOR_KITS)
    try:
        shares, certain = flow.share(problem, chosen)
    except Unsolved:
        return
    if not chosen.proven:
        certain = frozenset()
    yield _told(problem, chosen, polish.by_hand(problem, shares), certain)
    given, fewest = polish.polished(problem, shares, seconds * (1 - FOR_KITS))
    if fewest and Level.FIT in certain:
        certain |= {Level.PICKS, Level.AGE}
    yield _told(problem, chosen, given, certain)


def by_hand(snapshot: Snapshot) -> Plan:
    """Make a plan without the solver: it can be carried out, and nothing about it is certain."""
    problem = made_of(snapshot)
    chosen, shares = greedy.planned(problem)
    return _told(problem, chosen, polish.by_hand(problem, shares), frozenset())


def unpolished(snapshot: Snapshot, seconds: float = SECONDS) -> Plan:
    """Make a plan that draws on lots in their order, to measure what polishing saves."""
    problem = made_of(snapshot)
    chosen = kits.choose(problem, greedy.planned(problem)[0], seconds)
    shares, certain = flow.share(problem, chosen)
    return _told(problem, chosen, polish.in_order(problem, shares), certain)


def _told(problem: Problem, chosen: Chosen, given: Given, certain: frozenset[Level]) -> Plan:
    every = Counter(problem.pinned)
    every.update(given)
    account = Account(problem, chosen, every)
    return Plan(
        matches=tuple(account.matches()),
        short=tuple(account.shorts()),
        kits={kit.id: _complete(kit, chosen, account.got) for kit in problem.kits.values()},
        certain=certain,
        values=worth.values(problem, every),
    )


def _complete(kit: Kit, chosen: Chosen, got: Mapping[int, int]) -> int:
    if kit.whole:
        return chosen.made.get(kit.id, 0)
    parts: Counter[int] = Counter()
    for line, pieces in kit.parts:
        parts[line] += pieces
    return min([kit.number, *(got[line] // pieces for line, pieces in parts.items() if pieces)])

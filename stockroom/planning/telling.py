"""Tells a plan: what was decided, with its reasons; and the plan that needs no solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from stockroom.planning import drawing, greedy, worth
from stockroom.planning.facts import Kit, Snapshot
from stockroom.planning.kits import Chosen
from stockroom.planning.plans import Level, Plan
from stockroom.planning.problem import Given, Problem, made_of
from stockroom.planning.reasons import Account

SECONDS = 10.0
"""What a plan may take where nobody says otherwise."""

STEADY = 0.25
"""The share of its time after which the solver stops by its own count of work, not by the clock.

The same work on a fast and on a busy machine gives the same plan; the clock is for the rest.
"""


def by_hand(snapshot: Snapshot) -> Plan:
    """Make a plan without the solver: it can be carried out, and nothing about it is certain."""
    problem = made_of(snapshot)
    chosen, shares = greedy.planned(problem)
    return told(problem, chosen, drawing.by_hand(problem, shares), frozenset())


def told(problem: Problem, chosen: Chosen, given: Given, certain: frozenset[Level]) -> Plan:
    """Tell what goes where beside the pins, why, what stays short, and what it comes to."""
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

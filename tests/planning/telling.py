"""Tells a plan, given as pieces by stock and line, as a plan that says all that a plan must say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from stockroom.planning.checking import levels
from stockroom.planning.checking.case import Case, lay_out
from stockroom.planning.checking.classes import sort_out
from stockroom.planning.checking.reasons import compare
from stockroom.planning.checking.shortage import true_whys
from stockroom.planning.facts import Snapshot
from stockroom.planning.plans import Level, Match, Plan, Reason, Short

CERTAIN = frozenset({Level.URGENCY, Level.FAIRNESS, Level.FIT, Level.AGE})


def told(
    snapshot: Snapshot,
    pairs: Mapping[tuple[int, int], int],
    kits: Mapping[int, int] | None = None,
    certain: frozenset[Level] = CERTAIN,
) -> Plan:
    """Give the plan with its reasons, what stays short, and what each level came to."""
    plan = Plan(
        matches=tuple(
            Match(stock=stock, line=line, pieces=pieces, reason=Reason(level=Level.URGENCY))
            for (stock, line), pieces in sorted(pairs.items(), key=lambda one: one[0][::-1])
        ),
        short=(),
        kits=kits or {},
        certain=certain,
    )
    case = lay_out(snapshot, plan)
    classes = sort_out(case)
    short = []
    for line, need in case.needs.items():
        if (lacking := need.pieces - case.given[line]) > 0:
            whys = sorted(true_whys(case, classes, line))
            short += [Short(line=line, pieces=lacking, why=why) for why in whys[:1]]
    return Plan(
        matches=tuple(
            Match(stock=one.stock, line=one.line, pieces=one.pieces, reason=_reason(case, one))
            for one in plan.matches
        ),
        short=tuple(short),
        kits=plan.kits,
        certain=certain,
        values=levels.values(snapshot, plan.matches),
    )


def _reason(case: Case, match: Match) -> Reason:
    if case.pinned.get((match.stock, match.line)):
        return Reason(level=Level.URGENCY, pinned=True)
    lots: Counter[tuple[int, int]] = Counter()
    for (stock, line), pieces in case.pairs.items():
        lots[case.stocks[stock].lot, case.needs[line].home] += pieces
    rivals = [
        line
        for line in case.needs
        if line != match.line
        and case.is_visited(case.needs[line].home)
        and case.room(line) > 0
        and case.may_take(match.stock, line)
    ]
    for over in rivals:
        rivalry = compare(case, lots, match, over)
        for level in Level:
            if rivalry.is_won_by(level):
                return Reason(level=level, over=over, facts=rivalry.facts[level])
    return Reason(level=Level.URGENCY, over=rivals[0] if rivals else None)

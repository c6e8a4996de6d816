"""Whether what stays short is told in full, and for a true reason."""

from __future__ import annotations

from collections.abc import Iterator

from stockroom.planning.checking.case import Case
from stockroom.planning.checking.classes import Classes
from stockroom.planning.checking.faults import Fault, Kind, fault
from stockroom.planning.checking.fitting import WHYS
from stockroom.planning.plans import Why


def untold(case: Case, classes: Classes) -> Iterator[Fault]:
    """Find lines whose lack is not told, told wrongly, or told for a reason that is not so."""
    said: dict[int, int] = {}
    for short in case.plan.short:
        said[short.line] = said.get(short.line, 0) + short.pieces
        if short.why not in true_whys(case, classes, short.line):
            yield fault(Kind.WHY, line=short.line, why=str(short.why))
    for line, need in case.needs.items():
        lacking = need.pieces - case.given[line]
        if said.get(line, 0) != lacking:
            yield fault(Kind.SHORT, line=line, short=lacking, said=said.get(line, 0))


def true_whys(case: Case, classes: Classes, line: int) -> frozenset[Why]:
    """Name every reason for which a line may be said to be short.

    What keeps all that is like it away, if something does; else its kits, its visit, the others.
    """
    asking = classes.asking[classes.asking_of[line]]
    if not asking.suits:
        kinds = asking.whys - {Kind.NOTHING_LIKE_IT} or {Kind.NOTHING_LIKE_IT}
        return frozenset(WHYS[kind] for kind in kinds)
    whys = set()
    parts = {part for kit in case.snapshot.kits if kit.whole for part, _ in kit.parts}
    if line in parts and case.loose[line] < case.needs[line].pieces:
        whys.add(Why.KIT)
    if case.snapshot.trips is not None and not case.by_home[case.needs[line].home]:
        whys.add(Why.NO_VISIT)
    if all(classes.goods[number].free <= 0 for number in asking.suits):
        whys.add(Why.OTHERS)
    return frozenset(whys)

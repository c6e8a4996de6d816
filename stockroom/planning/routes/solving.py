"""What the child process does: read a day, say each suggestion as soon as it is better."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec

import msgspec

from stockroom.planning import child
from stockroom.planning.routes.facts import Suggestion
from stockroom.planning.routes.searching import OWN, Search, rounds_in
from stockroom.planning.routes.suggesting import Asked

NICENESS = 10
"""The desk comes first: whoever scans must not wait for a suggestion."""

SOLVERS_SHARE = 0.75
"""Of the time, what the solver may take; the rest is for our own search, before and after."""


def main() -> None:
    """Answer what stands on standard input, on standard output."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    asked = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Asked)
    for found in suggestions(asked):
        sys.stdout.buffer.write(child.frame(found))
        sys.stdout.buffer.flush()


def suggestions(asked: Asked) -> Iterator[Suggestion]:
    """Give ever better suggestions until the time is over; the last is the best."""
    search = Search(asked.day, asked.seed, asked.seconds)
    best = next(search.best(1))
    yield search.orders(best)
    by = OWN
    found = None if asked.without_extra else _solved(asked)
    if found is not None:
        solved = search.routes(found.orders)
        if asked.day.none_idle or search.clashing.matters:
            solved = search.improved(solved)
        if search.weigh(solved) <= search.weigh(best):
            best, by = solved, found.by
            yield replace(search.orders(best), by=by)
    for routes in search.best(rounds_in(asked.seconds), best):
        if search.weigh(routes) < search.weigh(best):
            best = routes
            yield replace(search.orders(best), by=by)
    yield replace(search.orders(search.settled(best)), by=by)


def _solved(asked: Asked) -> Suggestion | None:
    """What the solver of the extra finds; None where it is not there, or the day not one for it."""
    if find_spec("pyvrp") is None:
        return None
    from stockroom.planning.routes import solver  # noqa: PLC0415 - it weighs 140 MB

    if not solver.fits(asked.day):
        return None
    return solver.solved(asked.day, asked.seconds * SOLVERS_SHARE, asked.seed)


if __name__ == "__main__":
    main()

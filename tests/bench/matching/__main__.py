"""Measures the matching and writes docs/benchmarks.md; `tuning 2` prints two tuning seeds only."""

from __future__ import annotations

import sys

from tests.bench.matching import comparing, report
from tests.bench.matching.worlds import FOR_KITS, REPORTING, TUNING


def main(*words: str) -> None:
    """Compare the policies on the reporting seeds, or on so many of those for tuning."""
    tuning = words[:1] == ("tuning",)
    seeds = TUNING[: int(words[1]) if words[1:] else None] if tuning else REPORTING
    if comparing.OURS not in comparing.contestants():
        print("Stockroom's plan is left out: the matcher, or its solver, is not installed here.")
    plain = comparing.compared(comparing.PLAIN, seeds)
    kits = comparing.compared(comparing.KITS, seeds if tuning else FOR_KITS)
    if tuning:
        report.show(plain, kits)
    else:
        report.write(plain, kits)


if __name__ == "__main__":
    main(*sys.argv[1:])

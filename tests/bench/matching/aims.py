"""What the plan was meant to reach, set before it was written, beside what it reached."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.matching.comparing import (
    FIRST,
    HINDSIGHT,
    OURS,
    UNPOLISHED,
    URGENT,
    Results,
    Trial,
    average,
    difference,
)

OVER_FIRST = {
    "urgent": {0.5: 20, 0.7: 15, 0.9: 10},
    "critical": {0.5: 40, 0.7: 30, 0.9: 20},
    "worst": {0.5: 4, 0.7: 4, 0.9: 4},
    "units": {0.5: 0, 0.7: 0, 0.9: 0},
}
"""Points over first come, first served, by measure and ratio."""
OF_HINDSIGHT = {0.5: 84, 0.7: 90, 0.9: 93}
MORE_KITS, FEWER_PICKS = 15, 20
WORDS = {"critical": "tonight"}

Line = tuple[str, str, str, str]


def reached(plain: Results, kits: Results) -> Iterator[Line]:
    """Give each aim in words, where it holds, what was reached, and whether that is enough."""
    for trial, columns in plain.items():
        if OURS not in columns:
            continue
        where = f"{trial.ratio}"
        for name, aims in OVER_FIRST.items():
            aim, gain = aims[trial.ratio], 100 * difference(columns[OURS], columns[FIRST], name)[0]
            words = f"{WORDS.get(name, name)}, points over {FIRST}"
            yield _line(words, where, aim, gain, f"{gain:+.1f}")
        share = 100 * average(columns[OURS], "urgent") / average(columns[HINDSIGHT], "urgent")
        aim = OF_HINDSIGHT[trial.ratio]
        yield _line("urgent, percent of hindsight", where, aim, share, f"{share:.1f}")
        before, after = (average(columns[name], "picks") for name in (UNPOLISHED, OURS))
        less = 100 * (before - after) / before
        yield _line("picks saved by polishing, percent", where, FEWER_PICKS, less, f"{less:.1f}")
    for trial, columns in kits.items():
        if OURS in columns:
            made, others = (average(columns[name], "kits") for name in (OURS, URGENT))
            more = 100 * (made - others) / others
            words = f"whole kits, percent over {URGENT}"
            yield _line(words, _where(trial), MORE_KITS, more, f"{more:+.0f}")


def _line(words: str, where: str, aim: float, value: float, said: str) -> Line:
    return f"{words} ({where})", f"{aim}", said, "yes" if value >= aim else "**no**"


def _where(trial: Trial) -> str:
    return f"{trial.ratio}, {trial.stops} stops, {'with' if trial.floor else 'no'} floor"

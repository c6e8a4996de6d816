"""Writes what was measured into docs/benchmarks.md, between two markers, with a chart beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.bench.matching import aims, chart
from tests.bench.matching.comparing import (
    EXACT,
    FIRST,
    HINDSIGHT,
    OURS,
    URGENT,
    Results,
    Trial,
    average,
    difference,
)
from tests.bench.matching.worlds import FOR_KITS, REPORTING, VERSION

DOCS = Path(__file__).parents[3] / "docs"
BEGIN, END = "<!-- matching: begin -->", "<!-- matching: end -->"
MISSING = (
    "Stockroom's own plan was **not measured in this run**: the matcher, or the solver that it\n"
    "needs, was not installed."
)
INTRODUCTION = f"""\
`make bench-matching` writes all of this section. **The world is made up** (version {VERSION} of
tests/bench/matching/worlds.py, frozen before the matcher was tuned): 25 facilities of lognormal
size, of which 5 take only sealed goods; 26 weeks with one plan a week; 30 products; gifts larger in
size than what is asked, a size larger accepted on three lines of four; children who grow while
they wait; milk and nappies that expire. It shows what a rule does with the same goods, compared
with another rule. It does not say what any charity would gain. Quantities and lengths of life were
chosen by looking at the simple rules alone, on the seeds for tuning.

The rules: the oldest wish first and only the size that it names; the oldest first, a size larger
where the line takes it; the most urgent first, then the oldest, with what expires first; and
Stockroom's plan, with its picks polished and without.

All shares are means in percent over {len(REPORTING)} seeds on which nothing was tuned. *Urgent* is
the share of asked pieces met where one for tonight counts 9, for two weeks 3, routine and nice to
have 1; *tonight* is the share of those alone. A line stays open for 3, 6, 12 or 20 plans, by its
urgency. *Worst* is the fill of the worst-served shelter, *spread* the best less the worst; gates
that take only sealed goods are left out of both. *Picks* are pairs of a lot and a facility in a
week, *expired* are pieces. *Of hindsight* compares *urgent* with the most that anybody could have
met, had all 26 weeks been known on the first Monday (a bound, exact for urgency, which need not be
fair)."""
KITS = f"""\
### Kits and few trips

As above, and each week four facilities ask for one to three kits for a newborn, five things that
come together or not at all; a week's trips reach so many of the 25 facilities. With the *floor*, a
facility that was last reached three weeks ago is owed a visit before others. Means over
{len(FOR_KITS)} of the seeds."""


AIMS = """\
### Aims

Set before the matcher was written, after a prototype in another made-up world. Where they are
missed: no rule that sees one week only comes nearer to hindsight here, as the most urgent first
shows; the worst-served shelter gains little where there is nearly enough for all; and few picks are
left to save, since the plan before polishing already draws on whole lots, one after another."""


def write(plain: Results, kits: Results) -> None:
    """Write the section and its chart; raises ValueError where the markers are missing."""
    page = DOCS / "benchmarks.md"
    before, rest = page.read_text(encoding="utf-8").split(BEGIN)
    _, after = rest.split(END)
    section = f"{BEGIN}\n\n{text(plain, kits)}\n\n{END}"
    page.write_text(before + section + after, encoding="utf-8")
    (DOCS / "matching.svg").write_text(chart.drawn(plain), encoding="utf-8")


def text(plain: Results, kits: Results) -> str:
    """Say in Markdown what was measured."""
    parts = [INTRODUCTION]
    if not any(OURS in columns for columns in plain.values()):
        parts.append(MISSING)
    parts += [
        "![Urgent need met by each rule, at three ratios](matching.svg)",
        "\n".join(_measured(plain)),
        "The paired differences, in percentage points, with their standard error:",
        "\n".join(_differences(plain)),
        KITS,
        "\n".join(_kits(kits)),
    ]
    if lines := list(_aims(plain, kits)):
        parts += [AIMS, "\n".join(lines)]
    return "\n\n".join(parts)


def _measured(results: Results) -> Iterator[str]:
    yield from _head(
        "given / asked", "rule", "units", "urgent", "tonight", "worst", "spread", "exact size",
        "picks", "expired", "of hindsight",
    )  # fmt: skip
    for trial, columns in results.items():
        best = average(columns[HINDSIGHT], "urgent")
        for name, column in columns.items():
            shares = [
                _percent(average(column, one))
                for one in ("units", "urgent", "critical", "worst", "spread", "exact")
            ]
            counts = [_count(average(column, one)) for one in ("picks", "wasted")]
            of_best = _percent(average(column, "urgent") / best)
            yield _row(f"{trial.ratio}", name, *shares, *counts, of_best)


def _differences(results: Results) -> Iterator[str]:
    pairs = [(OURS, FIRST), (OURS, URGENT), (OURS, EXACT), (URGENT, FIRST)]
    yield from _head("given / asked", "rule", "less", "units", "urgent", "tonight", "worst")
    for trial, columns in results.items():
        for one, other in pairs:
            if one in columns:
                apart = [
                    _apart(*difference(columns[one], columns[other], name))
                    for name in ("units", "urgent", "critical", "worst")
                ]
                yield _row(f"{trial.ratio}", one, other, *apart)


def _kits(results: Results) -> Iterator[str]:
    yield from _head(
        "given / asked", "stops", "floor", "rule", "units", "urgent", "tonight", "whole kits",
        "worst", "spread",
    )  # fmt: skip
    for trial, columns in results.items():
        for name, column in columns.items():
            shares = [
                _percent(average(column, one))
                for one in ("units", "urgent", "critical", "kits", "worst", "spread")
            ]
            yield _row(*_setting(trial), name, *shares)


def _aims(plain: Results, kits: Results) -> Iterator[str]:
    lines = list(aims.reached(plain, kits))
    if lines:
        yield from _head("what", "aim", "reached", "enough")
        yield from (_row(*line) for line in lines)


def _setting(trial: Trial) -> tuple[str, str, str]:
    return f"{trial.ratio}", f"{trial.stops}", "yes" if trial.floor else "no"


def _head(*words: str) -> Iterable[str]:
    return _row(*words), "|" + "---|" * len(words)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _percent(share: float) -> str:
    return "" if share != share else f"{100 * share:.1f}"  # noqa: PLR0124 (not a number)


def _count(number: float) -> str:
    return "" if number != number else f"{number:,.0f}"  # noqa: PLR0124 (not a number)


def _apart(mean: float, error: float) -> str:
    return f"{100 * mean:+.1f} ± {100 * error:.1f}"


def show(plain: Results, kits: Results) -> None:
    """Print the tables without writing them anywhere."""
    for lines in (_measured(plain), _differences(plain), _kits(kits), _aims(plain, kits)):
        print("\n".join(lines), end="\n\n")

"""Measures what a plan costs against how much there is to plan, and writes docs/benchmarks.md.

Made-up snapshots of as many lots as lines, sparse as real ones are: a line can be answered by a
dozen lots or so. CPU time: the median of three runs, of the whole plan one.
"""

from __future__ import annotations

import cProfile
import pstats
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from statistics import median
from typing import Any

from stockroom.planning import matching
from stockroom.planning.checking import check
from stockroom.planning.facts import Home, Need, Snapshot, Stock
from stockroom.planning.plans import Plan
from stockroom.planning.problem import made_of
from stockroom.words import Condition, Fits, Season, Urgency
from tests.bench.matching.report import DOCS

BEGIN, END = "<!-- plan sizes: begin -->", "<!-- plan sizes: end -->"
SIZES = (1_000, 2_000, 5_000, 10_000, 20_000)
HOMES, ROUNDS, SECONDS = 60, 3, 10.0
TODAY = date(2026, 11, 20)
WIDTH, HEIGHT, LEFT, TOP, FLOOR = 760, 340, 56, 44, 280
PARTS = {"solver": "#1f6f5c", "whole plan": "#d9a441", "check": "#7c8794"}


@dataclass(frozen=True)
class Cost:
    """What one size costs, in seconds of CPU; `arcs` are the pairs of goods and lines that fit."""

    size: int
    arcs: int
    seconds: dict[str, float]


def main() -> None:
    """Measure each size, then write the table and the chart."""
    costs = []
    for size in SIZES:
        costs.append(measured(size))
        print(costs[-1], flush=True)
    write(costs)


def measured(size: int) -> Cost:
    """Plan a snapshot of so many lots and lines, and check the plan."""
    made = snapshot(size)
    whole, plan = _cpu(_as_the_child, made)
    seconds = {
        "solver": median(_in_the_solver(made) for _ in range(ROUNDS)),
        "whole plan": whole,
        "check": median(_checked(made, plan) for _ in range(ROUNDS)),
    }
    return Cost(size, len(made_of(made).arcs), seconds)


def _as_the_child(made: Snapshot) -> Plan:
    """The last and best of the plans that the child process says."""
    *_, last = matching.plans(made, SECONDS)
    return last


def snapshot(size: int) -> Snapshot:
    """Make up so many lots and lines for sixty facilities."""
    chance = Random(size)
    return Snapshot(
        today=TODAY,
        homes=tuple(_home(chance, number) for number in range(1, HOMES + 1)),
        stocks=tuple(_stock(chance, number, size) for number in range(1, size + 1)),
        needs=tuple(_need(chance, number, size) for number in range(1, size + 1)),
    )


def _home(chance: Random, number: int) -> Home:
    return Home(
        id=number,
        code=f"H-{number}",
        delivery=TODAY + timedelta(days=chance.randint(1, 7)),
        entitled=chance.randint(50, 900),
        served=chance.randint(0, 500),
        sealed_only=number % 5 == 0,
        margin_days=7,
    )


def _sized(chance: Random, size: int) -> dict[str, Any]:
    low = chance.choice((56, 62, 68, 74, 80))
    return {"product": chance.randrange(size // 100), "scheme": "body_cm", "low": low, "high": low}


def _stock(chance: Random, number: int, size: int) -> Stock:
    expires = chance.random() < 0.3
    return Stock(
        id=number,
        lot=number,
        place=number % 500,
        pieces=chance.randint(1, 7),
        fits=chance.choice(tuple(Fits)),
        season=chance.choice(tuple(Season)),
        condition=chance.choice(tuple(Condition)),
        use_by=TODAY + timedelta(days=chance.randint(5, 200)) if expires else None,
        box=chance.choice((None, chance.randrange(size // 3))),
        **_sized(chance, size),
    )


def _need(chance: Random, number: int, size: int) -> Need:
    return Need(
        line=number,
        home=chance.randint(1, HOMES),
        pieces=chance.randint(1, 10),
        urgency=chance.choice(tuple(Urgency)),
        since=chance.randint(1, 500),
        step=6,
        sizes_up=1,
        fits=chance.choice(tuple(Fits)),
        season=chance.choice(tuple(Season)),
        new_only=chance.random() < 0.1,
        substitutes=chance.random() < 0.75,
        **_sized(chance, size),
    )


def _cpu(work: Callable[..., Any], *given: object) -> tuple[float, Any]:
    began = time.process_time()
    result = work(*given)
    return time.process_time() - began, result


def _checked(made: Snapshot, plan: Plan) -> float:
    seconds, faults = _cpu(check, made, plan)
    assert faults == [], faults[:3]
    return seconds


def _in_the_solver(made: Snapshot) -> float:
    """What the min-cost flows of all levels take, by the profiler's clock of CPU time."""
    profile = cProfile.Profile(time.process_time)
    profile.runcall(next, matching.plans(made, SECONDS))
    stats: Any = pstats.Stats(profile)
    own: list[float] = [
        row[2]
        for (_file, _line, name), row in stats.stats.items()
        if name.endswith("min_cost_flow.solve>")
    ]
    return sum(own)


def write(costs: Sequence[Cost]) -> None:
    """Write the section and its chart; raises ValueError where the markers are missing."""
    page = DOCS / "benchmarks.md"
    before, rest = page.read_text(encoding="utf-8").split(BEGIN)
    _, after = rest.split(END)
    table = "\n".join(_table(costs))
    page.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{after}", encoding="utf-8")
    (DOCS / "plan-sizes.svg").write_text(drawn(costs), encoding="utf-8")


def _table(costs: Sequence[Cost]) -> Iterator[str]:
    yield "| lots and lines | pairs that fit | " + " | ".join(f"{one}, s" for one in PARTS) + " |"
    yield "|---|---|---|---|---|"
    for cost in costs:
        seconds = " | ".join(f"{cost.seconds[part]:.2f}" for part in PARTS)
        yield f"| {cost.size:,} | {cost.arcs:,} | {seconds} |"


def drawn(costs: Sequence[Cost]) -> str:
    """Draw each part as a line over the sizes."""
    most = max(max(cost.seconds.values()) for cost in costs)
    body = [*_grid(most), *(_line(costs, part, most) for part in PARTS), *_legend()]
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
            'font-family="sans-serif" font-size="12" role="img" fill="#1d2329">',
            "<title>Seconds of CPU for a plan, by the number of lots and lines</title>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
            *body,
            "</svg>\n",
        )
    )


def _grid(most: float) -> Iterator[str]:
    for part in range(6):
        y = FLOOR - part * (FLOOR - TOP) / 5
        yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - 24}" stroke="#dfe3e8"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{most * part / 5:.1f}</text>'
    for size in SIZES:
        yield f'<text x="{_x(size):.1f}" y="{FLOOR + 20}" text-anchor="middle">{size:,}</text>'
    yield f'<text x="{LEFT}" y="{FLOOR + 46}">Seconds of CPU, by lots and lines.</text>'


def _line(costs: Sequence[Cost], part: str, most: float) -> str:
    points = " ".join(
        f"{_x(cost.size):.1f},{FLOOR - (FLOOR - TOP) * cost.seconds[part] / most:.1f}"
        for cost in costs
    )
    return f'<polyline points="{points}" fill="none" stroke="{PARTS[part]}" stroke-width="2.5"/>'


def _legend() -> Iterator[str]:
    for at, (part, colour) in enumerate(PARTS.items()):
        x = LEFT + 140 * at
        yield f'<rect x="{x}" y="16" width="12" height="12" fill="{colour}"/>'
        yield f'<text x="{x + 18}" y="26">{part}</text>'


def _x(size: int) -> float:
    return LEFT + (WIDTH - LEFT - 24) * size / SIZES[-1]


if __name__ == "__main__":
    main()

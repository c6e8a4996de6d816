"""Measures orders of stops by several means, and writes docs/benchmarks.md with a chart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import mean

from tests.bench.routes.chart import drawn
from tests.bench.routes.measuring import SECONDS, Results, measured

DOCS = Path(__file__).parents[3] / "docs"
BEGIN, END = "<!-- routes: begin -->", "<!-- routes: end -->"

Gaps = dict[int, dict[str, list[float]]]


def main() -> None:
    """Measure, and write table and chart; raises ValueError where the markers are missing."""
    results, best = measured()
    apart = gaps(results, best)
    page = DOCS / "benchmarks.md"
    before, rest = page.read_text(encoding="utf-8").split(BEGIN)
    _, after = rest.split(END)
    table = "\n".join(_table(results, apart))
    page.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{after}", encoding="utf-8")
    (DOCS / "routes.svg").write_text(drawn(apart), encoding="utf-8")


def gaps(results: Results, best: Mapping[int, list[int]]) -> Gaps:
    """By how many percent each means is above the best known, for each day."""
    return {
        stops: {
            name: [
                100 * (one.minutes - least) / least
                for one, least in zip(column, best[stops], strict=True)
            ]
            for name, column in columns.items()
        }
        for stops, columns in results.items()
    }


def _table(results: Results, apart: Gaps) -> Iterator[str]:
    yield "| stops | days | by | above the best, % | worst day, % |"
    yield "|---|---|---|---|---|"
    for stops, columns in results.items():
        for name, column in columns.items():
            own = apart[stops][name]
            yield (
                f"| {stops} (in {SECONDS[stops]:.0f} s) | {len(column)} | {name} "
                f"| {mean(own):.2f} | {max(own):.2f} |"
            )


if __name__ == "__main__":
    main()

"""A plain bar chart as SVG, by hand: a library that draws would weigh more than all it drew."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.matching.comparing import (
    EXACT,
    FIRST,
    HINDSIGHT,
    OURS,
    URGENT,
    Results,
    average,
)

COLOURS = {
    EXACT: "#b8bec6",
    FIRST: "#7c8794",
    URGENT: "#d9a441",
    OURS: "#1f6f5c",
    HINDSIGHT: "none",
}
WIDTH, HEIGHT, LEFT, TOP, FLOOR = 760, 360, 48, 56, 300
BAR = 36


def drawn(results: Results) -> str:
    """Draw the urgent need met by each rule, a group of bars for each ratio."""
    names = [name for name in COLOURS if any(name in columns for columns in results.values())]
    body = [*_grid(), *_legend(names), *_groups(results, names)]
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
            'font-family="sans-serif" font-size="12" role="img" fill="#1d2329">',
            "<title>Urgent need met by each rule, in percent, at three ratios</title>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
            *body,
            "</svg>\n",
        )
    )


def _grid() -> Iterator[str]:
    for percent in range(0, 101, 20):
        y = _y(percent / 100)
        yield f'<path d="M{LEFT} {y}H{WIDTH - 16}" stroke="#dfe3e8"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{percent}</text>'


def _legend(names: list[str]) -> Iterator[str]:
    x = LEFT
    for name in names:
        yield _bar(x, 18, 12, 12, name)
        yield f'<text x="{x + 18}" y="28">{name.replace(chr(39), "’")}</text>'
        x += 36 + 6 * len(name)


def _groups(results: Results, names: list[str]) -> Iterator[str]:
    room = (WIDTH - LEFT - 16) / len(results)
    for place, (trial, columns) in enumerate(results.items()):
        middle = LEFT + room * (place + 0.5)
        x = middle - BAR * len(names) / 2
        for name in names:
            share = average(columns[name], "urgent")
            y = _y(share)
            yield _bar(x + 2, y, BAR - 4, FLOOR - y, name)
            yield (
                f'<text x="{x + BAR / 2:.1f}" y="{y - 5:.1f}" text-anchor="middle" '
                f'font-size="11">{100 * share:.0f}</text>'
            )
            x += BAR
        yield (
            f'<text x="{middle:.1f}" y="{FLOOR + 20}" text-anchor="middle">'
            f"{100 * trial.ratio:.0f} given for 100 asked</text>"
        )
    yield (
        f'<text x="{LEFT}" y="{FLOOR + 46}" fill="#5a6570">Percent of asked pieces met, urgent '
        "ones counting for more; a made-up world, means over its seeds.</text>"
    )


def _bar(x: float, y: float, width: float, height: float, name: str) -> str:
    edge = ' stroke="#1d2329" stroke-dasharray="3 2"' if name == HINDSIGHT else ""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'fill="{COLOURS[name]}"{edge}/>'
    )


def _y(share: float) -> float:
    return round(FLOOR - share * (FLOOR - TOP), 1)

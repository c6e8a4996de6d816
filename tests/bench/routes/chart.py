"""How far each means is from the best known order, as a plain bar chart in SVG."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from statistics import mean

from tests.bench.routes.measuring import NEAREST, SECOND, WITH, WITHOUT

COLOURS = {WITH: "#1f6f5c", WITHOUT: "#7fb8a6", SECOND: "#d9a441", NEAREST: "#b8bec6"}
WIDTH, HEIGHT, LEFT, TOP, FLOOR = 760, 320, 48, 56, 260
BAR, MOST = 36, 10.0


def drawn(apart: Mapping[int, Mapping[str, list[float]]]) -> str:
    """Draw a group of bars for each number of stops; what is far off is cut, with its figure."""
    body = [*_grid(), *_legend(), *_groups(apart)]
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
            'font-family="sans-serif" font-size="12" role="img" fill="#1d2329">',
            "<title>Minutes on the road above the best known order, in percent</title>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
            *body,
            "</svg>\n",
        )
    )


def _grid() -> Iterator[str]:
    for percent in range(0, int(MOST) + 1, 2):
        y = _y(percent)
        yield f'<path d="M{LEFT} {y}H{WIDTH - 16}" stroke="#dfe3e8"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{percent}</text>'


def _legend() -> Iterator[str]:
    for at, (name, colour) in enumerate(COLOURS.items()):
        x = LEFT + 170 * at
        yield f'<rect x="{x}" y="18" width="12" height="12" fill="{colour}"/>'
        yield f'<text x="{x + 18}" y="28">{name}</text>'


def _groups(apart: Mapping[int, Mapping[str, list[float]]]) -> Iterator[str]:
    room = (WIDTH - LEFT - 16) / len(apart)
    for place, (stops, columns) in enumerate(apart.items()):
        middle = LEFT + room * (place + 0.5)
        x = middle - BAR * len(COLOURS) / 2
        for name, colour in COLOURS.items():
            gap = mean(columns[name])
            y = _y(min(gap, MOST))
            yield (
                f'<rect x="{x + 2:.1f}" y="{y}" width="{BAR - 4}" height="{FLOOR - y:.1f}" '
                f'fill="{colour}"/>'
                f'<text x="{x + BAR / 2:.1f}" y="{y - 5:.1f}" text-anchor="middle" '
                f'font-size="11">{gap:.1f}</text>'
            )
            x += BAR
        yield f'<text x="{middle:.1f}" y="{FLOOR + 20}" text-anchor="middle">{stops} stops</text>'
    yield (
        f'<text x="{LEFT}" y="{FLOOR + 46}" fill="#5a6570">Percent above the best known, '
        "means of three made-up days; bars above ten are cut.</text>"
    )


def _y(percent: float) -> float:
    return round(FLOOR - percent / MOST * (FLOOR - TOP), 1)

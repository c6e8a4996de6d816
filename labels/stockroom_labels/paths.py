"""Outlines to fill with ink: straight lines and curves, for letters and pictures alike.

What turns clockwise on the page is inked, and what turns the other way within it is a hole, as
in TrueType; every renderer fills by that rule (non-zero winding).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

Point = tuple[float, float]
Step = tuple[Point, ...]
"""One point is a straight line to it; three are a cubic curve: two handles and its end."""

_ROUND = 0.5523  # handles of a quarter circle, as a part of its radius


@dataclass(frozen=True)
class Contour:
    """One closed outline: where it starts, and its steps."""

    start: Point
    steps: tuple[Step, ...]

    def moved(self, move: Callable[[Point], Point]) -> "Contour":
        """Give the same outline with each of its points moved."""
        steps = tuple(tuple(move(point) for point in step) for step in self.steps)
        return Contour(move(self.start), steps)


Path = tuple[Contour, ...]


def placed(path: Path, x: float, y: float, scale: float) -> Path:
    """Give a path enlarged, with its origin at a point of the page."""
    return tuple(
        contour.moved(lambda point: (x + scale * point[0], y + scale * point[1]))
        for contour in path
    )


def polygon(points: Sequence[Point]) -> Path:
    """Give a straight-sided outline that is inked, whichever way its points run."""
    turned = points if signed_area(points) > 0 else points[::-1]
    return (Contour(turned[0], tuple((point,) for point in turned[1:])),)


def rectangle(x: float, y: float, width: float, height: float, radius: float = 0) -> Path:
    """Give a rectangle, its corners rounded if a radius is given."""
    right, foot = x + width, y + height
    if not radius:
        return polygon(((x, y), (right, y), (right, foot), (x, foot)))
    r, k = radius, radius * (1 - _ROUND)
    steps: tuple[Step, ...] = (
        ((right - r, y),),
        ((right - k, y), (right, y + k), (right, y + r)),
        ((right, foot - r),),
        ((right, foot - k), (right - k, foot), (right - r, foot)),
        ((x + r, foot),),
        ((x + k, foot), (x, foot - k), (x, foot - r)),
        ((x, y + r),),
        ((x, y + k), (x + k, y), (x + r, y)),
    )
    return (Contour((x + r, y), steps),)


def circle(x: float, y: float, radius: float) -> Path:
    """Give a circle about a point."""
    return rectangle(x - radius, y - radius, 2 * radius, 2 * radius, radius)


def stroke(start: Point, end: Point, width: float) -> Path:
    """Give a straight line as an outline with square ends."""
    (x, y), (to_x, to_y) = start, end
    length = ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5
    across, along = width / 2 * (to_y - y) / length, width / 2 * (x - to_x) / length
    return polygon(
        (
            (x + across, y + along),
            (to_x + across, to_y + along),
            (to_x - across, to_y - along),
            (x - across, y - along),
        )
    )


def rays(x: float, y: float, inner: float, outer: float, count: int, width: float) -> Path:
    """Give straight lines that leave a point on all sides."""
    angles = [2 * pi * number / count for number in range(count)]
    return joined(
        stroke(
            (x + inner * cos(angle), y + inner * sin(angle)),
            (x + outer * cos(angle), y + outer * sin(angle)),
            width,
        )
        for angle in angles
    )


def joined(paths: Iterable[Path]) -> Path:
    """Give several paths as one."""
    return tuple(contour for path in paths for contour in path)


def flat(contour: Contour, pieces: int = 8) -> list[Point]:
    """Give an outline as corners, each of its curves in so many pieces."""
    points = [contour.start]
    for step in contour.steps:
        start = points[-1]
        if len(step) == 1:
            points.extend(step)
        else:
            points.extend(_on_curve(start, step, n / pieces) for n in range(1, pieces + 1))
    return points


def signed_area(points: Sequence[Point]) -> float:
    """Give the area inside a closed line; it is positive where the line runs clockwise."""
    pairs = zip(points, (*points[1:], points[0]), strict=True)
    return sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in pairs) / 2


def _on_curve(start: Point, step: Step, part: float) -> Point:
    rest = 1 - part
    shares = (rest**3, 3 * rest**2 * part, 3 * rest * part**2, part**3)
    points = (start, *step)
    x = sum(share * point[0] for share, point in zip(shares, points, strict=True))
    y = sum(share * point[1] for share, point in zip(shares, points, strict=True))
    return x, y

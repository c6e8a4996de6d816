"""Points on the earth, and the minutes that a van takes from one to another along no known road."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from stockroom.errors import Malformed
from stockroom.rules.writing import western

EARTH_KM = 6371.0
"""The mean radius; what the earth lacks to a ball is far below what a straight line leaves open."""

WINDING = 1.4
"""How much longer roads are than the straight line: 1.3-1.4 in towns as a rule; the upper end,
since a van that comes late finds a gate closed."""

SPEED_KMH = 40
"""What a van makes on average across a town and its outskirts, lights and parking included."""

STEP_MIN = 5
"""Minutes are rounded up to these: nobody knows them better, and they tell less of a point."""

_SIGNED = r"([+-]?\d{1,3}(?:\.\d{1,9})?)"
_POINT = re.compile(rf"{_SIGNED}\s*(?:[,;،؛]\s*|\s+){_SIGNED}")


class Point(NamedTuple):
    """Latitude and longitude in degrees."""

    latitude: float
    longitude: float


def read(text: str) -> Point:
    """A point as maps write it, "52.5163, 13.3777"; raises `Malformed` for anything else."""
    found = _POINT.fullmatch(western(text).strip().replace("−", "-"))
    point = Point(float(found[1]), float(found[2])) if found else Point(math.inf, math.inf)
    if abs(point.latitude) > 90 or abs(point.longitude) > 180:
        raise Malformed(
            "point", "Write the point as latitude and longitude in degrees: 52.5163, 13.3777."
        )
    return point


def kilometres(one: Point, other: Point) -> float:
    """How far two points are from each other along the surface."""
    up, down = math.radians(one.latitude), math.radians(other.latitude)
    across = math.radians(other.longitude - one.longitude)
    half = (
        math.sin((down - up) / 2) ** 2 + math.cos(up) * math.cos(down) * math.sin(across / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(min(half, 1.0)))


def minutes(
    one: Point, other: Point, *, winding: float = WINDING, speed_kmh: float = SPEED_KMH
) -> int:
    """The minutes between two points, rounded up; never less than one step, nor more than a day."""
    needed = kilometres(one, other) * winding / speed_kmh * 60
    steps = max(1, math.ceil(round(needed / STEP_MIN, 6)))
    return min(steps * STEP_MIN, 24 * 60)

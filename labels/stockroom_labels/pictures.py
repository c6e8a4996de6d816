"""Our own pictures and signs, simple enough to tell apart from two metres.

Each is drawn on a square of 100 by 100, in layers: ink, white on top, ink again. Where a sign says
what a word says, the word stands beside it.
"""

from stockroom_labels.paths import Path, circle, joined, polygon, rays, rectangle, stroke

SIDE = 100.0

Layers = tuple[Path, ...]
"""Dark, light, dark, and so on, each over the last."""


def _clothes() -> Layers:
    shirt = (
        (34, 12), (66, 12), (96, 32), (84, 52), (73, 46), (73, 90), (27, 90), (27, 46), (16, 52),
        (4, 32),
    )  # fmt: skip
    return polygon(shirt), circle(50, 12, 12)


def _nappies() -> Layers:
    brief = ((6, 24), (94, 24), (94, 44), (72, 56), (62, 82), (38, 82), (28, 56), (6, 44))
    tapes = joined((rectangle(12, 29, 14, 8, 2), rectangle(74, 29, 14, 8, 2)))
    return polygon(brief), tapes


def _bottle() -> Layers:
    glass = rectangle(30, 36, 40, 60, 9)
    cap = joined((rectangle(27, 26, 46, 9, 2), rectangle(36, 16, 28, 12, 4), circle(50, 12, 8)))
    marks = joined(rectangle(52, y, 12, 4) for y in (50, 62, 74))
    return joined((glass, cap)), marks


def _cot() -> Layers:
    posts = joined(rectangle(x, 18, 8, 76, 3) for x in (6, 86))
    bars = joined(rectangle(x, 32, 4, 40) for x in (22, 34, 46, 58, 70))
    return (joined((posts, bars, rectangle(6, 26, 88, 7), rectangle(6, 70, 88, 12))),)


def _pram() -> Layers:
    hood = ((46, 46), (46, 12), (30, 15), (17, 25), (10, 46))
    body = joined((polygon(hood), rectangle(10, 50, 70, 22, 10)))
    handle = joined((stroke((76, 54), (92, 28), 6), stroke((88, 28), (98, 28), 6)))
    wheels = joined(circle(x, 83, 12) for x in (27, 65))
    return joined((body, handle, wheels)), joined(circle(x, 83, 5) for x in (27, 65))


def _car_seat() -> Layers:
    shell = joined((rectangle(24, 4, 52, 70, 16), rectangle(10, 46, 80, 48, 16)))
    straps = joined((stroke((37, 22), (47, 62), 6), stroke((63, 22), (53, 62), 6)))
    belt = joined((straps, stroke((50, 60), (50, 86), 6), circle(50, 63, 8)))
    return shell, belt


def _toys() -> Layers:
    ears = joined((circle(26, 24, 16), circle(74, 24, 16)))
    head = joined((ears, circle(50, 54, 38)))
    muzzle = joined((circle(36, 46, 6), circle(64, 46, 6), circle(50, 68, 15)))
    return head, muzzle, circle(50, 63, 6)


def _bedding() -> Layers:
    folds = joined(rectangle(8, y, 84, 20, 9) for y in (24, 48, 72))
    return folds, joined(rectangle(16, y, 56, 4, 2) for y in (32, 56, 80))


def _box() -> Layers:
    carton = joined((polygon(((4, 28), (20, 8), (80, 8), (96, 28))), rectangle(4, 32, 92, 60, 2)))
    return carton, joined((rectangle(38, 6, 24, 46), rectangle(14, 76, 20, 6, 2)))


def _figure(x: float, *, dress: bool) -> Path:
    skirt = ((x - 6, 32), (x + 6, 32), (x + 21, 74), (x - 21, 74))
    body = polygon(skirt) if dress else rectangle(x - 13, 32, 26, 40, 5)
    legs = joined(rectangle(x + side, 70, 8, 26, 2) for side in (-10, 2))
    return joined((circle(x, 16, 13), body, legs))


def _snow() -> Layers:
    arms = rays(50, 50, 0, 46, 6, 9)
    tips = joined(circle(50 + dx, 50 + dy, 8) for dx, dy in _ring(34))
    return (joined((arms, tips, circle(50, 50, 12))),)


def _ring(radius: float) -> tuple[tuple[float, float], ...]:
    half, tall = radius / 2, radius * 3**0.5 / 2
    corners = ((radius, 0.0), (half, tall), (-half, tall))
    return (*corners, *((-x, -y) for x, y in corners))


def _sun() -> Layers:
    return (joined((circle(50, 50, 22), rays(50, 50, 30, 48, 8, 9))),)


def _any_season() -> Layers:
    flake = joined((rays(70, 70, 0, 28, 6, 7), circle(70, 70, 9)))
    return (joined((circle(28, 28, 14), rays(28, 28, 18, 28, 8, 6), flake)),)


PICTURES: dict[str, Layers] = {
    "clothes": _clothes(),
    "nappies": _nappies(),
    "bottle": _bottle(),
    "cot": _cot(),
    "pram": _pram(),
    "car-seat": _car_seat(),
    "toys": _toys(),
    "bedding": _bedding(),
    "box": _box(),
    "fits-girl": (_figure(50, dress=True),),
    "fits-boy": (_figure(50, dress=False),),
    "fits-any": (joined((_figure(26, dress=True), _figure(76, dress=False))),),
    "season-winter": _snow(),
    "season-summer": _sun(),
    "season-any": _any_season(),
}

"""What happens to a label in a warehouse, done to a picture of its QR, the same for each seed.

Shares of area are of the code without its quiet zone.
"""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from stockroom_labels.qr import QUIET_ZONE, Matrix, dark_runs

WHITE = 255
_FINE = 4
_PATTERN = 7  # modules of each pattern in three corners (ISO/IEC 18004, 6.3.3)

Hurt = Callable[[Image.Image, float, Random], Image.Image]


def square(modules: Matrix, side: int) -> tuple[Image.Image, float]:
    """Give a QR as a camera sees it, so many pixels wide, and the pixels of a module."""
    count = len(modules) + 2 * QUIET_ZONE
    fine = max(1, round(side * _FINE / count))
    picture = Image.new("L", (count * fine, count * fine), WHITE)
    pen = ImageDraw.Draw(picture)
    for row, column, length in dark_runs(modules):
        x, y = (column + QUIET_ZONE) * fine, (row + QUIET_ZONE) * fine
        pen.rectangle((x, y, x + length * fine - 1, y + fine - 1), fill=0)
    return picture.resize((side, side), Image.Resampling.BOX), side / count


def whole(picture: Image.Image, _module: float, _random: Random) -> Image.Image:
    """As it was printed."""
    return picture


def blurred(picture: Image.Image, module: float, random: Random) -> Image.Image:
    """Out of focus: two to five tenths of a module."""
    return picture.filter(ImageFilter.GaussianBlur(module * random.uniform(0.2, 0.5)))


def turned(picture: Image.Image, _module: float, random: Random) -> Image.Image:
    """Held askew by 25 degrees, to either side."""
    return picture.rotate(
        random.choice((-25, 25)), Image.Resampling.BICUBIC, expand=True, fillcolor=WHITE
    )


def askance(picture: Image.Image, _module: float, random: Random) -> Image.Image:
    """Seen from the side: the far edge is a fifth to three tenths shorter."""
    side = picture.width
    lost = side * random.uniform(0.1, 0.15)
    # Corners of the source that come to upper left, lower left, lower right, upper right.
    widened = (-lost, 0, 0, side, side, side, side + lost, 0)
    held = picture.transform(
        picture.size, Image.Transform.PERSPECTIVE, _perspective(widened, side),
        Image.Resampling.BICUBIC, fillcolor=WHITE,
    )  # fmt: skip
    return held.rotate(90 * random.randrange(4))


def torn(share: float, *, anywhere: bool = False) -> Hurt:
    """A piece gone, as a rule beside the three large patterns by which the code is found.

    With `anywhere` it may take one of these along, which no error correction mends.
    """

    def tear(picture: Image.Image, module: float, random: Random) -> Image.Image:
        rim = QUIET_ZONE * module
        code = picture.width - 2 * rim
        while True:
            wide = sqrt(share * random.uniform(0.6, 1.6)) * code
            high = share * code * code / wide
            x, y = random.uniform(0, code - wide), random.uniform(0, code - high)
            if anywhere or not _meets_pattern(x, y, wide, high, code, module):
                break
        left = picture.copy()
        hole = (rim + x, rim + y, rim + x + wide, rim + y + high)
        ImageDraw.Draw(left).rectangle(hole, fill=WHITE)
        return left

    return tear


def scratched(picture: Image.Image, module: float, random: Random) -> Image.Image:
    """Three scratches across the whole of it, half as wide as a module."""
    scarred = picture.copy()
    pen = ImageDraw.Draw(scarred)
    side = picture.width
    for _ in range(3):
        start, end = random.uniform(0, side), random.uniform(0, side)
        ends = [(0.0, start), (float(side), end)]
        if random.random() < 0.5:
            ends = [(start, 0.0), (end, float(side))]
        pen.line(ends, fill=WHITE, width=max(1, round(module / 2)))
    return scarred


DAMAGES: dict[str, Hurt] = {
    "none": whole,
    "blur": blurred,
    "turned by 25°": turned,
    "perspective": askance,
    "5 % torn": torn(0.05),
    "9 % torn": torn(0.09),
    "5 % torn anywhere": torn(0.05, anywhere=True),
    "9 % torn anywhere": torn(0.09, anywhere=True),
    "three scratches": scratched,
}


def _meets_pattern(
    x: float, y: float, wide: float, high: float, code: float, module: float
) -> bool:
    pattern = _PATTERN * module
    far = code - pattern
    corners = ((0.0, 0.0), (far, 0.0), (0.0, far))
    return any(
        x < left + pattern and left < x + wide and y < top + pattern and top < y + high
        for left, top in corners
    )


def _perspective(corners: tuple[float, ...], side: float) -> tuple[float, ...]:
    """Give the eight numbers by which a square is seen as these four corners (Heckbert, 1989)."""
    x0, y0, x3, y3, x2, y2, x1, y1 = corners
    dx1, dx2, sx = x1 - x2, x3 - x2, x0 - x1 + x2 - x3
    dy1, dy2, sy = y1 - y2, y3 - y2, y0 - y1 + y2 - y3
    below = dx1 * dy2 - dx2 * dy1
    g, h = (sx * dy2 - dx2 * sy) / below, (dx1 * sy - sx * dy1) / below
    a, b = x1 - x0 + g * x1, x3 - x0 + h * x3
    d, e = y1 - y0 + g * y1, y3 - y0 + h * y3
    return a / side, b / side, x0, d / side, e / side, y0, g / side, h / side

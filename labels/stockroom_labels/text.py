"""Words made to fit: cleaned of what no font shows, wrapped, shrunk, at last cut short.

Whoever draws also orders: `runs` divides a line in which scripts of both directions meet into
stretches of one direction, from left to right as they are seen.
"""

import re
import unicodedata
from collections.abc import Callable, Container
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection

from stockroom_labels.direction import ISOLATE, ISOLATED, closed

Measure = Callable[[str], float]
"""The width in millimetres of a line set in one point, so that width grows with the points."""

MM_PER_POINT = 25.4 / 72
ELLIPSIS = "…"
STEP_POINTS, STEP_PART = 0.5, 0.015  # the greater counts: nobody sees half a point of a hundred

BREAKS_POINTS = 13.0
"""From this size of type down, breaking a long word harms the reader less than shrinking it."""

MOST_LETTERS = 200
"""Letters read of any text: more than any label shows, few enough to measure quickly."""

_WORD = re.compile(r"[^\s-]+(?:-+|\s*)|-+\s*|\s+")
"""What stays together on a line: a word with the space or the hyphen after it."""

_JOINERS = "\u200c\u200d"


@dataclass(frozen=True)
class Block:
    """Lines that fit their box, in logical order, and the size of type they fit in."""

    lines: tuple[str, ...]
    points: float


@dataclass(frozen=True)
class Run:
    """A stretch of one direction; its text is in logical order."""

    text: str
    rtl: bool


def clean(text: str, known: Container[int], *, isolates: bool = False) -> str:
    """Give one line of text with only letters that can be drawn, a question mark for the rest.

    `known` holds the code points that the fonts have. A letter without a shape would displace
    its neighbours. Invisible signs go, since one of them could turn the rest of a label around;
    joiners stay, since Persian is spelt with them, and `isolates` where whoever asks put them.
    """
    composed = " ".join(unicodedata.normalize("NFC", text[:MOST_LETTERS]).split())
    kept = _JOINERS + (ISOLATE + ISOLATED if isolates else "")
    visible = (
        letter
        for letter in composed
        if letter in kept or unicodedata.category(letter) not in ("Cc", "Cf")
    )
    return "".join(letter if ord(letter) in known or letter in kept else "?" for letter in visible)


def line_height(points: float, leading: float) -> float:
    """Give the height in millimetres of a line, `leading` being a multiple of the type size."""
    return points * leading * MM_PER_POINT


def fit(
    text: str,
    measure: Measure,
    *,
    width: float,
    height: float,
    largest: float,
    smallest: float,
    leading: float,
) -> Block:
    """Set a text as large as its box of `width` x `height` millimetres allows.

    Type goes from `largest` down to `smallest` points, from 13 on with words broken that are
    wider than a line; what even then does not fit is cut short with an ellipsis.
    """
    words = _WORD.findall(text)
    points = largest
    while points > smallest:
        lines = _wrap(_pieces(words, measure, width / points, points), measure, width / points)
        tall = len(lines) * line_height(points, leading)
        if tall <= height and all(measure(line) * points <= width for line in lines):
            return Block(closed(lines), points)
        points -= max(STEP_POINTS, STEP_PART * points)
    most = max(1, int(height / line_height(smallest, leading)))
    pieces = _broken(words, measure, width / smallest)
    return Block(closed(_cut(pieces, measure, width / smallest, most)), smallest)


@lru_cache(maxsize=4096)
def runs(text: str, rtl: bool) -> tuple[Run, ...]:
    """Divide a line into stretches of one direction, from left to right as they are seen.

    `rtl` is the direction of the whole paragraph (Unicode Standard Annex 9, rules X1 to L2); what
    is isolated in it keeps its own, and the signs that say so are left out.
    The PDF library resolves the levels; its own ordering is right for two levels only, and
    turns "Pram عربة 62 سرير" around.
    """
    base = TextDirection.RTL if rtl else TextDirection.LTR
    paragraph = BidiParagraph(text, base_direction=base, preserve_bn_chars=True)
    stretches = [
        (level, "".join(sign.character for sign in signs))
        for level, signs in groupby(
            (sign for sign in paragraph.characters if sign.character not in ISOLATE + ISOLATED),
            lambda sign: sign.embedding_level,
        )
    ]
    for level in range(max((level for level, _ in stretches), default=0), 0, -1):
        stretches = _reverse_from(stretches, level)
    return tuple(Run(stretch, level % 2 == 1) for level, stretch in stretches)


def _pieces(words: list[str], measure: Measure, limit: float, points: float) -> list[str]:
    return words if points > BREAKS_POINTS else _broken(words, measure, limit)


def _broken(words: list[str], measure: Measure, limit: float) -> list[str]:
    return [piece for word in words for piece in _break(word, measure, limit)]


def _break(word: str, measure: Measure, limit: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and measure((pieces[-1] + letter).rstrip()) > limit:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _wrap(words: list[str], measure: Measure, limit: float) -> tuple[str, ...]:
    lines: list[str] = []
    for word in words:
        if lines and measure((lines[-1] + word).rstrip()) <= limit:
            lines[-1] += word
        else:
            lines.append(word)
    return tuple(line.rstrip() for line in lines)


def _cut(pieces: list[str], measure: Measure, limit: float, most: int) -> tuple[str, ...]:
    lines = _wrap(pieces, measure, limit)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and measure(last + ELLIPSIS) > limit:
        last = last[:-1].rstrip()
    return (*lines[: most - 1], last + ELLIPSIS)


def _reverse_from(stretches: list[tuple[int, str]], level: int) -> list[tuple[int, str]]:
    turned: list[tuple[int, str]] = []
    for deep, group in groupby(stretches, lambda stretch: stretch[0] >= level):
        members = list(group)
        turned.extend(reversed(members) if deep else members)
    return turned

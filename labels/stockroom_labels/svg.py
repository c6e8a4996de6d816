"""A label as an SVG picture, in outlines only, so that it needs none of our fonts."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from stockroom_labels import shaping
from stockroom_labels.dots import square
from stockroom_labels.label import Label, bare, check_label
from stockroom_labels.marks import BLACK, Code, Colour, Mark, Shape, marks
from stockroom_labels.papers import Paper
from stockroom_labels.paths import Contour, Path, placed
from stockroom_labels.qr import QUIET_ZONE, check_text, dark_runs, matrix
from stockroom_labels.text import MM_PER_POINT
from stockroom_labels.typesetting import pieces, readable_of

_HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}mm" height="{height:g}mm" '
    'viewBox="0 0 {width:g} {height:g}" role="img">'
)


def picture(label: Label, paper: Paper) -> str:
    """Give one label in the size of the paper's labels; its title says what the label says.

    It holds no script, no link and no font. Equal input gives equal text. Raises Unprintable (a
    ValueError).
    """
    check_text(label.url)
    check_label(label)
    shown = bare(label)
    said = (
        *shown.route.words,
        shown.number,
        shown.product,
        shown.size,
        shown.details,
        shown.code_shown,
    )
    title = " · ".join(readable_of(text) for text in said if text)
    parts = [
        _HEAD.format(width=paper.label_width_mm, height=paper.label_height_mm),
        f"<title>{escape(title)}</title>",
        f'<path d="M0 0H{paper.label_width_mm:g}V{paper.label_height_mm:g}H0z" fill="#fff"/>',
        *(part for mark in marks(label, paper, (0, 0)) for part in _drawn(mark, paper)),
        "</svg>",
    ]
    return "".join(parts)


def _drawn(mark: Mark, paper: Paper) -> Iterator[str]:
    if isinstance(mark, Code):
        yield _code(mark, paper)
    elif isinstance(mark, Shape):
        yield _filled(mark.path, mark.colour)
    else:
        style = mark.style
        for piece in pieces(mark.text, mark.box, style, rtl=mark.rtl):
            path = shaping.outline(piece.stretch, style.weight, style.spacing)
            size_mm = piece.points * MM_PER_POINT
            yield _filled(placed(path, piece.x, piece.base, size_mm), mark.colour)


def _code(code: Code, paper: Paper) -> str:
    modules = matrix(code.url, code.level)
    place = square(code.box, len(modules) + 2 * QUIET_ZONE, paper.dpi)
    runs = "".join(
        f"M{column + QUIET_ZONE} {row + QUIET_ZONE}h{length}v1h-{length}z"
        for row, column, length in dark_runs(modules)
    )
    where = f"translate({_short(place.x)} {_short(place.y)}) scale({place.step:.6g})"
    return f'<path transform="{where}" shape-rendering="crispEdges" d="{runs}"/>'


def _filled(path: Path, colour: Colour) -> str:
    fill = "" if colour == BLACK else ' fill="#{:02x}{:02x}{:02x}"'.format(*colour)
    return f'<path{fill} d="{"".join(map(_outline, path))}"/>'


def _outline(contour: Contour) -> str:
    steps = "".join(
        ("L" if len(step) == 1 else "C") + " ".join(f"{_short(x)} {_short(y)}" for x, y in step)
        for step in contour.steps
    )
    return f"M{_short(contour.start[0])} {_short(contour.start[1])}{steps}z"


def _short(mm: float) -> str:
    return f"{mm:.3f}".rstrip("0").rstrip(".")

"""Blocks turned into slices that a page can take or pass on to the next, each with its height."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from stockroom.papers.blocks import (
    Block,
    Code,
    Facts,
    Folds,
    NewPage,
    OuterFace,
    Signatures,
    Stamps,
    Table,
    Text,
)
from stockroom.papers.canvas import GREY, PALE, Canvas, Type
from stockroom_labels.parcel import COLOURS, SHAPES

MARGIN_MM = 15.0
PAD_MM = 1.4
HEAD_POINTS = 10.5
_SMALL, _LARGE = 9.0, 20.0

Draw = Callable[[float], None]


@dataclass(frozen=True)
class Slice:
    """What is never parted: its height and how it is drawn from a height down.

    `head` stands again where its rows go on on another page; a slice that `leads` does not end a
    page; `at` is the height on the page from which it is drawn whatever stands above it.
    """

    height: float
    draw: Draw
    head: Slice | None = None
    leads: bool = False
    new_page: bool = False
    at: float | None = None


def slices(block: Block, canvas: Canvas) -> Iterator[Slice]:
    """The slices of a block, in order."""
    if isinstance(block, Text):
        yield _text(block, canvas)
    elif isinstance(block, Facts):
        yield from _facts(block, canvas)
    elif isinstance(block, Table):
        yield from _table(block, canvas)
    elif isinstance(block, Code):
        yield _code(block, canvas)
    elif isinstance(block, Signatures):
        yield _signatures(block, canvas)
    elif isinstance(block, Stamps):
        yield _stamps(block, canvas)
    elif isinstance(block, OuterFace):
        yield _outer_face(block, canvas)
    elif isinstance(block, Folds):
        yield _fold(canvas)
    elif isinstance(block, NewPage):
        yield Slice(0, _nothing, new_page=True)


def _nothing(_y: float) -> None:
    return None


def _inner(canvas: Canvas) -> float:
    return canvas.width - 2 * MARGIN_MM


def _text(block: Text, canvas: Canvas) -> Slice:
    letters = Type(block.points, block.bold)
    height = canvas.tall(block.text, _inner(canvas), letters)

    def draw(y: float) -> None:
        canvas.words(block.text, MARGIN_MM, y, _inner(canvas), letters)

    return Slice(height + block.after, draw, leads=block.leads)


def _facts(block: Facts, canvas: Canvas) -> Iterator[Slice]:
    name, said = Type(block.points, colour=GREY), Type(block.points, bold=True)
    wide = _inner(canvas) * 0.34
    rest = _inner(canvas) - wide
    for at, (what, value) in enumerate(block.rows):
        height = max(canvas.tall(what, wide - 2, name), canvas.tall(value, rest, said)) + 1

        def draw(y: float, what: str = what, value: str = value, height: float = height) -> None:
            canvas.words(what, MARGIN_MM, y, wide - 2, name)
            if value:
                canvas.words(value, MARGIN_MM + wide, y, rest, said)
            else:
                canvas.line(MARGIN_MM + wide, y + height - 1, rest)

        last = at == len(block.rows) - 1
        yield Slice(height + (block.after if last else 0), draw)


def _table(block: Table, canvas: Canvas) -> Iterator[Slice]:
    shares = sum(column.share for column in block.columns)
    widths = [_inner(canvas) * column.share / shares for column in block.columns]
    heads = tuple(column.head for column in block.columns)
    head = _row(block, canvas, widths, heads, fill=True)
    rows = [_row(block, canvas, widths, cells, head=head) for cells in block.rows]
    if block.last:
        rows.append(_row(block, canvas, widths, block.last, head=head, fill=True))
    if block.leads:
        rows[-1:] = [replace(one, leads=True) for one in rows[-1:]]
    yield from rows
    yield Slice(block.after, _nothing, leads=block.leads)


def _row(
    block: Table, canvas: Canvas, widths: list[float], cells: tuple[str, ...],
    *, head: Slice | None = None, fill: bool = False,
) -> Slice:  # fmt: skip
    # The words of heads are ours and known: they may be smaller, so that none is broken.
    points = block.points if head or not fill else min(block.points, HEAD_POINTS)
    types = [
        Type(points, bold=fill, across=1.0 if column.number else 0.0) for column in block.columns
    ]
    tall = [
        canvas.tall(cell, width - 2 * PAD_MM, letters)
        for cell, width, letters in zip(cells, widths, types, strict=True)
    ]
    height = max(block.row_mm if head else 0, *(one + 2 * PAD_MM for one in tall))

    def draw(y: float) -> None:
        x = MARGIN_MM
        for cell, width, letters, own in zip(cells, widths, types, tall, strict=True):
            canvas.box(x, y, width, height, PALE if fill else ())
            canvas.words(cell, x + PAD_MM, y + (height - own) / 2, width - 2 * PAD_MM, letters)
            x += width

    return Slice(height, draw, head=head)


def _code(block: Code, canvas: Canvas) -> Slice:
    beside = MARGIN_MM + block.side_mm + 4
    width = canvas.width - MARGIN_MM - beside
    words = (block.large, *block.words)
    types = [Type(_LARGE, bold=True), *([Type(10.0)] * len(block.words))]
    tall = [canvas.tall(word, width, one) for word, one in zip(words, types, strict=True)]
    height = max(block.side_mm, sum(tall) + 2)

    def draw(y: float) -> None:
        canvas.code(block.url, MARGIN_MM, y, block.side_mm)
        y += 1
        for word, letters, own in zip(words, types, tall, strict=True):
            canvas.words(word, beside, y, width, letters)
            y += own

    return Slice(height + block.after, draw)


def _signatures(block: Signatures, canvas: Canvas) -> Slice:
    wide = _inner(canvas)
    role, when = wide * 0.3, wide * 0.27
    small = Type(_SMALL, colour=GREY)

    def draw(y: float) -> None:
        for said in block.roles:
            canvas.box(MARGIN_MM, y, wide, block.row_mm)
            canvas.words(said, MARGIN_MM + PAD_MM, y + PAD_MM, role - 2 * PAD_MM, Type(11, True))
            canvas.words(block.sign, MARGIN_MM + role, y + PAD_MM, wide - role - when, small)
            canvas.words(block.when, MARGIN_MM + wide - when, y + PAD_MM, when - PAD_MM, small)
            y += block.row_mm

    return Slice(block.row_mm * len(block.roles) + 4, draw)


def _stamps(block: Stamps, canvas: Canvas) -> Slice:
    gap = 4.0
    wide = (_inner(canvas) - gap * (len(block.words) - 1)) / len(block.words)

    def draw(y: float) -> None:
        for at, said in enumerate(block.words):
            x = MARGIN_MM + at * (wide + gap)
            canvas.box(x, y, wide, block.height_mm)
            canvas.words(said, x + PAD_MM, y + PAD_MM, wide - 2 * PAD_MM, Type(_SMALL, colour=GREY))

    return Slice(block.height_mm + 3, draw)


def _outer_face(block: OuterFace, canvas: Canvas) -> Slice:
    third, side = canvas.height / 3, 52.0

    def draw(_y: float) -> None:
        middle = canvas.width / 2
        top = (third - side) / 2 - 4
        canvas.shape(SHAPES[block.colour], middle - side - 8, top, side, COLOURS[block.colour])
        number = Type(120 if len(block.number) < 2 else 96, bold=True)  # noqa: PLR2004 - digits
        tall = canvas.tall(block.number, 80, number)
        canvas.words(block.number, middle + 12, top + (side - tall) / 2, 80, number)
        canvas.line(0, third, canvas.width, dashed=True)

    return Slice(third + 8, draw, at=0)


def _fold(canvas: Canvas) -> Slice:
    def draw(y: float) -> None:
        canvas.line(0, y, canvas.width, dashed=True)

    return Slice(8, draw, at=canvas.height * 2 / 3)

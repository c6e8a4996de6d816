"""Papers drawn as one PDF: slices laid on pages, heads said again, pages counted.

A few are drawn at a time, and never while the books are locked: whoever asks has read what a paper
says, and has let go of the books.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from stockroom import speech
from stockroom.errors import Busy
from stockroom.papers.blocks import (
    Block,
    Code,
    Facts,
    OuterFace,
    Paper,
    Signatures,
    Stamps,
    Table,
    Text,
)
from stockroom.papers.canvas import GREY, Canvas, Type
from stockroom.papers.flow import MARGIN_MM, Slice, slices
from stockroom.speech import mark as _

AT_ONCE = 2
TURN_WAIT_S = 8.0
FOOT_MM = 8.0
TOP_MM = 14.0
_COUNTED = _("{page} of {pages}")
_DIGITS = "0123456789"
_turns = threading.BoundedSemaphore(AT_ONCE)
_Page = list[tuple[float, Slice]]


def pdf_of(papers: Sequence[Paper]) -> bytes:
    """These papers as one PDF, all of one format and language, each counted by itself.

    Equal papers give equal bytes. Raises `Busy` where others are being drawn for long.
    """
    if not _turns.acquire(timeout=TURN_WAIT_S):
        raise Busy("papers_busy", "Other papers are being drawn. Try again in a moment.")
    try:
        return _drawn(papers)
    finally:
        _turns.release()


def _drawn(papers: Sequence[Paper]) -> bytes:
    first = papers[0]
    texts = [text for paper in papers for text in _texts(paper)]
    with TemporaryDirectory() as folder:
        canvas = Canvas(first.format, first.language, first.title, texts, Path(folder))
        for paper in papers:
            pages = _pages(paper, canvas)
            for number, page in enumerate(pages, start=1):
                canvas.page()
                for y, one in page:
                    one.draw(y)
                if not (paper.silent_first and number == 1):
                    _foot(canvas, paper, number, len(pages))
        return canvas.written()


def _pages(paper: Paper, canvas: Canvas) -> list[_Page]:
    """What stands on each page, and at which height."""
    cut = [one for block in paper.blocks for one in slices(block, canvas)]
    bottom = canvas.height - MARGIN_MM - FOOT_MM
    pages: list[_Page] = [[]]
    y, head = TOP_MM, None
    for at, one in enumerate(cut):
        if one.new_page or y + _with_next(cut, at) > bottom:
            pages.append([])
            y, head = TOP_MM, None
        y = one.at if one.at is not None else y
        if one.head is not None and one.head is not head:
            pages[-1].append((y, one.head))
            y += one.head.height
        head = one.head
        pages[-1].append((y, one))
        y += one.height
    return pages


def _with_next(cut: Sequence[Slice], at: int) -> float:
    """The height of a slice, and of what must follow it on the same page."""
    one = cut[at]
    height = one.height + (one.head.height if one.head else 0)
    if one.at is not None:
        return 0
    return height + (_with_next(cut, at + 1) if one.leads and at + 1 < len(cut) else 0)


def _foot(canvas: Canvas, paper: Paper, page: int, pages: int) -> None:
    y = canvas.height - MARGIN_MM
    wide = canvas.width - 2 * MARGIN_MM
    counted = speech.say(paper.language, _COUNTED, {"page": page, "pages": pages})
    canvas.words(paper.foot, MARGIN_MM, y, wide * 0.75, Type(8.5, colour=GREY))
    canvas.words(counted, MARGIN_MM, y, wide, Type(8.5, across=1.0, colour=GREY))


def _texts(paper: Paper) -> Iterator[str]:
    """Every text that stands on a paper, for the letters that its fonts need."""
    yield from (paper.foot, _DIGITS, speech.catalogue(paper.language).gettext(_COUNTED))
    for block in paper.blocks:
        yield from _in_block(block)


def _in_block(block: Block) -> Iterator[str]:
    if isinstance(block, Text):
        yield block.text
    elif isinstance(block, Facts):
        yield from (said for row in block.rows for said in row)
    elif isinstance(block, Table):
        yield from (column.head for column in block.columns)
        yield from (cell for row in (*block.rows, block.last) for cell in row)
    elif isinstance(block, Code):
        yield from (block.large, *block.words)
    elif isinstance(block, Stamps):
        yield from block.words
    elif isinstance(block, Signatures):
        yield from (*block.roles, block.sign, block.when)
    elif isinstance(block, OuterFace):
        yield block.number

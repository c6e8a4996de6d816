"""Every paper, drawn and read back by a decoder of another house."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from stockroom_labels import PAPERS, Face, Label, Paper, pdf, png
from stockroom_labels.layout import Box
from tests.labels.drawing import assert_same

from .sheets import LONG, LONG_HOST, NAMES, cut_out, ink, label, pictures, scanned, wiped

FACE = Face("Girl", "girl", "Winter", "winter", "clothes")
ALL = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)


def labels_for(paper: Paper, count: int, host: str = LONG_HOST) -> list[Label]:
    """Give labels of many kinds: five scripts and lengths, durable ones and blank ones."""
    return [
        replace(
            label(NAMES[n % 5], seed=n, host=host, blank=n % 7 == 6),
            durable=n % 3 == 2,
            face=FACE if n % 2 else Face(),
        )
        for n in range(count)
    ]


@ALL
@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("host", ["A.EXAMPLE", LONG_HOST], ids=["short", "long"])
def test_all_codes_can_be_scanned(paper: Paper, dpi: int, host: str) -> None:
    labels = labels_for(paper, max(paper.per_page, 5), host)

    pages = pictures(pdf.sheet(labels, paper), dpi)

    # A wide sheet is read label by label, as a phone does.
    found = [text for page in pages for text in scanned(page)]
    assert sorted(found) == sorted(each.url for each in labels)


@ALL
def test_a_picture_of_a_label_can_be_scanned(paper: Paper) -> None:
    for each in labels_for(paper, 3):
        picture = Image.open(io.BytesIO(png.picture(each, paper)))

        assert scanned(picture) == [each.url]


@ALL
def test_all_ink_keeps_clear_of_the_rim(paper: Paper) -> None:
    bare = replace(paper, guides=False)
    across, down = (edge - 0.6 for edge in paper.edges_mm)
    wide = replace(label(LONG, host=LONG_HOST), face=FACE)
    (page,) = pictures(pdf.sheet([wide] * paper.per_page, bare), 203)

    cells = [
        Box(
            x + across,
            y + down,
            paper.label_width_mm - 2 * across,
            paper.label_height_mm - 2 * down,
        )
        for x, y in map(paper.corner_mm, range(paper.per_page))
    ]

    assert ink(wiped(page, cells, 203), 203) is None
    assert all(ink(cut_out(page, cell, 203), 203) for cell in cells)


@ALL
def test_equal_labels_give_equal_bytes(paper: Paper) -> None:
    labels = labels_for(paper, 3)

    assert pdf.sheet(labels, paper) == pdf.sheet(labels, paper)
    assert png.picture(labels[0], paper, dpi=100) == png.picture(labels[0], paper, dpi=100)


def test_a_picture_has_the_size_and_the_dots_of_its_paper() -> None:
    at_home = Image.open(io.BytesIO(png.picture(label(), PAPERS["zebra-51x25"])))
    on_sheet = Image.open(io.BytesIO(png.picture(label(), PAPERS["a4-63x38"])))
    asked = Image.open(io.BytesIO(png.picture(label(), PAPERS["a4-63x38"], dpi=100)))

    assert at_home.size == (406, 203)
    assert on_sheet.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    assert asked.size == (250, 150)


def test_a_label_looks_the_same_as_vector_and_as_dots() -> None:
    paper = PAPERS["brother-62x40"]
    for words in NAMES:
        (vector,) = pictures(pdf.sheet([label(words)], paper), 300)
        dots = Image.open(io.BytesIO(png.picture(label(words), paper))).convert("L")

        # Compared by the square millimetre, where smooth edges weigh little.
        there, here = (
            picture.resize((62, 40), Image.Resampling.BOX).tobytes() for picture in (vector, dots)
        )
        unlike = [abs(one - other) for one, other in zip(there, here, strict=True)]
        assert sum(unlike) / len(unlike) < 6
        assert max(unlike) < 130


def test_a_name_of_nothing_that_shows_is_no_trouble() -> None:
    shown = label(("\u200d", "", "", ""))

    assert scanned(Image.open(io.BytesIO(png.picture(shown, PAPERS["a4-63x38"])))) == [shown.url]


def test_plain_paper_has_lines_to_cut_along_and_other_sheets_have_none() -> None:
    plain, sticky = PAPERS["a4-plain-90x54"], PAPERS["a4-63x38"]
    rim = Box(0, 0, 210, 5)

    (with_lines,) = pictures(pdf.sheet([label()], plain), 300)
    (without,) = pictures(pdf.sheet([label()], sticky), 300)

    lines = ink(cut_out(with_lines, rim, 300).point(lambda grey: 0 if grey < 250 else 255), 300)
    assert lines is not None
    assert lines.x == pytest.approx(15, abs=0.3)
    assert lines.x + lines.width == pytest.approx(195, abs=0.3)
    assert ink(cut_out(without, rim, 300), 300) is None


def test_a_sheet_with_room_below_says_how_to_print_it() -> None:
    paper = PAPERS["a4-63x38"]
    foot = Box(0, 285, 210, 12)

    (said,) = pictures(pdf.sheet([label()], paper, note="Print at 100 %"), 203)
    (unsaid,) = pictures(pdf.sheet([label()], paper), 203)

    assert ink(cut_out(said, foot, 203), 203) is not None
    assert ink(cut_out(unsaid, foot, 203), 203) is None
    assert_same(wiped(said, [foot], 203), unsaid)


def test_a_sheet_without_room_below_keeps_its_labels_clean() -> None:
    paper = PAPERS["a4-70x36"]
    labels = [label()] * 24

    (said,) = pictures(pdf.sheet(labels, paper, note="Print at 100 %"), 100)
    (unsaid,) = pictures(pdf.sheet(labels, paper), 100)

    assert_same(said, unsaid)

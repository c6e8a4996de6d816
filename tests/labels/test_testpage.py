"""The page to print first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stockroom_labels import PAPERS, Paper, Unprintable, testpage
from stockroom_labels.layout import Box

from .sheets import cut_out, ink, letter_positions, pictures
from .test_brother import lines_of
from .zebra import printed

NOTE = "Print at 100 %"


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_every_label_has_its_outline(paper: Paper) -> None:
    (page,) = pictures(testpage.page(paper, NOTE), 150)

    for position in range(paper.per_page):
        x, y = paper.corner_mm(position)
        for corner_x in (x, x + paper.label_width_mm - 1):
            for corner_y in (y, y + paper.label_height_mm - 1):
                assert ink(cut_out(page, Box(corner_x - 0.3, corner_y - 0.3, 1.6, 1.6), 150), 150)


def test_the_ruler_is_a_hundred_millimetres_long() -> None:
    paper = PAPERS["a4-63x38"]
    (page,) = pictures(testpage.page(paper, NOTE), 600)
    # Below the words and above the figure: ticks and the line alone.
    y = paper.corner_mm(9)[1] + 0.55 * paper.label_height_mm + 5.3

    ruler = ink(cut_out(page, Box(52, y, 106, 1), 600), 600)

    assert ruler is not None
    assert ruler.width == pytest.approx(100.2, abs=0.1)


def test_a_narrow_roll_has_a_shorter_ruler_that_says_so() -> None:
    texts = testpage.page(PAPERS["dymo-54x25"], NOTE)

    assert set("40 mm") <= set(letter_positions(texts))


def test_the_note_is_the_callers() -> None:
    positions = letter_positions(testpage.page(PAPERS["a4-63x38"], "Ж"))

    assert "Ж" in positions


def test_a_nudge_moves_the_outlines() -> None:
    paper = PAPERS["a4-63x38"]
    straight, moved = (
        ink(pictures(testpage.page(paper, NOTE, dx_mm=nudge, dy_mm=nudge), 300)[0], 300)
        for nudge in (0.0, 0.5)
    )

    assert straight is not None
    assert moved is not None
    assert moved.x - straight.x == pytest.approx(0.5, abs=0.1)
    assert moved.y - straight.y == pytest.approx(0.5, abs=0.1)


def test_a_nudge_off_the_page_is_refused() -> None:
    with pytest.raises(Unprintable, match="moved by up to"):
        testpage.page(PAPERS["a4-63x38"], NOTE, dx_mm=11)


def test_equal_papers_give_equal_bytes() -> None:
    paper = PAPERS["a4-box"]

    assert testpage.page(paper, NOTE) == testpage.page(paper, NOTE)


@pytest.mark.parametrize(
    ("paper", "job"),
    [("zebra-51x25", testpage.zpl_job), ("zebra-102x152", testpage.zpl_job)],
)
def test_a_zebra_printer_has_its_test_page_too(paper: str, job: Callable[..., bytes]) -> None:
    (came,) = printed(job(PAPERS[paper], NOTE))

    found = ink(came.picture, 203)
    assert found is not None
    assert found.width == pytest.approx(PAPERS[paper].label_width_mm, abs=0.3)


def test_a_brother_printer_has_its_test_page_too() -> None:
    came = lines_of(testpage.brother_job(PAPERS["brother-62x40"], NOTE))

    assert ink(came, 300) is not None


def test_a_nudge_moves_the_outlines_of_a_label_printer() -> None:
    straight, moved = (
        testpage.zpl_job(PAPERS["zebra-51x25"], NOTE, dx_mm=nudge) for nudge in (0.0, 1.0)
    )

    assert straight != moved
    with pytest.raises(Unprintable, match="moved by up to"):
        testpage.zpl_job(PAPERS["zebra-51x25"], NOTE, dx_mm=11)

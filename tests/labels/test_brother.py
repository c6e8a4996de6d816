"""Labels on a Brother QL printer: the dots that go in, and the raster that comes out."""

from __future__ import annotations

import sys

import pytest
from PIL import Image, ImageOps

from stockroom_labels import PAPERS, Paper, Unprintable, brother

from .sheets import ARABIC, LONG_HOST, NAMES, label, scanned

TAPES = [paper for paper in PAPERS.values() if paper.brother]
MEANWHILE = b"\x67\x00\x5a"  # one line of 90 bytes follows (Brother, raster command reference, "g")


def lines_of(job: bytes) -> Image.Image:
    """Give the dots of the one label in a job, as the printer's head has them."""
    start = job.index(MEANWHILE)
    rows = []
    while job[start : start + 3] == MEANWHILE:
        rows.append(job[start + 3 : start + 93])
        start += 93
    assert job[start:] == b"\x1a"  # print, and feed
    dots = Image.frombytes("1", (720, len(rows)), b"".join(rows))
    return ImageOps.mirror(ImageOps.invert(dots.convert("L")))


@pytest.mark.parametrize("paper", TAPES, ids=lambda paper: paper.name)
@pytest.mark.parametrize("words", NAMES)
def test_the_dots_of_a_label_can_be_scanned(paper: Paper, words: tuple[str, str, str, str]) -> None:
    wanted = label(words, host=LONG_HOST)

    picture = brother.image(wanted, paper)

    assert scanned(picture) == [wanted.url]
    assert set(picture.get_flattened_data()) == {0, 255}


@pytest.mark.parametrize("paper", TAPES, ids=lambda paper: paper.name)
def test_the_raster_holds_the_label(paper: Paper) -> None:
    wanted = label(ARABIC)

    came = lines_of(brother.print_job([wanted], paper))

    assert scanned(came) == [wanted.url]


def test_a_cut_label_fills_what_its_tape_can_show() -> None:
    assert brother.image(label(), PAPERS["brother-90x29"]).size == (991, 306)
    assert brother.image(label(), PAPERS["brother-62x40"]).size == (696, 472)


def test_nothing_is_lost_at_the_sides_that_cannot_be_printed() -> None:
    wide = label(("Winter snowsuit " * 9, "62/68 " * 9, "girl " * 20, "9" * 9))

    for paper in TAPES:
        picture = ImageOps.invert(brother.image(wide, paper))
        found = picture.getbbox()

        assert found is not None
        assert found[0] > 0
        assert found[2] < picture.width


def test_two_labels_are_two_pages_and_equal_labels_equal_bytes() -> None:
    paper = PAPERS["brother-90x29"]

    one, two = (brother.print_job([label()] * count, paper) for count in (1, 2))

    assert two.count(MEANWHILE) == 2 * one.count(MEANWHILE)
    assert brother.print_job([label()] * 2, paper) == two


def test_a_nudge_moves_the_dots() -> None:
    paper = PAPERS["brother-90x29"]
    straight, moved = (
        ImageOps.invert(brother.image(label(), paper, dx_mm=nudge)).getbbox() for nudge in (0, 0.5)
    )

    assert straight is not None
    assert moved is not None
    assert moved[0] - straight[0] == pytest.approx(0.5 * 300 / 25.4, abs=1)


def test_a_paper_for_other_printers_is_refused() -> None:
    with pytest.raises(Unprintable, match="a4-63x38 does not fit"):
        brother.print_job([label()], PAPERS["a4-63x38"])


def test_a_missing_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "brother_ql.conversion", None)

    with pytest.raises(Unprintable) as refused:
        brother.print_job([label()], PAPERS["brother-90x29"])

    assert refused.value.reason == "no_brother_library"

"""The sheets of stickers."""

import pytest

from stockroom_labels import A4_63X38, PAPERS, Paper


def test_a_paper_is_found_by_its_name() -> None:
    assert PAPERS["a4-63x38"] is A4_63X38
    assert all(name == paper.name for name, paper in PAPERS.items())


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_every_label_lies_on_the_page_and_on_no_other(paper: Paper) -> None:
    right, foot = paper.corner_mm(paper.per_page - 1)

    assert paper.left_mm >= 0
    assert paper.top_mm >= 0
    assert right + paper.label_width_mm <= paper.page_width_mm
    assert foot + paper.label_height_mm <= paper.page_height_mm
    assert paper.pitch_x_mm >= paper.label_width_mm
    assert paper.pitch_y_mm >= paper.label_height_mm


def test_a4_63x38_has_21_labels_centred_on_the_page() -> None:
    right, foot = A4_63X38.corner_mm(20)

    assert A4_63X38.per_page == 21
    assert A4_63X38.corner_mm(0) == (7.25, 15.15)
    assert A4_63X38.corner_mm(4) == pytest.approx((73.25, 53.25))
    assert 210 - (right + 63.5) == pytest.approx(7.25)
    assert 297 - (foot + 38.1) == pytest.approx(15.15)

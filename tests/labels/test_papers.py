"""The sheets of stickers."""

import pytest

from stockroom_labels import A4_63X38, PAPERS, Kind, Paper, Style


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


@pytest.mark.parametrize(
    ("packet", "name", "count", "size"),
    [
        ("Avery L7160", "a4-63x38", 21, (63.5, 38.1)),
        ("Avery L7163", "a4-99x38", 14, (99.1, 38.1)),
        ("Avery L7162", "a4-99x34", 16, (99.1, 33.9)),
        ("Avery Zweckform 3490", "a4-70x36", 24, (70, 36)),
        ("Avery 5160", "letter-67x25", 30, (66.675, 25.4)),
        ("Zebra 2 x 1 in", "zebra-51x25", 1, (50.8, 25.4)),
        ("Zebra 4 x 6 in", "zebra-102x152", 1, (101.6, 152.4)),
        ("Brother DK-22205", "brother-62x40", 1, (62, 40)),
        ("Brother DK-11201", "brother-90x29", 1, (90, 29)),
        ("Dymo 1933081", "dymo-89x25", 1, (89, 25)),
        ("Dymo 11352", "dymo-54x25", 1, (54, 25)),
    ],
)
def test_a_packet_on_the_shelf_is_found(
    packet: str, name: str, count: int, size: tuple[float, float]
) -> None:
    (found,) = (paper for paper in PAPERS.values() if packet in paper.known_as)

    assert found.name == name
    assert found.per_page == count
    assert (found.label_width_mm, found.label_height_mm) == pytest.approx(size)


def test_the_usual_paper_comes_first() -> None:
    assert next(iter(PAPERS)) == "a4-63x38"


def test_avery_5160_has_the_margins_of_its_template_in_inches() -> None:
    paper = PAPERS["letter-67x25"]

    assert paper.left_mm / 25.4 == pytest.approx(0.1875, abs=1e-4)
    assert paper.top_mm / 25.4 == pytest.approx(0.5, abs=1e-4)
    assert paper.pitch_x_mm / 25.4 == pytest.approx(2.75)


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_a_roll_says_its_dots_and_has_one_label_to_a_page(paper: Paper) -> None:
    assert (paper.dpi is not None) == (paper.kind == Kind.ROLL)
    assert paper.kind == Kind.SHEET or paper.per_page == 1


def test_half_a_page_of_a4_is_a_box_face_to_cut_along() -> None:
    half = PAPERS["a4-box"]

    assert half.style == Style.BOX
    assert half.guides
    assert (half.label_width_mm, half.label_height_mm) == (210, 148.5)

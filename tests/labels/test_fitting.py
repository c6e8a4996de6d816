"""Any words of any script, on any paper: nothing leaves its box, nothing crashes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stockroom_labels import PAPERS, Face, Label, Paper, Unprintable, pdf, qr
from stockroom_labels.dots import SMALLEST_MODULE_MM, square
from stockroom_labels.layout import Box, inside, layout
from stockroom_labels.marks import Code, Words, marks
from stockroom_labels.shaping import width
from stockroom_labels.text import MM_PER_POINT
from stockroom_labels.typesetting import pieces

from .sheets import LONG_HOST, NAMES, label, pictures, scanned

ALL = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
SCRIPTS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("WMÅgj iл щё ЖЫ سشعغ لا ًٌّ -–/ 0123456789٦٢"),
        st.sampled_from("\u200d\u200c\u202e\u2067\u00a0\u0301"),
    ),
    max_size=80,
)
FACE = Face("Girl", "girl", "Winter", "winter", "clothes")


def worded(paper: Paper, shown: Label) -> list[Words]:
    return [mark for mark in marks(shown, paper, (0, 0)) if isinstance(mark, Words)]


@ALL
@given(SCRIPTS, SCRIPTS, SCRIPTS, SCRIPTS)
@settings(max_examples=8, deadline=None)
def test_any_words_stay_in_their_boxes(
    paper: Paper, product: str, size: str, details: str, number: str
) -> None:
    shown = replace(
        label((product, size, details, number)), face=replace(FACE, fits=product, season=size)
    )
    room = inside(paper, (0, 0))

    for mark in worded(paper, shown):
        box = mark.box
        assert box.x >= room.x - 1e-6
        assert box.x + box.width <= room.x + room.width + 1e-6
        for piece in pieces(mark.text, box, mark.style, rtl=mark.rtl):
            long = width(piece.stretch, mark.style.weight, mark.style.spacing)
            end = piece.x + piece.points * MM_PER_POINT * long
            assert piece.x >= box.x - 0.01
            assert end <= box.x + box.width + 0.01
            assert box.y <= piece.base <= box.y + box.height + 0.7


@given(SCRIPTS)
@settings(max_examples=12, deadline=None)
def test_any_words_can_be_printed(text: str) -> None:
    written = pdf.sheet([label((text, text, text, text))], PAPERS["zebra-51x25"])

    assert scanned(pictures(written, 203)[0]) == [label().url]


@ALL
@pytest.mark.parametrize("words", [*NAMES, ("", "", "", ""), ("Cot", "", "", "")])
def test_all_that_a_label_has_finds_a_place_within_it(
    paper: Paper, words: tuple[str, str, str, str]
) -> None:
    room = inside(paper, (3, 5))

    for box in vars(layout(paper, (3, 5), replace(label(words), face=FACE))).values():
        if box.height > 0 and box.width > 0:
            assert room.x - 1e-6 <= box.x
            assert room.y - 1e-6 <= box.y
            assert box.x + box.width <= room.x + room.width + 1e-6
            assert box.y + box.height <= room.y + room.height + 1e-6


@ALL
@pytest.mark.parametrize("letters", ["WWWWWWWWWWWWW", "MMMMQQQQWWWWW", "1111111111111"])
def test_no_letter_of_a_code_is_ever_left_out(paper: Paper, letters: str) -> None:
    shown = f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"
    wide = Label("Cot", "62", letters, f"HTTPS://A.EXAMPLE/T/{letters}", shown, "214", "girl")

    (mark,) = (mark for mark in worded(paper, wide) if mark.text == shown)
    drawn = list(pieces(mark.text, mark.box, mark.style))

    assert "".join(piece.stretch.text for piece in drawn) == shown
    assert min(piece.points for piece in drawn) >= 6


@ALL
@pytest.mark.parametrize("durable", [False, True])
def test_the_modules_of_a_code_are_whole_dots_where_the_printer_is_known(
    paper: Paper, durable: bool
) -> None:
    shown = replace(label(host=LONG_HOST), durable=durable)
    (code,) = (mark for mark in marks(shown, paper, (0, 0)) if isinstance(mark, Code))
    modules = len(qr.matrix(code.url, code.level)) + 2 * qr.QUIET_ZONE

    place = square(code.box, modules, paper.dpi)

    assert place.step >= SMALLEST_MODULE_MM
    assert place.step * modules <= code.box.width + 1e-6
    if paper.dpi:
        for measure in (place.x, place.y, place.step):
            dots = measure * paper.dpi / 25.4
            assert dots == pytest.approx(round(dots), abs=1e-6)


@given(st.text("ABCXYZ019-", min_size=1, max_size=34))
@settings(max_examples=12, deadline=None)
def test_any_host_of_forty_letters_can_be_scanned_on_the_smallest_label(name: str) -> None:
    wanted = label(host=f"A{name}.ORG")

    (page,) = pictures(pdf.sheet([wanted], PAPERS["dymo-54x25"]), 300)

    assert scanned(page) == [wanted.url]


def test_a_code_too_fine_to_print_is_refused() -> None:
    with pytest.raises(Unprintable, match="37 squares is too fine for 9 mm"):
        square(Box(0, 0, 9, 9), 37, None)
    with pytest.raises(Unprintable, match="too fine"):
        square(Box(0, 0, 9.26, 9.26), 38, 203)


def test_a_code_of_just_two_dots_a_module_is_printed() -> None:
    place = square(Box(1, 1, 37 * 2 * 25.4 / 203, 9), 37, 203)

    assert place.step == pytest.approx(2 * 25.4 / 203)

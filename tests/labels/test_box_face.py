"""The face of a box: read by somebody two metres away.

A letter is read where it is as high as a two-hundredth of the distance (DIN 1450 asks about as
much): 10 mm at two metres.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image, ImageChops

from stockroom_labels import PAPERS, Face, Label, Paper, Unprintable, pdf
from stockroom_labels.layout import Layout, layout
from stockroom_labels.marks import SIZE_COLOURS, colour_of
from stockroom_labels.pictures import PICTURES
from stockroom_labels.raster import label_image
from tests.labels.drawing import assert_same

from .sheets import ARABIC, ENGLISH, cut_out, ink, label, pictures, scanned

HALF_A4, SIX_INCHES = PAPERS["a4-box"], PAPERS["zebra-102x152"]
FACE = Face("Girl", "girl", "Winter", "winter", "clothes")
DPI = 100


def face(words: tuple[str, str, str, str] = ENGLISH, shown: Face = FACE) -> Label:
    return replace(label(words), face=shown)


def drawn(shown: Label, paper: Paper = HALF_A4) -> tuple[Image.Image, Layout]:
    page = pictures(pdf.sheet([shown], replace(paper, guides=False)), DPI)[0]
    return page, layout(paper, (0, 0), shown)


@pytest.mark.parametrize(
    ("paper", "number", "size", "word"), [(HALF_A4, 30, 20, 9.5), (SIX_INCHES, 15, 14, 6)]
)
def test_number_size_and_signs_are_read_from_two_metres(
    paper: Paper, number: float, size: float, word: float
) -> None:
    page, places = drawn(face(("Snowsuit", "62/68", "", "214")), paper)

    figures = ink(cut_out(ImageChops.invert(page), places.number, DPI), DPI)
    sizes = ink(cut_out(page, places.size, DPI), DPI)
    girl = ink(cut_out(page, places.fits, DPI), DPI)

    assert figures is not None
    assert sizes is not None
    assert girl is not None
    assert figures.height > number
    assert sizes.height > size
    assert girl.height > word


@pytest.mark.parametrize("paper", [HALF_A4, SIX_INCHES], ids=["half-a4", "six-inches"])
@pytest.mark.parametrize("words", [ENGLISH, ARABIC, ("Cot", "", "", ""), ("", "", "", "")])
@pytest.mark.parametrize("shown", [FACE, Face(), Face(season="Winter"), Face(picture="cot")])
def test_no_two_things_stand_on_one_another(
    paper: Paper, words: tuple[str, str, str, str], shown: Face
) -> None:
    places = layout(paper, (0, 0), face(words, shown))
    boxes = [box for box in vars(places).values() if box.width > 0 and box.height > 0]

    for n, one in enumerate(boxes):
        for other in boxes[:n]:
            apart = (
                one.x + one.width <= other.x + 1e-6
                or other.x + other.width <= one.x + 1e-6
                or one.y + one.height <= other.y + 1e-6
                or other.y + other.height <= one.y + 1e-6
            )
            assert apart


def test_the_colour_of_a_size_stands_beside_its_words() -> None:
    shown = face()
    places = layout(HALF_A4, (0, 0), shown)
    picture = label_image(shown, HALF_A4, DPI, black=False)

    middle = cut_out(picture, places.band, DPI).resize((3, 3), Image.Resampling.BOX)

    assert middle.getpixel((1, 1)) == colour_of("62/68")
    assert places.band.x + places.band.width < places.size.x


def test_a_black_printer_leaves_the_colour_to_be_filled_in_by_hand() -> None:
    shown = face()
    picture = label_image(shown, SIX_INCHES, 203, black=True)

    band = cut_out(picture, layout(SIX_INCHES, (0, 0), shown).band, 203)

    assert band.getpixel((band.width // 2, band.height // 2)) == 255
    assert band.getpixel((1, band.height // 2)) == 0


def test_neighbouring_sizes_have_unlike_colours_and_words_keep_theirs() -> None:
    sizes = ["50", "56", "62", "68", "74", "80", "86", "92"]

    assert {colour_of(size) for size in sizes} == set(SIZE_COLOURS)
    assert colour_of("62/68") == colour_of("62") == colour_of("٦٢")
    assert colour_of("newborn") == colour_of("newborn")
    assert colour_of("1") != colour_of("2")


def test_a_reader_of_arabic_begins_at_the_right() -> None:
    english = layout(HALF_A4, (0, 0), face(ENGLISH))
    arabic = layout(HALF_A4, (0, 0), face(ARABIC))

    assert english.qr.x < english.product.x
    assert arabic.qr.x > arabic.product.x
    assert arabic.band.x > arabic.size.x
    assert english.number.x < english.picture.x
    assert arabic.number.x > arabic.picture.x


@pytest.mark.parametrize("name", [name for name in PICTURES if "-" not in name] + ["car-seat"])
def test_every_picture_is_drawn_and_is_like_no_other(name: str) -> None:
    alone, places = drawn(face(shown=Face(picture=name)))
    nothing, _ = drawn(face(shown=Face(picture="box" if name != "box" else "cot")))

    area = places.picture
    assert ink(cut_out(alone, area, DPI), DPI) is not None
    unlike = ImageChops.difference(cut_out(alone, area, DPI), cut_out(nothing, area, DPI))
    assert unlike.getbbox() is not None


@pytest.mark.parametrize("kind", ["girl", "boy", "any"])
@pytest.mark.parametrize("season", ["winter", "summer", "any"])
def test_every_sign_has_its_word_beside_it(kind: str, season: str) -> None:
    page, places = drawn(face(shown=Face("X", kind, "X", season)))
    words, _ = drawn(face(shown=Face("X", "", "X", "")))

    for box in (places.fits, places.season):
        assert ink(cut_out(page, box, DPI), DPI) is not None
        assert ImageChops.difference(cut_out(page, box, DPI), cut_out(words, box, DPI)).getbbox()


def test_a_face_with_nothing_to_say_is_all_code_and_words() -> None:
    page, places = drawn(face(("Cot", "", "", ""), Face()))

    assert places.number.height == places.size.height == places.picture.height == 0
    assert scanned(page) == [label().url]
    assert places.qr.width > 60


@pytest.mark.parametrize(
    "wrong", [Face(picture="car"), Face(fits_sign="winter"), Face(season_sign="girl")]
)
def test_a_picture_that_we_do_not_have_is_refused(wrong: Face) -> None:
    with pytest.raises(Unprintable, match="There is no picture called"):
        pdf.sheet([face(shown=wrong)], HALF_A4)


def test_a_small_label_shows_no_face() -> None:
    (with_face, _), (without, _) = (
        drawn(shown, PAPERS["a4-63x38"]) for shown in (face(), label(ENGLISH))
    )

    assert_same(with_face, without)

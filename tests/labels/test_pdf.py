"""The printed sheet, as a scanner and as the eye see it."""

import hashlib
import math
import re
import subprocess
import sys
from collections.abc import Sequence
from itertools import groupby

import pytest
from PIL import Image, ImageChops, ImageOps

from stockroom_labels import A4_63X38, Label, Unprintable, pdf
from stockroom_labels.layout import Box, layout

from .sheets import (
    ENGLISH,
    LONG_HOST,
    NAMES,
    cell,
    cut_out,
    ink,
    label,
    letter_positions,
    pictures,
    scanned,
    wiped,
)

DPI = 203


def _sheet(labels: Sequence[Label], start: int = 1, dx_mm: float = 0, dy_mm: float = 0) -> bytes:
    return pdf.sheet(labels, A4_63X38, start=start, dx_mm=dx_mm, dy_mm=dy_mm)


def _page(labels: Sequence[Label], start: int = 1, dpi: int = DPI) -> Image.Image:
    (page,) = pictures(_sheet(labels, start), dpi)
    return page


def _assert_same(one: Image.Image, other: Image.Image) -> None:
    assert ImageChops.difference(one, other).getbbox() is None


@pytest.mark.parametrize("host", ["A.EXAMPLE", LONG_HOST])
@pytest.mark.parametrize("dpi", [203, 300])
def test_all_codes_of_a_page_can_be_scanned(dpi: int, host: str) -> None:
    labels = [label(NAMES[n % 5], seed=n, host=host, blank=n > 18) for n in range(21)]

    found = scanned(_page(labels, dpi=dpi))

    assert sorted(found) == sorted(each.url for each in labels)


@pytest.mark.parametrize("words", NAMES)
def test_all_ink_stays_well_inside_its_own_label(words: tuple[str, str, str, str]) -> None:
    page = _page([label(words, seed=n) for n in range(21)])

    inside = [cell(position, margin=1) for position in range(21)]

    assert ink(wiped(page, inside, DPI), DPI) is None
    assert all(ink(cut_out(page, box, DPI), DPI) for box in inside)


@pytest.mark.parametrize("words", NAMES)
def test_words_never_touch_the_qr_code_nor_its_quiet_zone(words: tuple[str, str, str, str]) -> None:
    worded, blank = label(words), label(blank=True)
    qr = layout(A4_63X38, A4_63X38.corner_mm(0), worded).qr

    _assert_same(cut_out(_page([worded]), qr, DPI), cut_out(_page([blank]), qr, DPI))


@pytest.mark.parametrize("field", [0, 1, 2, 3], ids=["product", "size", "details", "number"])
@pytest.mark.parametrize("words", NAMES)
def test_each_text_keeps_to_its_own_place(words: tuple[str, str, str, str], field: int) -> None:
    shorter = list(words)
    shorter[field] = 2 * words[field][0]
    one, other = label(words), label((shorter[0], shorter[1], shorter[2], shorter[3]))
    places = layout(A4_63X38, A4_63X38.corner_mm(0), one)
    own = (places.product, places.size, places.details, places.number)[field]
    # Accents and tails may reach a little over; the next letters are further away.
    reach = Box(own.x - 0.1, own.y - 0.6, own.width + 0.2, own.height + 1.2)

    changed = ImageChops.difference(_page([one]), _page([other]))

    assert changed.getbbox() is not None
    assert ink(wiped(ImageOps.invert(changed), [reach], DPI), DPI) is None


def test_a_blank_label_carries_only_its_qr_and_its_code() -> None:
    blank = label(ENGLISH, blank=True)
    bare = label(("", "", "", ""))
    places = layout(A4_63X38, A4_63X38.corner_mm(0), bare)

    page = _page([blank])

    _assert_same(page, _page([bare]))
    assert ink(wiped(page, [places.qr, places.code], DPI), DPI) is None
    assert ink(cut_out(page, places.code, DPI), DPI)


def test_a_sheet_begun_is_used_up_from_the_position_asked_for() -> None:
    labels = [label(seed=n) for n in range(3)]

    first, second = pictures(_sheet(labels, start=20), DPI)

    assert ink(wiped(first, [cell(19), cell(20)], DPI), DPI) is None
    assert ink(wiped(second, [cell(0)], DPI), DPI) is None
    assert scanned(cut_out(first, cell(19), DPI)) == [labels[0].url]
    assert scanned(cut_out(first, cell(20), DPI)) == [labels[1].url]
    assert scanned(cut_out(second, cell(0), DPI)) == [labels[2].url]


def test_labels_run_along_the_rows() -> None:
    labels = [label(seed=n) for n in range(21)]

    page = _page(labels)

    for position in (1, 3, 20):
        assert scanned(cut_out(page, cell(position), DPI)) == [labels[position].url]


@pytest.mark.parametrize(("dx_mm", "dy_mm"), [(1.5, -0.8), (-2, 3)])
def test_a_nudge_moves_everything_by_so_many_millimetres(dx_mm: float, dy_mm: float) -> None:
    (straight,) = pictures(_sheet([label()]), 600)
    (nudged,) = pictures(_sheet([label()], dx_mm=dx_mm, dy_mm=dy_mm), 600)

    before, after = ink(straight, 600), ink(nudged, 600)

    assert before is not None
    assert after is not None
    assert after.x - before.x == pytest.approx(dx_mm, abs=0.06)
    assert after.y - before.y == pytest.approx(dy_mm, abs=0.06)
    assert after.width == pytest.approx(before.width, abs=0.1)


def test_the_page_is_a4_and_asks_to_be_printed_at_its_own_size() -> None:
    written = _sheet([label()])

    (page,) = pictures(written, 254)

    assert page.width == pytest.approx(2100, abs=1)
    assert page.height == pytest.approx(2970, abs=1)
    assert b"/PrintScaling /None" in written


def test_arabic_letters_join_and_stand_at_the_right() -> None:
    joined = label(("سس", "", "", ""))
    product = layout(A4_63X38, A4_63X38.corner_mm(0), joined).product

    picture = cut_out(_page([joined]), product, DPI)

    found = ink(picture, DPI)
    assert found is not None
    assert found.x + found.width == pytest.approx(product.width, abs=1)
    assert _gaps(picture) == []


def test_a_latin_name_has_its_letters_apart_at_the_left() -> None:
    apart = label(("oooo", "", "", ""))
    product = layout(A4_63X38, A4_63X38.corner_mm(0), apart).product

    picture = cut_out(_page([apart]), product, DPI)

    found = ink(picture, DPI)
    assert found is not None
    assert found.x == pytest.approx(0, abs=1)
    assert len(_gaps(picture)) == 3


def test_a_mixed_name_is_drawn_in_reading_order() -> None:
    written = _sheet([label(("A ع 6 س", "", "", ""))])

    from_left = sorted("Aع6س", key=letter_positions(written).__getitem__)

    # What is Arabic reads from right to left, its number included.
    assert from_left == ["A", "س", "6", "ع"]


def test_a_bracket_before_arabic_stands_at_its_right_and_mirrored() -> None:
    places = letter_positions(_sheet([label(("(ع", "", "", ""))]))

    assert places["ع"] < places[")"]


def test_vowel_marks_do_not_part_arabic_letters() -> None:
    marked = label(("سَسّ", "", "", ""))
    product = layout(A4_63X38, A4_63X38.corner_mm(0), marked).product

    assert _gaps(cut_out(_page([marked]), product, DPI)) == []


def test_a_joiner_gives_a_letter_its_joined_form() -> None:
    alone, joined = _page([label(("ه", "", "", ""))]), _page([label(("ه\u200d", "", "", ""))])

    assert ImageChops.difference(alone, joined).getbbox() is not None


def test_no_two_fonts_share_a_name() -> None:
    names = re.findall(rb"/BaseFont /(\S+)\n/Descendant", _sheet([label()]))

    assert len(names) == len(set(names)) == 4


def test_arabic_digits_are_drawn() -> None:
    one, other = _page([label(("", "٦٢", "", ""))]), _page([label(("", "٧٨", "", ""))])

    assert ImageChops.difference(one, other).getbbox() is not None


def test_a_missing_shape_leaves_its_neighbours_in_place() -> None:
    _assert_same(_page([label(("عربة 床", "", "", ""))]), _page([label(("عربة ?", "", "", ""))]))


def test_a_product_may_be_called_like_a_placeholder() -> None:
    assert {"{", "n", "b", "}"} <= set(letter_positions(_sheet([label(("{nb}", "", "", ""))])))


def test_the_letters_of_a_code_stand_evenly() -> None:
    # The pair X- is drawn closer in running text, and what follows it was pushed away.
    kerned = Label(
        product="Cot",
        size="",
        code="ZVMXXQKFBF5KZ",
        url="HTTPS://LABELS.EXAMPLE.ORG/T/ZVMXXQKFBF5KZ",
        code_shown="ZVMX-XQKF-BF5KZ",
    )
    places = layout(A4_63X38, A4_63X38.corner_mm(0), kerned)

    gaps = _gaps(cut_out(_page([kerned], dpi=600), places.code, 600))

    assert len(gaps) >= 10
    assert max(gaps) < 25  # pixels: 1 mm


def test_an_arms_length_label_shows_name_and_size_large() -> None:
    plain = label(("Winter snowsuit", "62", "", "214"))
    places = layout(A4_63X38, A4_63X38.corner_mm(0), plain)
    page = _page([plain])

    size = ink(cut_out(page, places.size, DPI), DPI)
    code = ink(cut_out(page, places.code, DPI), DPI)

    assert size is not None
    assert code is not None
    assert size.height > 6
    assert code.height > 2.5


def test_equal_labels_give_equal_bytes_in_any_process() -> None:
    program = (
        "import hashlib; from tests.labels.sheets import NAMES, label;"
        "from stockroom_labels import A4_63X38, pdf;"
        "print(hashlib.sha256(pdf.sheet([label(n) for n in NAMES], A4_63X38)).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout.strip()
        for seed in ("1", "2")
    }

    here = hashlib.sha256(_sheet([label(words) for words in NAMES])).hexdigest()

    assert seen == {here}


def test_many_labels_are_a_small_file() -> None:
    written = _sheet([label(NAMES[n % 3], seed=n) for n in range(63)])

    assert len(pictures(written, 20)) == 3
    assert len(written) < 120_000


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"start": 0}, "start_position"),
        ({"start": 22}, "start_position"),
        ({"dx_mm": 10.5}, "nudge"),
        ({"dy_mm": -11}, "nudge"),
        ({"dx_mm": math.nan}, "nudge"),
    ],
)
def test_a_place_off_the_sheet_is_refused(arguments: dict[str, float], reason: str) -> None:
    with pytest.raises(Unprintable) as refused:
        pdf.sheet([label()], A4_63X38, **arguments)  # type: ignore[arg-type]

    assert refused.value.reason == reason


@pytest.mark.parametrize("count", [0, 5001])
def test_no_labels_and_too_many_labels_are_refused(count: int) -> None:
    with pytest.raises(Unprintable, match=f"1 to 5000 labels; {count} were asked for"):
        _sheet([label()] * count)


@pytest.mark.parametrize(
    "wrong",
    [
        Label("Cot", "", "abc", "HTTPS://A.EXAMPLE/T/abc", "abc"),
        Label("Cot", "", "ABC", "https://a.example/T/ABC", "ABC"),
        Label("Cot", "", "ABC", "HTTPS://A.EXAMPLE/T/ABD", "ABC"),
        Label("Cot", "", "ABC", "HTTPS://A.EXAMPLE/T/ABC", "ABD"),
    ],
)
def test_one_wrong_label_stops_the_sheet(wrong: Label) -> None:
    with pytest.raises(Unprintable):
        _sheet([label(), wrong])


def _gaps(picture: Image.Image) -> list[int]:
    """Give the widths of the stretches without ink between the first ink and the last."""
    width, height = picture.size
    dark = ImageOps.invert(picture).point(lambda grey: 255 * (grey > 100))
    inked = [dark.crop((x, 0, x + 1, height)).getbbox() is not None for x in range(width)]
    stretches = [(there, len(list(group))) for there, group in groupby(inked)]
    inner = stretches[1:-1] if not stretches[-1][0] else stretches[1:]
    return [length for there, length in inner if not there]

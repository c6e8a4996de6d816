"""The printed sheet, as a scanner and as the eye see it."""

import hashlib
import math
import os
import subprocess
import sys

import pytest
from PIL import ImageChops, ImageOps

from stockroom_labels import A4_63X38, Label, Unprintable, pdf
from stockroom_labels.layout import Box, layout
from tests.labels.drawing import DPI, assert_same, page_of, sheet

from .sheets import (
    ENGLISH,
    LONG_HOST,
    NAMES,
    cell,
    cut_out,
    ink,
    label,
    pictures,
    scanned,
    wiped,
)


@pytest.mark.parametrize("host", ["A.EXAMPLE", LONG_HOST])
@pytest.mark.parametrize("dpi", [203, 300])
def test_all_codes_of_a_page_can_be_scanned(dpi: int, host: str) -> None:
    labels = [label(NAMES[n % 5], seed=n, host=host, blank=n > 18) for n in range(21)]

    found = scanned(page_of(labels, dpi=dpi))

    assert sorted(found) == sorted(each.url for each in labels)


@pytest.mark.parametrize("words", NAMES)
def test_all_ink_stays_well_inside_its_own_label(words: tuple[str, str, str, str]) -> None:
    page = page_of([label(words, seed=n) for n in range(21)])

    inside = [cell(position, margin=1) for position in range(21)]

    assert ink(wiped(page, inside, DPI), DPI) is None
    assert all(ink(cut_out(page, box, DPI), DPI) for box in inside)


@pytest.mark.parametrize("words", NAMES)
def test_words_never_touch_the_qr_code_nor_its_quiet_zone(words: tuple[str, str, str, str]) -> None:
    worded, blank = label(words), label(blank=True)
    qr = layout(A4_63X38, A4_63X38.corner_mm(0), worded).qr

    assert_same(cut_out(page_of([worded]), qr, DPI), cut_out(page_of([blank]), qr, DPI))


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

    changed = ImageChops.difference(page_of([one]), page_of([other]))

    assert changed.getbbox() is not None
    assert ink(wiped(ImageOps.invert(changed), [reach], DPI), DPI) is None


def test_a_blank_label_carries_only_its_qr_and_its_code() -> None:
    blank = label(ENGLISH, blank=True)
    bare = label(("", "", "", ""))
    places = layout(A4_63X38, A4_63X38.corner_mm(0), bare)

    page = page_of([blank])

    assert_same(page, page_of([bare]))
    assert ink(wiped(page, [places.qr, places.code], DPI), DPI) is None
    assert ink(cut_out(page, places.code, DPI), DPI)


def test_a_sheet_begun_is_used_up_from_the_position_asked_for() -> None:
    labels = [label(seed=n) for n in range(3)]

    first, second = pictures(sheet(labels, start=20), DPI)

    assert ink(wiped(first, [cell(19), cell(20)], DPI), DPI) is None
    assert ink(wiped(second, [cell(0)], DPI), DPI) is None
    assert scanned(cut_out(first, cell(19), DPI)) == [labels[0].url]
    assert scanned(cut_out(first, cell(20), DPI)) == [labels[1].url]
    assert scanned(cut_out(second, cell(0), DPI)) == [labels[2].url]


def test_labels_run_along_the_rows() -> None:
    labels = [label(seed=n) for n in range(21)]

    page = page_of(labels)

    for position in (1, 3, 20):
        assert scanned(cut_out(page, cell(position), DPI)) == [labels[position].url]


@pytest.mark.parametrize(("dx_mm", "dy_mm"), [(1.5, -0.8), (-2, 3)])
def test_a_nudge_moves_everything_by_so_many_millimetres(dx_mm: float, dy_mm: float) -> None:
    (straight,) = pictures(sheet([label()]), 600)
    (nudged,) = pictures(sheet([label()], dx_mm=dx_mm, dy_mm=dy_mm), 600)

    before, after = ink(straight, 600), ink(nudged, 600)

    assert before is not None
    assert after is not None
    assert after.x - before.x == pytest.approx(dx_mm, abs=0.06)
    assert after.y - before.y == pytest.approx(dy_mm, abs=0.06)
    assert after.width == pytest.approx(before.width, abs=0.1)


def test_the_page_is_a4_and_asks_to_be_printed_at_its_own_size() -> None:
    written = sheet([label()])

    (page,) = pictures(written, 254)

    assert page.width == pytest.approx(2100, abs=1)
    assert page.height == pytest.approx(2970, abs=1)
    assert b"/PrintScaling /None" in written


def test_an_arms_length_label_shows_name_and_size_large() -> None:
    plain = label(("Winter snowsuit", "62", "", "214"))
    places = layout(A4_63X38, A4_63X38.corner_mm(0), plain)
    page = page_of([plain])

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
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout.strip()
        for seed in ("1", "2")
    }

    here = hashlib.sha256(sheet([label(words) for words in NAMES])).hexdigest()

    assert seen == {here}


def test_many_labels_are_a_small_file() -> None:
    written = sheet([label(NAMES[n % 3], seed=n) for n in range(63)])

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
        sheet([label()] * count)


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
        sheet([label(), wrong])

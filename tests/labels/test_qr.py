"""The QR code, read back by a decoder of another house."""

import pytest
import zxingcpp
from PIL import Image

from stockroom_labels import Unprintable
from stockroom_labels.qr import MOST_LETTERS, Matrix, dark_runs, level, matrix

from .sheets import LONG_HOST, label

URL = label().url


def test_the_code_is_a_qr_with_a_quarter_to_spare_that_says_the_address() -> None:
    (found,) = zxingcpp.read_barcodes(_picture(matrix(URL)))

    assert found.text == URL
    assert found.format == zxingcpp.BarcodeFormat.QRCode
    assert found.ec_level == "Q"


def test_the_longest_host_still_gives_33_modules() -> None:
    modules = matrix(label(host=LONG_HOST).url)

    # In byte mode 64 letters would take 37 modules.
    assert len(modules) == 33
    assert all(len(row) == 33 for row in modules)


def test_the_runs_draw_the_whole_code() -> None:
    modules = matrix(URL)
    drawn = [[False] * len(modules) for _ in modules]

    for row, column, length in dark_runs(modules):
        for offset in range(length):
            assert not drawn[row][column + offset]
            drawn[row][column + offset] = True

    assert tuple(tuple(row) for row in drawn) == modules


@pytest.mark.parametrize("text", ["https://labels.example.org/t/1", "СКЛАД", "A_B", "A\nB"])
def test_letters_outside_the_alphanumeric_set_are_refused(text: str) -> None:
    with pytest.raises(Unprintable, match="our QR codes cannot carry"):
        matrix(text)


@pytest.mark.parametrize("count", [0, MOST_LETTERS + 1])
def test_an_address_of_no_or_too_many_letters_is_refused(count: int) -> None:
    with pytest.raises(Unprintable, match=f"{count} were given"):
        matrix("A" * count)


def test_the_most_letters_give_37_modules() -> None:
    assert len(matrix("A" * MOST_LETTERS)) == 37


@pytest.mark.parametrize("wanted", ["M", "Q", "H"])
def test_a_code_has_the_level_that_was_asked_for(wanted: str) -> None:
    (found,) = zxingcpp.read_barcodes(_picture(matrix(URL, wanted)))

    assert found.text == URL
    assert found.ec_level == wanted


def test_the_mask_may_be_chosen_or_the_best_be_found() -> None:
    masked = {matrix(URL, "Q", mask) for mask in range(8)}

    assert len(masked) == 8
    assert matrix(URL, "Q", None) in masked
    assert all(zxingcpp.read_barcodes(_picture(each))[0].text == URL for each in masked)


@pytest.mark.parametrize(
    ("durable", "side_mm", "wanted"),
    [(False, 17.9, "M"), (False, 18, "Q"), (True, 17.9, "H"), (True, 60, "H")],
)
def test_small_codes_have_large_modules_and_durable_ones_more_to_spare(
    durable: bool, side_mm: float, wanted: str
) -> None:
    assert level(durable, side_mm) == wanted


def _picture(modules: Matrix) -> Image.Image:
    side = len(modules) + 8
    picture = Image.new("L", (side, side), 255)
    for row, column, length in dark_runs(modules):
        for offset in range(length):
            picture.putpixel((column + offset + 4, row + 4), 0)
    return picture.resize((side * 4, side * 4), Image.Resampling.NEAREST)

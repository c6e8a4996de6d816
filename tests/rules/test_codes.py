"""Label codes: what is made can be read back, and what is miswritten is noticed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stockroom.rules import codes
from stockroom.rules.check_letter import ALPHABET
from stockroom.rules.codes import ByCode, ByName, ByNumber
from tests.rules.refusals import reason_of, unless_refused

HOSTS = ("labels.example.org", "localhost:8000")
SAMPLES = [codes.make(bits) for bits in (0, 1, 0x123456789ABCDEF, 2**59 + 7, 2**60 - 1)]
CODE = SAMPLES[2]

any_code = st.integers(0, 2**60 - 1).map(codes.make)


@pytest.mark.parametrize("code", SAMPLES)
def test_every_single_wrong_letter_is_caught(code: str) -> None:
    for place, right in enumerate(code):
        for wrong in set(ALPHABET) - {right}:
            assert not codes.is_code(code[:place] + wrong + code[place + 1 :])


@pytest.mark.parametrize("code", SAMPLES)
def test_every_swap_of_two_different_letters_is_caught(code: str) -> None:
    for first in range(len(code)):
        for second in range(first + 1, len(code)):
            letters = list(code)
            letters[first], letters[second] = letters[second], letters[first]

            swapped = "".join(letters)

            assert swapped == code or not codes.is_code(swapped)


@settings(deadline=None, max_examples=200)
@given(any_code, st.integers(0, 12), st.sampled_from(ALPHABET))
def test_one_wrong_letter_in_any_code_is_caught(code: str, place: int, letter: str) -> None:
    written = code[:place] + letter + code[place + 1 :]

    assert codes.is_code(written) == (written == code)


@settings(deadline=None, max_examples=200)
@given(any_code, st.integers(0, 11))
def test_neighbours_swapped_in_any_code_are_caught(code: str, place: int) -> None:
    written = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    assert codes.is_code(written) == (written == code)


@settings(deadline=None, max_examples=200)
@given(any_code)
def test_a_code_is_read_back_from_print_address_and_small_letters(code: str) -> None:
    address = codes.url(code, "labels.example.org")

    for written in (code, code.lower(), codes.show(code), codes.show(code).replace("-", " ")):
        assert codes.read(written, HOSTS) == ByCode(code)
    for written in (address, address.lower(), address + "/"):
        assert codes.read(written, HOSTS) == ByCode(code)


def test_a_code_that_has_digits_only_is_still_a_code() -> None:
    digits = next(code for code in map(codes.make, range(1000)) if code.isdigit())

    assert codes.read(digits, HOSTS) == ByCode(digits)


def test_two_numbers_never_make_one_code() -> None:
    assert len({codes.make(bits) for bits in range(2000)}) == 2000


def test_thirteen_noughts_are_no_code() -> None:
    assert not codes.is_code("0" * 13)


@pytest.mark.parametrize("text", ["", CODE[:-1], CODE + "0", CODE.lower(), CODE[:-1] + "é"])
def test_only_the_canonical_form_counts_as_a_code(text: str) -> None:
    assert codes.is_code(CODE)
    assert not codes.is_code(text)


@pytest.mark.parametrize("bits", [-1, 2**60])
def test_more_than_sixty_bits_make_no_code(bits: int) -> None:
    with pytest.raises(ValueError, match="60 bits"):
        codes.make(bits)


def test_a_code_is_shown_in_groups_of_four_four_and_five() -> None:
    assert codes.show("ABCDEFGHJKMNP") == "ABCD-EFGH-JKMNP"


def test_the_address_fits_the_small_alphabet_of_a_qr() -> None:
    address = codes.url(CODE, "labels.example.org:8443")

    assert address == f"HTTPS://LABELS.EXAMPLE.ORG:8443/T/{CODE}"
    assert set(address) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


def test_a_host_that_needs_a_larger_qr_is_refused() -> None:
    with pytest.raises(ValueError, match="label host"):
        codes.url(CODE, "étiquettes.example")


def test_letters_that_the_eye_confuses_are_taken_for_the_right_ones() -> None:
    with_both = next(c for c in map(codes.make, range(2**40, 2**40 + 500)) if {"0", "1"} <= set(c))

    for one in "iIlL":
        for nought in "oO":
            written = with_both.replace("1", one).replace("0", nought)
            assert codes.read(codes.show(written), HOSTS) == ByCode(with_both)


@pytest.mark.parametrize(
    "address",
    [
        f"https://labels.example.org/t/{CODE}",
        f"HTTP://Labels.Example.Org:8080/T/{CODE.lower()}/",
        f"labels.example.org/t/{CODE}",
        f"https://labels.example.org./t/{CODE}?from=camera#top",
        f"http://localhost/t/{codes.show(CODE)}",
        f"\u200ehttps://labels.example.org/t/{CODE}\r\n",
    ],
)
def test_an_address_of_ours_is_read_however_it_is_spelled(address: str) -> None:
    assert codes.read(address, HOSTS) == ByCode(CODE)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("214", 214), ("box 214", 214), ("Box no. 214", 214), ("BOX #214", 214), ("bin 12", 12),
        ("Box №214", 214), ("214 ", 214), ("٢١٤", 214), ("۲۱۴", 214), ("boîte n° 214", 214),
        ("carton 7", 7), ("коробка 214", 214), ("Коробка № 214", 214), ("ящик 3", 3),
        ("صندوق ٢١٤", 214), ("الصندوق رقم ٢١٤", 214), ("0214", 214), ("bin-12", 12),
        ("Box number 2140", 2140),
    ],
)  # fmt: skip
def test_a_short_number_is_understood_in_four_languages(text: str, number: int) -> None:
    assert codes.read(text, HOSTS) == ByNumber(number)


@pytest.mark.parametrize(
    "text",
    ["A3", "bin A3", "Donation shelf", "Quarantine bay", "shelf 3/B", "رف 3", "Étagère", "2-14"],
)
def test_other_text_is_the_name_of_a_place(text: str) -> None:
    assert codes.read(text, HOSTS) == ByName(text)


def test_a_name_loses_double_spaces_and_invisible_signs() -> None:
    assert codes.read("  Bin\u00a0\u00a0A\u200b3 ", HOSTS) == ByName("Bin A3")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (CODE[:-1] + ("0" if CODE[-1] != "0" else "1"), "wrong_check"),
        (CODE[1] + CODE[0] + CODE[2:], "wrong_check"),
        ("5901234123457", "wrong_check"),
        ("ABCD-EFGH-JKMNP", "wrong_check"),
        ("WinterJackets", "wrong_check"),
        (f"https://labels.example.org/t/{CODE[:-1]}U", "wrong_letter"),
        ("U" + CODE[1:], "wrong_letter"),
        (f"https://elsewhere.example/t/{CODE}", "not_ours"),
        (f"https://labels.example.org@elsewhere.example/t/{CODE}", "not_ours"),
        (f"ftp://labels.example.org/t/{CODE}", "not_ours"),
        ("https://labels.example.org/help", "not_a_label"),
        ("https://labels.example.org", "not_a_label"),
        ("labels.example.org/t/214", "not_a_label"),
        ("0", "number_out_of_range"),
        ("box 1000000", "number_out_of_range"),
        ("", "empty"),
        ("12345678901234", "number_out_of_range"),
        (" \u200e\n", "empty"),
        ("A\x003", "unprintable"),
        ("A\ud8003", "unprintable"),
        ("A\u20283", "unprintable"),
        ("x" * 61, "name_too_long"),
        ("x" * 201, "too_long"),
    ],
)
def test_what_is_no_label_is_refused_with_its_reason(text: str, reason: str) -> None:
    assert reason_of(lambda: codes.read(text, HOSTS)) == reason


@settings(deadline=None, max_examples=300)
@given(
    st.one_of(
        st.text(max_size=210),
        st.text(alphabet="0123456789ABUOIL -./:?#tT٣٤", max_size=30),
        st.text(max_size=30).map("https://labels.example.org/t/".__add__),
    )
)
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    reference = unless_refused(lambda: codes.read(text, HOSTS))

    assert reference is None or reference.kind in {"code", "number", "name"}


@pytest.mark.parametrize("text", ["lot 328", "LOT 328", " lot  ٣٢٨ ", "الدفعة 328", "Партия 328"])
def test_a_lot_is_called_by_its_number_in_every_language(text: str) -> None:
    assert codes.lot_number(text) == 328
    assert codes.lot_number(codes.name_of_lot(None, 328)) == 328


@pytest.mark.parametrize("text", ["", "328", "lot", "lot 0x1", "lot 1234567890", "lot-328", "#328"])
def test_other_words_are_no_number_of_a_lot(text: str) -> None:
    assert codes.lot_number(text) is None

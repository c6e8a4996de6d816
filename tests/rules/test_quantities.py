"""Quantities are whole, believable, and asked about where packs are meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stockroom.rules import quantities
from stockroom.rules.quantities import MOST_PIECES, Packs
from tests.rules.refusals import reason_of, unless_refused


def test_eight_vests_in_fives_are_asked_about() -> None:
    packs = quantities.read_packs("vests 5-pack", 8)

    assert packs == Packs(quantity=8, pieces_per_pack=5)
    assert packs.ask
    assert (packs.quantity, packs.if_packs) == (8, 40)


@pytest.mark.parametrize(
    ("description", "pieces"),
    [
        ("vests 5-pack", 5), ("Vests 5 Pack", 5), ("socks 3-pack", 3), ("muslins (3 pack)", 3),
        ("lot de 5 bodies", 5), ("boîte de 12", 12), ("3 paires", 3), ("5 шт", 5), ("5 шт.", 5),
        ("носки 3 пары", 3), ("упаковка по 10", 10), ("набор из 3", 3), ("عبوة 5", 5),
        ("عبوة ٥ قطع", 5), ("٣ أزواج", 3), ("bodysuits x10", 10), ("боди х5", 5), ("x 10", 10),
        ("pack of 6", 6), ("set of 3 bibs", 3), ("2 packs of 108", 108), ("10pcs", 10),
    ],
)  # fmt: skip
def test_packs_are_recognised_in_four_languages(description: str, pieces: int) -> None:
    assert quantities.read_packs(description, 1).pieces_per_pack == pieces


@pytest.mark.parametrize(
    "description",
    ["", "sleepsuit", "bottle 250 ml", "mattress 60x120", "sleeping bag 2.5 tog", "1 piece",
     "musical toy (2xAA)", "size 62-68", "pack", "5 packaging", "box of 9999"],
)  # fmt: skip
def test_other_numbers_are_no_packs(description: str) -> None:
    packs = quantities.read_packs(description, 7)

    assert not packs.ask
    assert packs.if_packs == 7


@pytest.mark.parametrize(
    "same", ["vests 5-pack", "Vests, 5 pack", "  VESTS   5–pack!", "vests ٥ pack"]
)
def test_one_answer_is_remembered_for_one_description_however_spelled(same: str) -> None:
    assert quantities.key(same) == "vests 5 pack"


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), (" 12 ", 12), ("+3", 3), ("١٢", 12), ("1 200", 1200), ("1\u00a0200", 1200),
     ("1000000", MOST_PIECES)],
)  # fmt: skip
def test_a_whole_number_is_read(text: str, number: int) -> None:
    assert quantities.read_whole(text) == number


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "quantity_missing"), ("many", "quantity_unreadable"), ("12 34", "quantity_unreadable"),
        ("9" * 19, "quantity_unreadable"), ("2.5", "quantity_fraction"),
        ("2,5", "quantity_fraction"), ("-2.5", "quantity_fraction"), ("0", "quantity_too_small"),
        ("-3", "quantity_too_small"), ("1000001", "quantity_too_large"),
        ("999999999999", "quantity_too_large"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_number_of_pieces_is_refused(text: str, reason: str) -> None:
    assert reason_of(lambda: quantities.read_whole(text)) == reason


def test_packs_that_make_too_many_pieces_are_refused() -> None:
    assert reason_of(lambda: quantities.read_packs("pack of 108", 10_000)) == "quantity_too_large"


@pytest.mark.parametrize(
    ("total_g", "sample_pieces", "sample_g", "pieces"),
    [(5000, 10, 1000, 50), (1049, 10, 1000, 10), (1050, 10, 1000, 11), (95, 10, 1000, 1)],
)
def test_a_weight_over_a_weighed_sample_gives_pieces_halves_up(
    total_g: int, sample_pieces: int, sample_g: int, pieces: int
) -> None:
    assert quantities.pieces_from_weight(total_g, sample_pieces, sample_g) == pieces


@pytest.mark.parametrize("weights", [(0, 10, 1000), (5000, 0, 1000), (5000, 10, 0), (-1, 10, 9)])
def test_nothing_cannot_be_weighed(weights: tuple[int, int, int]) -> None:
    assert reason_of(lambda: quantities.pieces_from_weight(*weights)) == "weight_missing"


def test_less_than_half_a_piece_is_refused() -> None:
    assert reason_of(lambda: quantities.pieces_from_weight(1, 1, 100)) == "quantity_too_small"


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=60))
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    number = unless_refused(lambda: quantities.read_whole(text))

    assert number is None or 1 <= number <= MOST_PIECES
    assert quantities.read_packs(text, 1).if_packs >= 1

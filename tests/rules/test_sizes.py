"""Sizes are read as people write them, in four languages, and compared."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stockroom.errors import Malformed
from stockroom.rules import sizes
from stockroom.rules.sizes import Size, shoes
from stockroom.rules.sizes.ages import OLDEST_MONTHS
from stockroom.rules.sizes.body import european
from tests.rules.refusals import reason_of, unless_refused


def ends(text: str, sizing: str) -> tuple[int, int]:
    size = sizes.read(text, sizing)
    assert size.label == " ".join(text.split())
    return size.low, size.high


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("62", 62, 62), ("86/92", 86, 92), ("56-62", 56, 62), ("62–68", 62, 68), ("92/86", 86, 92),
        ("EU 62", 62, 62), ("62 cm", 62, 62), ("62,5 cm", 68, 68), ("620 mm", 62, 62),
        ("60", 62, 62), ("T86", 86, 86), ("Рост: 62-68 см", 62, 68), ("размер 62", 62, 62),
        ("рост 68", 68, 68), ("مقاس 62", 62, 62), ("٦٢ سم", 62, 62), ("۶۲", 62, 62),
        ("62 (3 мес)", 62, 62), ("68/6 мес", 68, 68), ("18 mois/81 cm", 86, 86),
        ("74 / 9M", 74, 74), ("80/12-18M", 80, 80), ("3-6 months (62-68)", 62, 68),
        ("62-68/3-6m", 62, 68), ("3T 98", 98, 98),
    ],
)  # fmt: skip
def test_centimetres_on_a_label_are_the_size(text: str, low: int, high: int) -> None:
    assert ends(text, "EUCM") == (low, high)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("0-3M", 50, 62), ("0-3 months", 50, 62), ("3-6 m", 62, 68), ("6-9M", 68, 74),
        ("9-12 m", 74, 80), ("12-18M", 80, 86), ("18-24M", 86, 92), ("2-3 Y", 92, 98),
        ("3M", 62, 62), ("6M", 68, 68), ("9 m", 74, 74), ("12M", 80, 80), ("9 mois", 74, 74),
        ("3 mois", 62, 62), ("6 mois", 68, 68), ("12 mois", 80, 80), ("18 mois", 86, 86),
        ("2T", 92, 92), ("3T", 98, 98), ("4T-5T", 104, 110), ("1 an", 80, 80), ("2 ans", 92, 92),
        ("0-1 мес", 50, 56), ("0-3 мес.", 50, 62), ("12 месяцев", 80, 80), ("2 года", 92, 92),
        ("1,5-2 года", 86, 92), ("от 3 до 6 месяцев", 62, 68), ("de 3 à 6 mois", 62, 68),
        ("3 m - 6 m", 62, 68), ("٣-٦ أشهر", 62, 68), ("شهر", 56, 56), ("شهرين", 62, 62),
        ("سنة", 80, 80),
    ],
)  # fmt: skip
def test_months_and_years_become_centimetres(text: str, low: int, high: int) -> None:
    assert ends(text, "EUCM") == (low, high)


@pytest.mark.parametrize(
    "text",
    ["NB", "Newborn", "naissance", "Nouveau-né", "новорожденный", "новорождённый", "حديث الولادة"],
)
def test_newborn_is_fifty_to_fifty_six(text: str) -> None:
    assert ends(text, "EUCM") == (50, 56)


@pytest.mark.parametrize("text", ["Preemie", "prématuré", "для недоношенных", "خدج"])
def test_too_early_is_smaller_than_newborn(text: str) -> None:
    assert ends(text, "EUCM") == (44, 50)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("0", 1000, 2500), ("1 (2-5 kg)", 2000, 5000), ("2 (3-6 kg)", 3000, 6000),
        ("3", 4000, 9000), ("Size 3", 4000, 9000),
        ("Taille 3", 4000, 9000), ("размер 3", 4000, 9000),
        ("مقاس ٣", 4000, 9000), ("№3", 4000, 9000), ("4", 7000, 18000), ("5", 11000, 25000),
        ("6", 16000, 30000), ("4+", 9000, 21500), ("6+", 16000, 30000), ("Newborn", 2000, 5000),
        ("NB (2-5 kg)", 2000, 5000), ("preemie", 1000, 2500), ("3-6 kg", 3000, 6000),
        ("5 (11-25 kg)", 11000, 25000), ("5/12-25kg", 12000, 25000), ("2,5-5 кг", 2500, 5000),
        ("4+ (10-15 кг)", 10000, 15000), ("٣-٦ كجم", 3000, 6000), ("16+ kg", 16000, 30000),
        ("16 kg +", 16000, 30000), ("40 kg+", 40000, 40000), ("jusqu'à 5 kg", 500, 5000),
        ("до 5 кг", 500, 5000), ("< 4 kg", 500, 4000), ("16-28 lb", 7257, 12700),
    ],
)  # fmt: skip
def test_a_nappy_is_for_a_weight(text: str, low: int, high: int) -> None:
    assert ends(text, "NAP") == (low, high)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("17", 93, 98), ("18", 99, 105), ("17/18", 93, 105), ("17-18", 93, 105),
        ("размер 21", 119, 125), ("pointure 21", 119, 125), ("٢١", 119, 125),
        ("10,5 см", 105, 105), ("105 mm", 105, 105), ("10-11 cm", 100, 110),
    ],
)  # fmt: skip
def test_a_shoe_is_for_a_foot(text: str, low: int, high: int) -> None:
    assert ends(text, "SHOE") == (low, high)


@pytest.mark.parametrize(
    ("foot_mm", "european_size"),
    [(89, 16), (95, 17), (102, 18), (105, 18), (108, 19), (121, 20), (127, 22), (133, 22),
     (140, 23), (146, 24), (152, 25), (156, 26)],
)  # fmt: skip
def test_feet_agree_with_the_published_charts_within_one_size(
    foot_mm: int, european_size: int
) -> None:
    ours = next(n for n in range(14, 37) if foot_mm <= shoes.longest_foot_mm(n))

    assert abs(ours - european_size) <= 1


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("0+", 0, OLDEST_MONTHS), ("12 m+", 12, OLDEST_MONTHS), ("6+ мес", 6, OLDEST_MONTHS),
        ("0m+", 0, OLDEST_MONTHS), ("from 6 months", 6, OLDEST_MONTHS), ("0-6 m", 0, 5),
        ("от 6 мес", 6, OLDEST_MONTHS), ("dès 6 mois", 6, OLDEST_MONTHS), ("6-12 m", 6, 11),
        ("2-3 Y", 24, 35), ("6 m - 2 y", 6, 23), ("до 1 года", 0, 11), ("newborn", 0, 0),
        ("18 m", 18, 18), ("سنة", 12, 12),
    ],
)  # fmt: skip
def test_an_age_band_is_in_completed_months(text: str, low: int, high: int) -> None:
    assert ends(text, "AGE") == (low, high)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("XS", 1, 1), ("S", 2, 2), ("m", 3, 3), ("М", 3, 3), ("XL", 5, 5), ("ХЛ", 5, 5),
        ("XXL", 6, 6), ("2XL", 6, 6), ("4XL", 8, 8), ("S/M", 2, 3), ("L-XL", 4, 5),
        ("Taille M", 3, 3), ("размер M", 3, 3), ("x-large", 5, 5), ("one size", 1, 8),
        ("taille unique", 1, 8),
    ],
)  # fmt: skip
def test_adult_sizes_have_an_order(text: str, low: int, high: int) -> None:
    assert ends(text, "AD") == (low, high)


@pytest.mark.parametrize(
    ("text", "stage"),
    [("1", 1), ("Stage 2", 2), ("1er âge", 1), ("2ème âge", 2), ("ступень 1", 1), ("المرحلة ٣", 3)],
)
def test_formula_has_a_stage(text: str, stage: int) -> None:
    assert ends(text, "STG") == (stage, stage)


@pytest.mark.parametrize("sizing", ["", "cot type", "ml", "flow", "bra", "group/i-Size", "cm×cm"])
def test_a_free_size_keeps_its_label_only(sizing: str) -> None:
    assert sizes.read("  250  ml ", sizing) == Size("none", 0, 0, "250 ml")
    assert sizes.read("", sizing).label == ""


@pytest.mark.parametrize(
    ("text", "sizing", "reason"),
    [
        ("three", "EUCM", "size_unreadable"), ("3", "EUCM", "size_unreadable"),
        ("62,68", "EUCM", "size_unreadable"), ("M", "EUCM", "size_unreadable"),
        ("12 m+", "EUCM", "size_unreadable"), ("до 3 мес", "EUCM", "size_unreadable"),
        ("62+", "EUCM", "size_unreadable"),
        ("5 kg", "EUCM", "size_unreadable"), ("blue 62", "EUCM", "size_unreadable"),
        ("size", "EUCM", "size_unreadable"), ("newborn 5 kg", "EUCM", "size_unreadable"),
        ("620", "EUCM", "size_out_of_range"), ("600", "EUCM", "size_out_of_range"),
        ("6 cm", "EUCM", "size_out_of_range"), ("10 Y", "EUCM", "size_out_of_range"),
        ("7", "NAP", "size_unreadable"), ("3-6", "NAP", "size_unreadable"),
        ("3.5", "NAP", "size_unreadable"), ("S", "NAP", "size_unreadable"),
        ("3-6 m", "NAP", "size_unreadable"), ("up to 3", "NAP", "size_unreadable"),
        ("3 4", "NAP", "size_unreadable"), ("size", "NAP", "size_unreadable"),
        ("70 kg", "NAP", "size_out_of_range"), ("0.1 kg", "NAP", "size_out_of_range"),
        ("UK 4", "SHOE", "size_unreadable"), ("17.5", "SHOE", "size_unreadable"),
        ("0-6 m", "SHOE", "size_unreadable"), ("17+", "SHOE", "size_unreadable"),
        ("99", "SHOE", "size_out_of_range"), ("99 cm", "SHOE", "size_out_of_range"),
        ("3+", "AGE", "size_unreadable"), ("0-6", "AGE", "size_unreadable"),
        ("big 6 m", "AGE", "size_unreadable"), ("10 y", "AGE", "size_out_of_range"),
        ("38", "AD", "size_unreadable"), ("S M L", "AD", "size_unreadable"),
        ("size", "AD", "size_unreadable"), ("5", "STG", "size_unreadable"),
        ("0-6", "STG", "size_unreadable"), ("", "EUCM", "size_missing"),
        ("9" * 61, "EUCM", "size_too_long"),
    ],
)  # fmt: skip
def test_a_size_that_is_none_is_refused_with_what_would_be_right(
    text: str, sizing: str, reason: str
) -> None:
    assert reason_of(lambda: sizes.read(text, sizing)) == reason


def test_the_refusal_says_how_to_write_the_size() -> None:
    with pytest.raises(Malformed) as refusal:
        sizes.read("three", "EUCM")

    assert str(refusal.value) == (
        "three is not a clothes size we can read; write it as 62, 86/92, 3-6 months or newborn"
    )


@pytest.mark.parametrize(("body_cm", "size"), [(56, 56), (57, 62), (60, 62), (62, 62), (63, 68)])
def test_a_body_needs_the_next_european_size(body_cm: int, size: int) -> None:
    assert european(body_cm) == size


@pytest.mark.parametrize(
    ("one", "other", "sizing", "expected"),
    [
        ("62", "3-6 m", "EUCM", True), ("62", "68", "EUCM", False), ("86/92", "92", "EUCM", True),
        ("3", "3-6 kg", "NAP", True), ("1", "4", "NAP", False), ("18", "17/18", "SHOE", True),
        ("18", "19", "SHOE", False), ("0-6 m", "6-12 m", "AGE", False),
        ("6-12 m", "12 m+", "AGE", False), ("0+", "6-12 m", "AGE", True), ("S", "S/M", "AD", True),
    ],
)  # fmt: skip
def test_sizes_that_share_a_child_overlap(
    one: str, other: str, sizing: str, expected: bool
) -> None:
    a, b = sizes.read(one, sizing), sizes.read(other, sizing)

    assert sizes.overlaps(a, b) is expected
    assert sizes.overlaps(b, a) is expected


def test_sizes_of_two_schemes_never_overlap() -> None:
    assert not sizes.overlaps(sizes.read("1", "STG"), sizes.read("XS", "AD"))


@pytest.mark.parametrize(
    ("text", "sizing", "measure", "expected"),
    [
        ("62", "EUCM", 57, True), ("62", "EUCM", 62, True), ("62", "EUCM", 56, False),
        ("62", "EUCM", 63, False), ("3-6 m", "EUCM", 66, True), ("3", "NAP", 4000, True),
        ("3", "NAP", 9001, False), ("18", "SHOE", 98, False), ("18", "SHOE", 100, True),
    ],
)  # fmt: skip
def test_a_size_fits_whom_it_is_for(text: str, sizing: str, measure: int, expected: bool) -> None:
    assert sizes.fits(sizes.read(text, sizing), measure) is expected


@settings(deadline=None, max_examples=300)
@given(
    st.one_of(
        st.text(max_size=70),
        st.text(alphabet="0123456789٣ .,-/+()мmkgкTYcсMXSL شهر", max_size=15),
    ),
    st.sampled_from(["EUCM", "NAP", "SHOE", "AGE", "AD", "STG", ""]),
)
def test_no_text_whatever_breaks_the_reader(text: str, sizing: str) -> None:
    size = unless_refused(lambda: sizes.read(text, sizing))

    assert size is None or 0 <= size.low <= size.high

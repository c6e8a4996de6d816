"""The catalogue that the product ships is complete, in four languages, and fits the books."""

import re
from itertools import groupby

import msgspec
import pytest

from stockroom.catalogue import COLUMNS, LANGUAGES, ProductFields, products, read
from stockroom.commands.records import ProductRecord
from stockroom.errors import Malformed
from stockroom.rules import sizes
from stockroom.rules.product_words import BY_LANGUAGE
from stockroom.tables.catalogue import Depth, Product

ALL = products()
BY_CODE = {fields["code"]: fields for fields in ALL}
UNSORTED = "BAG"
MIXED = "CL-MIX"
READ_SIZINGS = {"EUCM", "NAP", "SHOE", "AGE", "AD", "STG"}
FREE_SIZINGS = {"", "cot type", "cm×cm", "ml", "flow", "bra", "group/i-Size"}
INSPECTED_ONE_BY_ONE = {"SLEEP", "MATT", "WHEEL", "CARS", "CARR", "ELEC", "PUMP"}
SCRIPTS = {"ar": r"[\u0621-\u0652 ()]+", "fr": r"[a-zàâçéèêëîïôœùûü' ,()-]+"}
RUSSIAN = r"[а-яё0-9 ,()-]+"

GOOD = {
    "code": "EX-LAMP", "name": "night light", "name_ar": "ضوء ليلي", "name_fr": "veilleuse",
    "name_ru": "ночник", "category": "lights", "unit": "ea", "sizing": "",
    "safety_profile": "ELEC", "depth": "single", "has_expiry": "N", "weight_g": "200",
    "volume_ml": "900", "gate_flags": "EB",
}  # fmt: skip


def catalogue(*rows: dict[str, str]) -> list[str]:
    """The lines of a catalogue that holds these rows."""
    return [",".join(COLUMNS), *(",".join(row[column] for column in COLUMNS) for row in rows)]


def each(fields: ProductFields) -> str:
    return fields["code"]


def test_eighty_eight_products_each_have_a_code_of_their_own() -> None:
    assert len(ALL) == 88
    assert len(BY_CODE) == 88


def test_the_words_of_donors_lead_to_products_that_exist() -> None:
    known = {code for words in BY_LANGUAGE.values() for code in words}

    assert known == BY_CODE.keys() - {UNSORTED}


@pytest.mark.parametrize("fields", ALL, ids=each)
def test_a_product_is_one_that_the_books_and_the_record_command_take(fields: ProductFields) -> None:
    record = msgspec.convert(fields, ProductRecord)

    assert msgspec.structs.asdict(record).items() >= fields.items()
    assert Product(**fields).code == fields["code"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_written_in_its_own_script(language: str) -> None:
    for fields in ALL:
        assert re.fullmatch(SCRIPTS.get(language, RUSSIAN), fields["names"][language]), fields


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_no_two_products_share_a_name(language: str) -> None:
    names = [({"en": fields["name"]} | fields["names"])[language] for fields in ALL]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize("fields", ALL, ids=each)
def test_a_product_is_sized_in_a_way_we_can_read(fields: ProductFields) -> None:
    if fields["sizing"] in READ_SIZINGS:
        with pytest.raises(Malformed, match="needs a size"):
            sizes.read("", fields["sizing"])
    else:
        assert fields["sizing"] in FREE_SIZINGS
        assert sizes.read("any", fields["sizing"]).scheme == "none"


def test_weights_and_volumes_are_of_one_unit_in_grams_and_millilitres() -> None:
    found = {code: (BY_CODE[code]["weight_g"], BY_CODE[code]["volume_ml"]) for code in BY_CODE}

    assert found["SL-COT"] == (22_000, 150_000)
    assert found["NP-DISP"] == (30, 250)
    assert found[UNSORTED] == (6_000, 30_000)
    assert min(min(pair) for pair in found.values()) > 0


def test_what_is_inspected_one_by_one_gets_a_label_each() -> None:
    for fields in ALL:
        single = fields["depth"] == Depth.SINGLE
        assert single or fields["safety_profile"] not in INSPECTED_ONE_BY_ONE, fields["code"]
        assert fields["unit"] == "ea" or not single, fields["code"]


def test_what_must_be_new_is_counted_and_used_clothes_go_into_mixed_boxes() -> None:
    for fields in ALL:
        if fields["code"].startswith(("CL-", "SH-")):
            new = fields["safety_profile"] == "TEXN"
            assert fields["depth"] == (Depth.COUNTED if new else Depth.MIXED_BOX), fields["code"]


def test_unsorted_bags_are_counted_and_become_mixed_clothes() -> None:
    bag, mixed = BY_CODE[UNSORTED], BY_CODE[MIXED]

    assert (bag["unit"], bag["depth"], bag["sizing"]) == ("bag", Depth.COUNTED, "")
    assert (mixed["unit"], mixed["depth"], mixed["sizing"]) == ("ea", Depth.MIXED_BOX, "EUCM")
    assert mixed["category"] == "clothes"
    assert bag["category"] == "unsorted", "nobody may be promised a bag nobody has looked into"


def test_a_category_obeys_one_safety_profile_and_is_followed_at_one_depth() -> None:
    of_category = sorted(ALL, key=lambda fields: fields["category"])
    for category, members in groupby(of_category, key=lambda fields: fields["category"]):
        kinds = {(f["safety_profile"], f["depth"]) for f in members}
        assert len(kinds) == 1, category


@pytest.mark.parametrize(
    ("one", "other"),
    [("SL-MOS", "SL-COT"), ("SL-MAT", "SL-COT"), ("TR-BUG", "TR-PRAM"), ("FE-BOO", "FE-HC"),
     ("FE-SPEC", "FE-FORM"), ("FE-RTF", "FE-FORM"), ("NP-CLO", "NP-DISP"), ("NP-SWIM", "NP-DISP"),
     ("CL-BODY", "CL-OUT"), ("CL-VEST", "CL-BODY"), ("BA-NAIL", "BA-BRSH"), ("BD-SHT", "BD-BLK"),
     ("FE-TAB", "FE-STER"), ("TR-CAR", "TR-BUG"), ("BF-CRM", "NP-CREAM")],
)  # fmt: skip
def test_what_cannot_stand_in_for_another_is_of_another_category(one: str, other: str) -> None:
    assert BY_CODE[one]["category"] != BY_CODE[other]["category"]


def test_nothing_stands_in_for_a_car_seat() -> None:
    alike = [f["code"] for f in ALL if f["category"] == BY_CODE["TR-SEAT"]["category"]]

    assert alike == ["TR-SEAT"]


def test_every_formula_is_named_so_in_its_category() -> None:
    formulas = {f["code"] for f in ALL if f["category"].startswith("formula")}

    assert formulas == {f["code"] for f in ALL if f["safety_profile"] == "FORM"}


def test_a_row_is_read_as_the_fields_of_a_product() -> None:
    (fields,) = read(catalogue(GOOD))

    assert fields["names"] == {"ar": "ضوء ليلي", "fr": "veilleuse", "ru": "ночник"}
    assert (fields["weight_g"], fields["volume_ml"]) == (200, 900)
    assert (fields["depth"], fields["has_expiry"]) == (Depth.SINGLE, False)


@pytest.mark.parametrize(
    ("column", "value"),
    [("code", "lamp"), ("code", "LAMP-ABCDEFGHIJKL"), ("name", ""), ("name", "n" * 81),
     ("name_ar", " "), ("name_fr", "v" * 41), ("name_ru", ""), ("category", "Night Lights"),
     ("unit", "1"), ("sizing", "s" * 25), ("safety_profile", "elec"), ("depth", "deep"),
     ("has_expiry", "yes"), ("weight_g", "0.2"), ("weight_g", "-1"), ("weight_g", "٢٠٠"),
     ("volume_ml", ""), ("gate_flags", "E B"), ("gate_flags", "X"), ("gate_flags", "EE")],
)  # fmt: skip
def test_a_bad_value_is_refused_naming_its_line(column: str, value: str) -> None:
    bad = GOOD | {"code": "EX-BAD", column: value}

    with pytest.raises(ValueError, match=f"^line 3: .* is no {column}$"):
        read(catalogue(GOOD, bad))


@pytest.mark.parametrize(
    "row", ["", "EX-LAMP,night light", 'EX-BAD,"open', f"{','.join(GOOD.values())},more"]
)
def test_a_row_of_another_length_is_refused_naming_its_line(row: str) -> None:
    with pytest.raises(ValueError, match=r"^line 3: \d+ values, but 14 columns$"):
        read([*catalogue(GOOD), row])


def test_a_code_that_stands_there_twice_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^line 3: EX-LAMP stands there twice$"):
        read(catalogue(GOOD, GOOD))


@pytest.mark.parametrize("lines", [[], ["code,name"], catalogue(GOOD)[1:]])
def test_other_columns_are_refused(lines: list[str]) -> None:
    with pytest.raises(ValueError, match=r"^line 1: the columns should be code,name"):
        read(lines)

"""Donors' own words lead to the product of the catalogue that they mean."""

import pytest

from stockroom.rules.product_words import BY_LANGUAGE
from stockroom.rules.products import guess


@pytest.mark.parametrize(
    ("description", "code"),
    [
        ("Bodysuits", "CL-BODY"), ("bodysuit", "CL-BODY"), ("onesie", "CL-BODY"),
        ("боди", "CL-BODY"), ("بدلة داخلية", "CL-BODY"), ("babygro", "CL-SLP"), ("слип", "CL-SLP"),
        ("sleepsuit", "CL-SLP"), ("pyjama dors-bien", "CL-SLP"), ("t-shirt", "CL-TOP"),
        ("leggings", "CL-BOT"), ("cardigan", "CL-JMP"), ("gilet", "CL-JMP"),
        ("winter coat", "CL-OUT"), ("snowsuit", "CL-SNOW"), ("комбинезон", "CL-SNOW"),
        ("hat", "CL-HAT"), ("socks", "CL-SOCK"), ("socks 3-pack", "CL-SOCK"),
        ("vests 5-pack", "CL-VEST"), ("pre-walker shoes", "SH-SOFT"), ("blanket", "BD-BLK"),
        ("cellular blanket", "BD-BLK"), ("sleeping bag 2.5 tog", "BD-BAG"),
        ("muslin squares", "BD-SWD"), ("cot", "SL-COT"), ("wooden cot 60x120", "SL-COT"),
        ("cot with drop side", "SL-COT"), ("moses basket", "SL-MOS"), ("mattress 60x120", "SL-MAT"),
        ("bath tub", "BA-TUB"), ("baby shampoo 200ml", "BA-WASH"), ("Diapers", "NP-DISP"),
        ("nappies", "NP-DISP"), ("couches", "NP-DISP"), ("подгузники", "NP-DISP"),
        ("حفاضات", "NP-DISP"), ("الحفاضات", "NP-DISP"), ("wipes", "NP-WIPE"),
        ("lingettes", "NP-WIPE"), ("baby wipes alcohol free", "NP-WIPE"),
        ("nappy cream", "NP-CREAM"), ("changing mat", "NP-MAT"), ("biberon", "FE-BOT"),
        ("bottle 250 ml", "FE-BOT"), ("glass bottle 240ml", "FE-BOTG"), ("steriliser", "FE-STER"),
        ("infant formula", "FE-FORM"), ("high chair", "FE-HC"), ("breast pads", "BF-PAD"),
        ("maternity jeans", "MA-WEAR"), ("disposable briefs", "MA-UND"),
        ("maternity pads", "MA-PAD"), ("pram", "TR-PRAM"), ("travel system", "TR-PRAM"),
        ("buggy", "TR-BUG"), ("stroller", "TR-BUG"), ("poussette", "TR-BUG"),
        ("baby carrier", "TR-CAR"), ("car seat", "TR-SEAT"), ("infant car seat", "TR-SEAT"),
        ("rattle", "PL-TOY"), ("stacking cups", "PL-TOY"), ("musical toy (2xAA)", "PL-TOY"),
        ("teddy", "PL-PLU"), ("soft toy", "PL-PLU"), ("bouncer", "PL-BNC"),
        ("cloth book", "PL-BOOK"), ("digital thermometer", "HM-THM"),
    ],
)  # fmt: skip
def test_the_words_of_a_donation_drive_are_understood(description: str, code: str) -> None:
    assert guess(description) == code


@pytest.mark.parametrize(
    ("description", "code"),
    [("cot mattress", "SL-MAT"), ("cloth nappies", "NP-CLO"), ("swim nappies size 4", "NP-SWIM"),
     ("DORS BIEN bébé", "CL-SLP"), ("влажные салфетки", "NP-WIPE"),
     ("Пелёнки муслиновые", "BD-SWD"), ("bath and hat", "CL-HAT")],
)  # fmt: skip
def test_the_longer_phrase_wins(description: str, code: str) -> None:
    assert guess(description) == code


@pytest.mark.parametrize("description", ["", "flux capacitor", "62-68", "hatbox", "?!"])
def test_unknown_words_are_not_guessed(description: str) -> None:
    assert guess(description) is None


def test_a_very_long_description_is_looked_at_only_so_far() -> None:
    assert guess("word " * 10_000 + "nappies") is None


def test_every_language_knows_the_same_products() -> None:
    assert len({frozenset(words) for words in BY_LANGUAGE.values()}) == 1


@pytest.mark.parametrize("language", BY_LANGUAGE)
def test_every_word_of_the_table_leads_to_its_own_product(language: str) -> None:
    for code, names in BY_LANGUAGE[language].items():
        for name in names.split(","):
            assert guess(name) == code, name

"""An intake by its barcode: what was learnt is filled in, and what is said counts more."""

from __future__ import annotations

from typing import Any

from tests.cli.conftest import Terminal
from tests.web.arriving import said

EAN, GTIN = "5901234123457", "05901234123457"
EVERYTHING = f"(01){GTIN}(17)280331(10)AB-12(21)S9"


def last(alice: Terminal) -> dict[str, Any]:
    """What the newest intake said."""
    return said(alice.world, "intakes")[-1]


def take_in_once(alice: Terminal) -> None:
    """The intake by which the barcode is learnt."""
    first = ("intake", "NP-DISP", "--size", "4", "--brand", "Invented", "--quantity", "54")
    assert alice.run(*first, "--barcode", EAN).code == 0
    assert last(alice)["gtin"] == GTIN


def test_a_barcode_met_before_says_what_it_is(alice: Terminal) -> None:
    take_in_once(alice)

    ran = alice.run("intake", "--quantity", "108", "--barcode", EVERYTHING)

    assert ran.code == 0, ran.err
    assert "As last time: NP-DISP 4 Invented" in ran.err
    told = last(alice)
    names = ("product", "size", "brand", "gtin", "batch", "serial", "use_by", "quantity")
    assert [told[name] for name in names] == [
        "NP-DISP", "4", "Invented", GTIN, "AB-12", "S9", "2028-03-31", 108
    ]  # fmt: skip


def test_what_is_said_counts_more_than_what_was_learnt(alice: Terminal) -> None:
    take_in_once(alice)

    sized = ("--size", "5", "--batch", "CD-34", "--use-by", "2029-01-31")
    ran = alice.run("intake", "--quantity", "54", "--barcode", EVERYTHING, *sized)

    assert ran.code == 0, ran.err
    told = last(alice)
    assert [told[name] for name in ("size", "batch", "use_by", "serial")] == [
        "5", "CD-34", "2029-01-31", "S9"
    ]  # fmt: skip


def test_nothing_is_filled_in_from_another_product(alice: Terminal) -> None:
    take_in_once(alice)

    assert alice.run("intake", "NP-WIPE", "--quantity", "2", "--barcode", EAN).code == 0

    told = last(alice)
    assert (told["product"], told["size"], told["brand"]) == ("NP-WIPE", "", "")


def test_a_new_barcode_without_a_product_is_asked_about(alice: Terminal) -> None:
    for arguments in (("--barcode", EAN), ()):
        ran = alice.run("intake", "--quantity", "1", *arguments)

        assert ran.code == 2
        assert "Say which product it is" in ran.err
    assert said(alice.world, "intakes") == []


def test_what_is_no_barcode_is_told(alice: Terminal) -> None:
    for text, code, sentence in (
        ("5901234123458", 3, "has a wrong digit"),
        ("box 214", 2, "is not the barcode of a shop"),
    ):
        ran = alice.run("intake", "NP-DISP", "--quantity", "1", "--barcode", text)

        assert ran.code == code
        assert sentence in ran.err
    assert said(alice.world, "intakes") == []

"""A phone without network reads a scanned text as the service does: one table, one generator."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from stockroom.rules import codes
from tests.browser.bundles import bundled
from tests.rules.test_barcodes import TABLE, as_read

SEED, TEXTS = 20261121, 6_000
READS = """([texts, hosts]) => texts.map(([text, today]) => {
  const {kind, text: line, useBy, ...said} = tested.read(text, {hosts, today: new Date(today)});
  return {kind, ...said, ...(useBy ? {use_by: useBy} : {})};
})"""
SIGNS = (
    "0123456789AB3OILxU -.#:/\x1d()]%?=&"
    "\u0660\u06f3\u200f\u00a0\u2013\uff11\u00e9\u0301\x85\U0001d7d8"
)
PIECES = (
    *codes._BOX_WORDS,
    *("N°", "NUMÉRO ", "BOX", "لوط", "ＢＯＸ"),
    *("01", "10", "17", "21", "310", "3103", "235", "22", "/01/", "/10/", "]d2", "]C1", "]Q1"),
    *("(01)", "(10)", "(17)", "270331", "270200", "270230", "05901234123457", "5901234123457"),
    *("https://labels.example.org/t/", "http://example.com/01/", "HTTPS://", "ftp://"),
    *("28T5CY4TQKFFA", "28t5-cy4t-qkffa", "28T5CY4TQKFF0", "04252614", "96385074", "214", "%2F"),
)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page that can read codes."""
    opened = browser.new_page()
    opened.add_script_tag(content=bundled("scan/codes.ts"))
    yield opened
    opened.close()


def on_the_phone(page: Page, texts: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """What the phone reads of each text on its day, as the table writes it."""
    found: list[dict[str, Any]] = page.evaluate(READS, [list(texts), TABLE["hosts"]])
    return [in_short(one) for one in found]


def in_short(read: dict[str, Any]) -> dict[str, Any]:
    """A reading as the table writes it: `goods` have three kinds there and one on the phone."""
    if read["kind"] == "unknown":
        return {"refused": read["reason"]}
    return {"read": {name: value for name, value in read.items() if value}}


def alike(told: dict[str, Any]) -> dict[str, Any]:
    """What the service reads, in the phone's words."""
    if "read" in told and "gtin" in told["read"]:
        return {"read": told["read"] | {"kind": "goods"}}
    return told


def test_the_phone_reads_each_example_as_the_service_does(page: Page) -> None:
    examples = TABLE["examples"]
    texts = [(one["text"], one.get("today", TABLE["today"])) for one in examples]

    found = on_the_phone(page, texts)

    assert len(found) > 100
    for one, read in zip(examples, found, strict=True):
        assert read == alike(as_read(one)), json.dumps(one)


def test_the_phone_reads_whatever_is_typed_as_the_service_does(page: Page) -> None:
    chance = random.Random(SEED)
    texts = [(made_up(chance), TABLE["today"]) for _ in range(TEXTS)]

    found = on_the_phone(page, texts)

    kinds = {next(iter(one.get("read", one).values())) for one in found}
    assert {"goods", "code", "number", "barcode_part", "wrong_check", "not_ours"} <= kinds
    for (text, _), read in zip(texts, found, strict=True):
        assert read == alike(as_read({"text": text})), ascii(text)


def test_without_the_hosts_of_our_labels_an_address_counts_by_its_check_letter(page: Page) -> None:
    read = "text => tested.read(text)"

    assert page.evaluate(read, "http://stockroom.local:8443/t/28T5CY4TQKFFA") == {
        "kind": "code",
        "code": "28T5CY4TQKFFA",
    }
    assert page.evaluate(read, "https://example.com/t/28T5CY4TQKFF0")["reason"] == "wrong_check"
    assert page.evaluate(read, "https://example.com/offers")["reason"] == "not_a_label"


def made_up(chance: random.Random) -> str:
    """A text as scanners and thumbs make them: pieces of real ones, and any sign between."""
    parts = [
        chance.choice(PIECES) if chance.random() < 0.6 else chance.choice(SIGNS)
        for _ in range(chance.randint(1, 6))
    ]
    return "".join(parts)

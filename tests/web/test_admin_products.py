"""The catalogue: looked through, changed one by one, and changed as a file."""

from __future__ import annotations

import csv
import html
import io
import re
from typing import Any

import pytest
import sqlalchemy as sa

from stockroom.commands.refs import PRODUCT
from stockroom.desk import JOURNAL
from tests.web.test_admin import send
from tests.web.visits import Browser, Visits


def product(visits: Visits, code: str) -> Any:
    """A product as it stands."""
    with visits.world.house.database.reading() as connection:
        return connection.execute(sa.select(PRODUCT).where(PRODUCT.c.code == code)).first()


def acts(visits: Visits) -> int:
    """How many acts the journal holds."""
    with visits.world.house.database.reading() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(JOURNAL)).scalar_one())


def upload(browser: Browser, text: str, csrf: str | None = None) -> Any:
    """Bring a file back; see what it would change."""
    given = browser.csrf() if csrf is None else csrf
    return browser.upload("/products/file", text.encode(), csrf=given)


def confirm(browser: Browser, preview: str) -> Any:
    """Confirm what a preview showed."""
    fields = dict(re.findall(r'name="(csrf|batch)" value="([^"]+)"', preview.split("<main")[1]))
    text = re.findall(r'<textarea name="csv" hidden>\n(.*?)</textarea>', preview, re.DOTALL)[0]
    return browser.post("/products/file/confirmation", csv=text, **fields)


def test_a_product_is_found_by_its_name_in_any_language(visits: Visits) -> None:
    browser = visits.browser("alice")

    for words in ("bodysuit", "cl-body", "بودي", "боди"):
        assert "/products/CL-BODY" in browser.get(f"/products?q={words}").text, words
    assert "/products/CL-BODY" not in browser.get("/products?q=pram").text


def test_the_catalogue_goes_on_from_page_to_page(visits: Visits) -> None:
    for number in range(30):
        visits.world.do("alice", "products", code=f"ZZ-{number}", name="thing", category="zz")
    browser, seen, path = visits.browser("alice"), set(), "/products?all=yes"

    while path:
        text = browser.get(path).text
        seen |= set(re.findall(r'href="/products/([A-Z]+(?:-[A-Z0-9]+)?)"', text))
        following = re.findall(r'href="(/products\?[^"]*after=\d+)"', text)
        path = html.unescape(following[0]) if following else ""

    assert len(seen) == 88 + 30


def test_a_product_is_made_and_changed_in_words(visits: Visits) -> None:
    browser = visits.browser("alice")
    send(
        browser, "/products/new", code="ex-light", category="Night things", name="night light",
        name_ar="ضوء", safety_profile="ELEC", depth="single", weight_g="250", volume_ml="900",
        sizing="",
    )  # fmt: skip
    assert product(visits, "EX-LIGHT").category == "night_things"
    assert product(visits, "EX-LIGHT").names == {"ar": "ضوء"}

    send(
        browser, "/products/EX-LIGHT", name="night lamp", name_ar="", name_fr="veilleuse",
        depth="single", weight_g="260", volume_ml="900", flag="E", has_expiry="true",
    )  # fmt: skip

    row = product(visits, "EX-LIGHT")
    assert (row.name, row.weight_g, row.gate_flags, row.has_expiry) == (
        "night lamp",
        260,
        "E",
        True,
    )
    assert row.names == {"fr": "veilleuse"}
    assert row.active is False


def test_the_catalogue_comes_back_as_it_went_out(visits: Visits) -> None:
    visits.world.do("alice", "products", code="EX-A", name="=evil()", category="home")
    browser = visits.browser("alice")
    text = browser.get("/products/file.csv").text
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(rows) == 89
    assert next(row["name"] for row in rows if row["code"] == "EX-A") == "'=evil()"

    preview = upload(browser, text)

    assert "Changed: 0. As before: 89. Wrong: 0." in preview.text


def test_a_file_shows_what_it_would_change_and_changes_it_once(visits: Visits) -> None:
    browser, before = visits.browser("alice"), acts(visits)
    text = (
        "code;name;name_ar;category;weight_g;active\n"
        "CL-BODY;body suit;;;65;\nEX-NEW;night light;ضوء;home;200;Y\nCL-TOP;;;;;N\n"
    )

    preview = upload(browser, text)

    assert "New: 1. Changed: 2. As before: 0. Wrong: 0." in preview.text
    assert acts(visits) == before
    assert confirm(browser, preview.text).headers["location"] == "/products?changed=3"
    assert product(visits, "CL-BODY").weight_g == 65
    assert product(visits, "CL-BODY").names["ar"] == "بودي أطفال"
    assert product(visits, "EX-NEW").names == {"ar": "ضوء"}
    assert product(visits, "CL-TOP").active is False
    confirm(browser, preview.text)
    assert acts(visits) == before + 3


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("CL-BODY,,,many", "weight_g"),
        ("CL-BODY,,,999999999", "weight_g"),
        ("CL-BODY,,shoes,", "category"),
        ("lower case,a name,home,1", "code"),
        ("EX-NEW,,home,1", "name"),
        ("EX-NEW,a name,,1", "category"),
        ("EX-NEW,a name,Not This,1", "category"),
        (f"EX-NEW,{'x' * 81},home,1", "name"),
    ],
)
def test_a_wrong_row_is_named_by_its_field_and_left_out(
    visits: Visits, row: str, column: str
) -> None:
    browser = visits.browser("alice")

    preview = upload(browser, f"code,name,category,weight_g\n{row}\nCL-TOP,,,81\n")

    assert "Changed: 1. As before: 0. Wrong: 1." in preview.text
    assert f'<bdi class="code">{column}</bdi>' in preview.text
    confirm(browser, preview.text)
    assert product(visits, "CL-TOP").weight_g == 81


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The first row must name"),
        ("name,price\nx,1\n", "The first row must name"),
        ("code\n" + "\n".join(f"A-{n}" for n in range(501)), "more than 500 rows"),
        ("code,name\nCL-BODY," + "x" * 200_000, "too large"),
        ('code,name\nCL-BODY,"' + "x" * 140_000, "cannot be read"),
    ],
)
def test_what_is_no_catalogue_is_refused_in_a_sentence(
    visits: Visits, text: str, sentence: str
) -> None:
    answer = upload(visits.browser("alice"), text)

    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_file_in_another_encoding_is_refused(visits: Visits) -> None:
    browser = visits.browser("alice")

    answer = browser.upload("/products/file", b"code,name\nCL-BODY,\xe9", csrf=browser.csrf())

    assert "not in UTF-8" in answer.text


def test_a_foreign_page_brings_no_file(visits: Visits) -> None:
    assert upload(visits.browser("alice"), "code\n", csrf="forged").status_code == 403
    bob = visits.browser("bob")
    assert upload(bob, "code\n").status_code == 403


def test_what_a_thing_is_worth_is_typed_in_the_currency_of_the_house(visits: Visits) -> None:
    visits.world.do("sam", "setting-changes", name="currency", value="EUR")
    alice = visits.browser("alice")
    assert "What one is worth today, in EUR" in alice.get("/products/CL-BODY").text

    send(alice, "/products/CL-BODY", name="bodysuit", depth="counted", value="2,50", active="true")

    assert product(visits, "CL-BODY").value_minor == 250
    assert 'value="2.50"' in alice.get("/products/CL-BODY").text
    wrong = send(alice, "/products/CL-BODY", name="bodysuit", depth="counted", value="dear")
    assert "not a sum of money" in wrong.text
    send(alice, "/products/CL-BODY", name="bodysuit", depth="counted", value="", active="true")
    assert product(visits, "CL-BODY").value_minor is None

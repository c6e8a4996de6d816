"""What forms send, made into the content of commands."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stockroom.errors import Malformed
from stockroom.web.pages import forms
from stockroom.web.pages.addresses import own_path, with_query

words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=20)
rows = st.lists(st.fixed_dictionaries({"lot": words, "counted": words}), min_size=1, max_size=12)


def test_nested_names_become_nested_content() -> None:
    form = forms.read(b"place=A1&lines.0.lot=X&lines.0.counted=3&lines.2.lot=Y&csrf=s&id=i&next=/")

    assert form.content() == {"place": "A1", "lines": [{"lot": "X", "counted": "3"}, {"lot": "Y"}]}


def test_blank_fields_are_not_content() -> None:
    assert forms.read(b"place=&note=+&thing=X").content() == {"thing": "X"}


def test_digits_of_any_script_are_plain_numbers() -> None:
    form = forms.read(urlencode({"quantity": "٤٢", "note": "٤ boxes"}).encode())

    assert form.content() == {"quantity": "42", "note": "٤ boxes"}
    assert form.number("quantity") == 42


@given(rows)
def test_rows_come_back_in_order_whatever_is_in_them(sent: list[dict[str, str]]) -> None:
    fields = {
        f"lines.{n}.{name}": value for n, row in enumerate(sent) for name, value in row.items()
    }

    content = forms.read(urlencode(fields).encode()).content()

    kept = [
        {name: forms._plain(value.strip()) for name, value in row.items() if value.strip()}
        for row in sent
    ]
    assert content == ({"lines": [row for row in kept if row]} if any(kept) else {})


@given(st.binary(max_size=300))
def test_whatever_is_sent_is_read_or_refused(body: bytes) -> None:
    with suppress(Malformed):
        forms.read(body).content()


@pytest.mark.parametrize(
    "body",
    [
        b"a=%00",
        b"a=1&a.b=2",
        b"&".join([b"a=1"] * 4_001),
        b"a" + b".a" * 5_000 + b"=1",
        b"a." + b"9" * 5_000 + b"=1",
    ],
)
def test_what_no_form_of_ours_sends_is_refused(body: bytes) -> None:
    with pytest.raises(Malformed):
        forms.read(body).content()


def test_an_address_is_told_something_before_its_fragment_and_once() -> None:
    assert with_query("/lots/X?after=3#history", done="1") == "/lots/X?after=3&done=1#history"
    assert with_query("/?done=1", done="2") == "/?done=2"


@given(st.text(max_size=60))
def test_no_text_leads_to_another_host(text: str) -> None:
    path = own_path(text)

    assert path.startswith("/")
    assert not path.startswith(("//", "/\\"))

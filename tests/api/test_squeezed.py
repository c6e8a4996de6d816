"""Batches squeezed on their way are read as they were, and bounded; answers are squeezed too."""

from __future__ import annotations

import gzip
import json
from uuid import uuid4

import httpx
import pytest

from stockroom.web.api.commands import BODY_LIMIT
from stockroom.web.squeezing import LEAST_BYTES
from tests.api.guests import Guests

pytestmark = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)


def batch(number: int = 1) -> bytes:
    """What a device took in, as it sends it."""
    content = {"product": "NP-DISP", "size": "4", "quantity": 2, "site": "North"}
    acts = [{"noun": "intakes", "id": str(uuid4()), "content": content} for _ in range(number)]
    return json.dumps({"commands": acts}).encode()


def send(guests: Guests, body: bytes, **headers: str) -> httpx.Response:
    """Send a body that says to be squeezed."""
    said = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    return guests.ask("bob", "POST", "/api/batches", content=body, headers=said | headers)


def test_a_squeezed_batch_is_read_as_it_was(guests: Guests) -> None:
    answer = send(guests, gzip.compress(batch(30)))

    assert answer.status_code == 200, answer.text
    assert {one["status"] for one in answer.json()["answers"]} == {201}


def test_a_long_answer_is_squeezed_for_those_who_can_read_it(guests: Guests) -> None:
    squeezed = send(guests, gzip.compress(batch(30)), Accept_Encoding="gzip")
    plain = send(guests, gzip.compress(batch(30)), Accept_Encoding="identity")

    assert squeezed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert int(squeezed.headers.get("content-length", 0) or 0) < len(plain.content) / 3


def test_no_other_answer_of_the_api_is_squeezed(guests: Guests) -> None:
    answer = guests.ask("bob", "GET", "/api/products", headers={"Accept-Encoding": "gzip"})

    assert len(answer.content) > LEAST_BYTES
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("spoilt", [b"", b"not gzip at all", gzip.compress(batch())[:-20]])
def test_what_is_not_squeezed_as_it_says_is_not_understood(guests: Guests, spoilt: bytes) -> None:
    before = guests.head()

    assert send(guests, spoilt).status_code == 422
    assert guests.head() == before


def test_a_bomb_is_put_away_before_it_unfolds(guests: Guests) -> None:
    before = guests.head()

    answer = send(guests, gzip.compress(b" " * (BODY_LIMIT + 1)))

    assert answer.status_code == 422
    assert answer.json()["reason"] == "too_large"
    assert guests.head() == before

"""Whatever is sent, the answer is a sentence and the books stay as they were, on both databases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from tests.api.guests import STRANGER, Guests

WISH: dict[str, Any] = {
    "facility": "M-1",
    "lines": [{"product": "NP-DISP", "quantity": 1, "urgency": "tonight"}],
}
JSON = {"Content-Type": "application/json"}
A_UUID = "019ab3c0-7a50-7cc3-9d1f-2b1d3a4c5e6f"
NUMBERS = ("-1", "0", "1.5", "1e400", "9" * 30, "true", "NaN", "null", "[]", '"many"', "1000001")
BODIES = {
    "nothing": b"",
    "null": b"null",
    "a list": b"[]",
    "a text": b'"M-1"',
    "broken": b'{"facility":',
    "a trailing comma": b'{"facility":"M-1",}',
    "single quotes": b"{'facility':'M-1'}",
    "UTF-16": json.dumps(WISH).encode("utf-16"),
    "UTF-16 without a mark": json.dumps(WISH).encode("utf-16-le"),
    "a byte order mark": b"\xef\xbb\xbf" + json.dumps(WISH).encode(),
    "Latin-1": json.dumps({**WISH, "note": "é"}, ensure_ascii=False).encode("latin-1"),
    "a lone surrogate": json.dumps({**WISH, "note": "\ud800"}).encode(),
    "a NUL": json.dumps({**WISH, "note": "a\x00b"}).encode(),
    "5 MB of text": json.dumps({**WISH, "note": "x" * 5_000_000}).encode(),
    "900 kB of text": json.dumps({**WISH, "note": "x" * 900_000}).encode(),
    "a hundred thousand brackets": b'{"facility":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "brackets never closed": b'{"lines":' + b"[" * 400_000,
}
TYPES = (
    "text/plain",
    "application/xml",
    "multipart/form-data; boundary=x",
    "application/x-www-form-urlencoded",
    "application/msgpack",
    "garbage",
    "",
)
QUERIES = (
    "lots?after=-1",
    "lots?after=1.5",
    "lots?after=99999999999999999999",
    "lots?after=%D9%A3",
    "lots?after=",
    "lots?limit=0",
    "lots?limit=-1",
    "lots?limit=201",
    "lots?limit=999999",
    "lots?limit=many",
    "lots?no_such_filter=1",
    "lots?at=5",
    "lots?inside=perhaps",
    "lots?size=%00",
    "lots?%00=1",
    f"lots?search={'x' * 201}",
    f"lots?{'x' * 5000}=1",
    "movements?lot_id=one",
    "movements?line=one",
    "deliveries?run=99999999999",
    "deliveries?confirmed=1",
    "stock?at=foo",
    "stock?at=",
    "stock?at=%00",
    "stock?at=-1",
    "stock?at=99999999999",
    "stock?at=0001-01-01T00:00:00%2B12:00",
    "stock?at=5&kind=bin",
    "stock?at=5&product=%00",
    "stock?at=5&limit=0",
    "stock?free=perhaps",
    "reports/flow?facility=M-1",
    "reports/fulfilment?facility=%00",
    "reports/fulfilment?facility=M-1%0A",
    "reports/fulfilment?wish_list=9999999999",
    "codes/%00",
    "codes/7K3Q9M2XW4HTA",
    "codes/7K3Q-9M2X-W4HT!",
    "codes/https:%2F%2Fexample.org%2FT%2F7K3Q9M2XW4HTX",
    f"codes/{'x' * 3000}",
    "codes/%ED%A0%80",
    "codes/999999999999",
    "journal/not-an-id",
    f"journal/{A_UUID}",
    "no-such-noun",
)
ODD_BUT_WELL_FORMED = (
    "lots?size=%ED%A0%80",
    "lots?search=%25",
    "lots?search=_%5C%27%22%3B--",
    "lots?code=%FF",
    "wish-lines?urgency=foo",
    "lots?standing=foo",
    "stock?kind=foo",
    "runs?day=foo",
    "people?role=foo",
    f"products?search={quote('ю' * 200)}",
)


@pytest.fixture
def asked(guests: Guests) -> Iterator[Guests]:
    """The guests, with a promise that the journal ends where it did."""
    before = guests.head()
    yield guests
    assert guests.head() == before


def assert_told(answer: httpx.Response, *, status: int | None = None) -> None:
    """A problem of the asker's making, told with a reason and a sentence."""
    assert 400 <= answer.status_code < 500, answer.text
    assert status in (None, answer.status_code), answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == answer.status_code
    assert problem["reason"]
    assert len(problem["detail"].split()) > 2, problem


def send(guests: Guests, body: bytes, **headers: str) -> httpx.Response:
    """A body put as a wish list."""
    path = f"/api/wish-lists/{guests.world.house.clock.command_id()}"
    return guests.ask("alice", "PUT", path, content=body, headers={**JSON, **headers})


def test_a_body_that_cannot_be_read_is_told_so(asked: Guests) -> None:
    for name, body in BODIES.items():
        answer = send(asked, body)

        assert_told(answer, status=413 if name.startswith("5 MB") else 400)


def test_a_number_that_is_no_number_of_pieces_is_turned_away(asked: Guests) -> None:
    whole = json.dumps(WISH)
    for number in NUMBERS:
        assert_told(send(asked, whole.replace("1,", f"{number},", 1).encode()), status=400)


def test_a_body_of_another_kind_is_turned_away(asked: Guests) -> None:
    for kind in TYPES:
        answer = send(asked, json.dumps(WISH).encode(), **{"Content-Type": kind})

        assert_told(answer, status=415)
    batch = {"Content-Type": "text/plain"}
    body = b'{"commands":[{"noun":"sites","id":"%s"}]}' % A_UUID.encode()
    assert_told(asked.ask("alice", "POST", "/api/batches", content=body, headers=batch), status=415)


def test_a_batch_that_cannot_be_read_is_told_so(asked: Guests) -> None:
    one = {"noun": "wish-lists", "id": A_UUID, "content": WISH}
    bodies = [
        b"[" * 100_000,
        b'{"commands":[]}',
        b'{"commands":[{"noun":"\\ud800","id":"%s"}]}' % A_UUID.encode(),
        json.dumps({"commands": [one] * 501}).encode(),
        json.dumps({"commands": [{**one, "id": "7"}]}).encode(),
        json.dumps({"commands": [one], "more": 1}).encode(),
    ]
    for body in bodies:
        assert_told(asked.ask("alice", "POST", "/api/batches", content=body, headers=JSON))


def test_nonsense_inside_a_batch_is_answered_singly(asked: Guests) -> None:
    deep: Any = "M-1"
    for _ in range(900):
        deep = [deep]
    nonsense: list[tuple[str, Any]] = [
        ("no-such-noun", {}),
        ("{noun.__class__}", {}),
        ("wish-lists", {**WISH, "facility": deep}),
        ("wish-lists", {**WISH, "facility": 10**30}),
        ("wish-lists", {**WISH, "facility": "\x00"}),
        ("wish-lists", {}),
    ]
    sent = [{"noun": noun, "id": A_UUID, "content": content} for noun, content in nonsense]

    answer = asked.ask("alice", "POST", "/api/batches", json={"commands": sent})

    assert answer.status_code == 200
    for one in answer.json()["answers"]:
        assert 400 <= one["status"] < 500
        assert one["problem"]["detail"]


def test_an_id_that_is_no_uuid_leads_nowhere(asked: Guests) -> None:
    for name in ("nope", "7", "1" * 36, A_UUID[:-1], A_UUID + "0", "%00", quote("٣" * 36)):
        assert_told(asked.ask("alice", "PUT", f"/api/wish-lists/{name}", json=WISH), status=404)


def test_a_query_that_cannot_be_answered_is_told_so(asked: Guests) -> None:
    for query in QUERIES:
        assert_told(asked.ask("sam", "GET", f"/api/{query}"))


def test_an_odd_filter_finds_nothing_and_breaks_nothing(asked: Guests) -> None:
    for query in ODD_BUT_WELL_FORMED:
        answer = asked.ask("sam", "GET", f"/api/{query}")

        assert answer.status_code == 200, (query, answer.text)
        assert answer.json() == {"items": [], "next": None}, query


def test_a_method_that_a_path_does_not_take_is_turned_away(asked: Guests) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"):
        assert_told(asked.ask("sam", method, "/api/lots"), status=405)
    for method in ("GET", "POST", "DELETE", "BREW"):
        assert_told(asked.ask("sam", method, f"/api/wish-lists/{A_UUID}"), status=405)
    # A HEAD has no body to carry a sentence; OPTIONS says what there is.
    assert asked.ask("sam", "HEAD", "/api/lots").status_code == 405
    options = asked.ask(STRANGER, "OPTIONS", "/api/lots")
    assert (options.status_code, options.headers["Allow"]) == (204, "GET, OPTIONS")


def test_a_proof_that_proves_nothing_lets_nobody_in(asked: Guests) -> None:
    for proof in ("Bearer", "Bearer  ", "Basic eDp5", "Bearer x", "Bearer " + "x" * 50_000, "x"):
        answer = asked.ask(STRANGER, "GET", "/api/lots", headers={"Authorization": proof})

        assert_told(answer, status=401)
        assert "Bearer" in answer.headers["WWW-Authenticate"]
    assert_told(asked.ask(STRANGER, "GET", "/api/lots", headers={"Cookie": "stockroom=x"}))


def test_a_language_that_is_none_is_answered_in_english(asked: Guests) -> None:
    for language in ("*", "../../etc", "xx", "-", "en-", ";;q=,", "a_b_c_d_e", "x" * 9000):
        answer = asked.ask(STRANGER, "GET", "/api/lots", headers={"Accept-Language": language})

        assert_told(answer, status=401)
        assert answer.json()["detail"] == "Please sign in first."


def test_a_token_that_is_no_number_cannot_be_taken_back(asked: Guests) -> None:
    for name in ("0", "-1", "2147483648", "9" * 25, "x", "987654"):
        assert_told(asked.ask("sam", "DELETE", f"/api/tokens/{name}"))


def test_a_sign_in_that_cannot_be_read_is_told_so(asked: Guests) -> None:
    good = {"login": "bob", "password": "x"}
    bodies: list[Any] = [
        {},
        {**good, "login": ""},
        {**good, "login": "bob\x00"},
        {**good, "login": "\ud800"},
        {**good, "password": "x" * 201},
        {**good, "device": "x" * 61},
        {**good, "role": "steward"},
        {**good, "login": ["bob"]},
    ]
    for body in bodies:
        content = json.dumps(body).encode()
        answer = asked.ask(STRANGER, "POST", "/api/tokens", content=content, headers=JSON)

        assert_told(answer, status=400)

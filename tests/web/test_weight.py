"""What a page weighs on the way to an old phone, and that squeezing it gives no secret away."""

from __future__ import annotations

import re

import httpx
import pytest

from stockroom.web.door import same
from stockroom.web.veil import unveiled, veiled
from tests.web.visits import Browser, Visits
from tests.world import World

FIRST_VISIT_BYTES = 300_000
LATER_VISIT_BYTES = 30_000
PAGES = ("/", "/stock", "/journal", "/discrepancies", "/wish-lists", "/places", "/menu")
LOADED = re.compile(r'(?:href|src)="(/static/[^"#]+)')


def sent(visits: Visits, browser: Browser, path: str) -> httpx.Response:
    """The answer as it goes over the wire to a browser that reads gzip."""
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    headers = {"Accept": "text/html", "Accept-Encoding": "gzip", "Cookie": cookies}
    return visits.client.get(path, headers=headers)


def weight(answer: httpx.Response) -> int:
    """How many bytes of content went over the wire."""
    if "Content-Encoding" in answer.headers:
        return int(answer.headers["Content-Length"])
    return len(answer.content)


def test_pages_are_light_at_first_and_lighter_after(visits: Visits, world: World) -> None:
    for number in range(40):
        world.shelved("A1", 5, brand=f"Brand {number}")
        world.line(quantity=5)
    alice = visits.browser("alice")

    for path in PAGES:
        page = sent(visits, alice, path)
        parts = {*LOADED.findall(page.text)}
        together = weight(page) + sum(weight(sent(visits, alice, part)) for part in parts)

        assert page.status_code == 200, path
        assert parts != set()
        assert weight(page) < LATER_VISIT_BYTES, path
        assert together < FIRST_VISIT_BYTES, path


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/stock", "html"), ("/stock.csv", "csv"), ("css", "css"), ("js", "javascript")],
)
def test_what_is_sent_says_once_what_it_is(visits: Visits, path: str, kind: str) -> None:
    browser = visits.browser("bob")
    if not path.startswith("/"):
        parts = LOADED.findall(browser.get("/stock").text)
        path = next(part for part in parts if part.endswith(path))

    assert sent(visits, browser, path).headers["Content-Type"] == f"text/{kind}; charset=utf-8"


def test_a_page_is_squeezed_only_for_whom_can_read_it(visits: Visits) -> None:
    browser = visits.browser("bob")

    assert sent(visits, browser, "/stock").headers["Content-Encoding"] == "gzip"
    plain = visits.client.get("/sign-in", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Vary"] == "Accept-Encoding"


def test_the_secret_in_a_page_is_never_the_same_twice(visits: Visits) -> None:
    bob = visits.browser("bob")

    first, second = bob.csrf(), bob.csrf()

    assert first != second
    assert unveiled(first) == unveiled(second)
    assert unveiled(first) not in bob.get("/stock").text
    assert same(unveiled(first), second)


def test_a_veil_hides_and_gives_back() -> None:
    assert unveiled(veiled("secret", bytes(range(16)))) == "secret"
    assert unveiled("no veil") == "no veil"
    assert not same("secret", veiled("Secret", bytes(16)))

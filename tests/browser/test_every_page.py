"""No page escapes the list of pages, and so none escapes what is asked of all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from stockroom import app
from stockroom.web import pages
from tests.browser.lived_in import LivedIn
from tests.browser.pages import NOT_LOOKED_AT, PAGES

PAGE = "page:"
FOR_PROGRAMS = re.compile(
    r"/api/.+|/static/.+|/health|/ready|/changes|/sw\.js|/manifest\.webmanifest|/icons/.+"
)


def looks(service: Litestar) -> Iterator[tuple[HTTPRoute, str]]:
    """Every route that can be looked at, with its name."""
    for route in service.routes:
        if isinstance(route, HTTPRoute):
            yield from ((route, name_of(one)) for one in route.route_handlers if gets(one))


def gets(handler: HTTPRouteHandler) -> bool:
    """Whether a handler answers GET."""
    return "GET" in handler.http_methods


def name_of(handler: HTTPRouteHandler) -> str:
    """The name of a route; empty if it has none."""
    return handler.name or ""


def behind(service: Litestar, path: str) -> str:
    """The name of the page at a path: where several fit, the one with the fewest parts to fill."""
    fitting = [
        (route.path_format.count("{"), name)
        for route, name in looks(service)
        if re.fullmatch(re.sub(r"\{[^}]*\}", "[^/]+", route.path_format), path)
    ]
    return min(fitting)[1] if fitting else ""


def test_every_page_is_in_the_list_or_excused_with_a_reason(lived: LivedIn) -> None:
    service = app.application(lived.house)
    known = {name for _route, name in looks(service) if name.startswith(PAGE)}

    listed = {behind(service, urlsplit(entry.path(lived)).path) for entry in PAGES}

    assert known - listed - set(NOT_LOOKED_AT) == set()
    assert set(NOT_LOOKED_AT) - (known - listed) == set()


def test_whatever_people_look_at_is_named_a_page(lived: LivedIn) -> None:
    service = app.application(lived.house)

    nameless = {route.path for route, name in looks(service) if not name.startswith(PAGE)}

    assert {path for path in nameless if not FOR_PROGRAMS.fullmatch(path)} == set()


def test_no_two_pages_share_an_address() -> None:
    paths = [page.path for page in pages.PAGES]

    assert [path for path in paths if paths.count(path) > 1] == []


def test_each_name_in_the_list_is_there_once() -> None:
    names = [entry.name for entry in PAGES]

    assert sorted(set(names)) == sorted(names)
    assert [name for name in names if not re.fullmatch(r"[a-z0-9-]+", name)] == []

"""No page asks the database more than a page may, however much there is to show."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import sqlalchemy as sa

from tests.browser.lived_in import LivedIn
from tests.browser.pages import PAGES
from tests.browser.windows import STRANGER, Windows

MOST = 14
# A home counts what waits: one bounded count for each of its tiles.
# What a change would cost is found by a plan, which gathers all there is in seven statements.
# A run is held against its gates, its ways, its van and what its facilities were told.
MORE = {
    **{"home-coordinator": 22, "home-steward": 26, "plan-cost": 24, "run-planned": 24},
    **{"board": 15, "run-order": 15, "stop-paper": 15, "stop-paper-driver": 15},
    **{"manifest-new": 15, "manifest-sent": 15, "manifest-agreed": 15, "gate-sheet-new": 15},
}
PATIENCE_S = 60.0
COUNTED = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


@contextmanager
def counted(lived: LivedIn) -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith(COUNTED):
            seen.append(statement)

    engine = lived.house.database.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    yield seen
    sa.event.remove(engine, "before_cursor_execute", note)


def signed_in(lived: LivedIn, looks: Windows, who: str) -> httpx.Client:
    """One of the cast, who asks for pages without a browser around them."""
    cookies = {}
    if who != STRANGER:
        started = lived.house.sessions.start(looks.person(who))
        cookies[lived.house.door.cookie] = started.secret
    return httpx.Client(
        base_url=lived.url,
        cookies=cookies,
        headers={"Accept": "text/html"},
        timeout=PATIENCE_S,
    )


def test_every_page_asks_a_bounded_number_of_questions(lived: LivedIn, looks: Windows) -> None:
    asked: dict[str, int] = {}
    for who in {entry.who for entry in PAGES}:
        with signed_in(lived, looks, who) as client:
            for entry in PAGES:
                if entry.who != who:
                    continue
                path = entry.path(lived)
                client.get(path)
                with counted(lived) as seen:
                    client.get(path)
                asked[entry.name] = len(seen)

    assert len(asked) == len(PAGES)
    assert {name: count for name, count in asked.items() if count > MORE.get(name, MOST)} == {}

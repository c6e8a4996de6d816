"""Phones that scan, in a real browser before a real service: their device, acts, what they keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from playwright.sync_api import BrowserContext, Page

from stockroom.desk import JOURNAL
from stockroom.devices import OUTBOX
from tests.browser.bundles import bundled
from tests.browser.windows import Look, Windows
from tests.world import World

PATH = "/a-phone-of-a-test"
NAME = "stockroom-outbox"
PAGE = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>phone</title><body><script>{}</script>"
)


@dataclass
class Phone:
    """A browser with a device's cookie; the last who signed in on it still is."""

    context: BrowserContext
    page: Page
    world: World
    csrf: str = ""
    people: dict[str, int] = field(default_factory=dict)
    base: str = ""

    def save(self, *acts: Mapping[str, Any], name: str = NAME) -> list[str]:
        """Write acts down in the outbox; gives "saved" for each, or why not."""
        found: list[str] = self.page.evaluate(
            "([name, acts]) => tested.saveAll(name, acts)", [name, list(acts)]
        )
        return found

    def send(self, times: int = 1, name: str = NAME) -> str:
        """Send what waits, as often as told; gives the mood that the sender ends in."""
        mood: str = self.page.evaluate(
            "([name, csrf, times]) => tested.sendAll(name, csrf, times)", [name, self.csrf, times]
        )
        return mood

    def kept(self, name: str = NAME) -> list[dict[str, Any]]:
        """Every act that the outbox keeps, in order."""
        found: list[dict[str, Any]] = self.page.evaluate("name => tested.kept(name)", name)
        return found

    def states(self, name: str = NAME) -> list[str]:
        """What has become of each."""
        return [one["state"] for one in self.kept(name)]

    def outbox(self, name: str = NAME) -> str:
        """The outbox's own id."""
        found: str = self.page.evaluate("name => tested.Outbox.open(name).then(o => o.id)", name)
        return found

    def act(self, noun: str, touches: Iterable[str] = (), /, who: str = "", **content: Any) -> Any:
        """An act of hands, as the scan page makes it."""
        actor = self.people[who] if who else list(self.people.values())[-1]
        return {
            "id": str(uuid4()),
            "noun": noun,
            "content": content,
            "actor": actor,
            "doneAt": self.world.clock.now().isoformat(),
            "touches": list(touches),
            "says": noun,
        }

    def intake(self, code: str = "", who: str = "", **about: Any) -> Any:
        """Goods taken in at North."""
        content = {"product": "NP-DISP", "size": "4", "quantity": 5, "site": "North"} | about
        content |= {"code": code} if code else {}
        return self.act("intakes", [code] if code else [], who=who, **content)


def phone_of(windows: Windows, world: World, *who: str) -> Phone:
    """A phone on which these people signed in one after the other."""
    context = windows.context(who[0], Look())
    serve_phone(context)
    page = context.new_page()
    phone = Phone(context, page, world)
    for login in who:
        sign_in(phone, windows, login)
    page.goto(PATH)
    return phone


def serve_phone(context: BrowserContext) -> None:
    """Have this browser find the phone's page at the service's own address."""
    body = PAGE.format(bundled("tests/browser/phone.ts").replace("</script", "<\\/script"))
    context.route(f"**{PATH}", lambda way: way.fulfill(body=body, content_type="text/html"))


def sign_in(phone: Phone, windows: Windows, login: str) -> None:
    """Somebody signs in in the phone's browser, and takes turns on it from then on."""
    secret = windows.house.sessions.start(windows.person(login)).secret
    name = windows.house.door.cookie
    phone.context.add_cookies([{"name": name, "value": secret, "url": windows.url}])
    told = phone.context.request.get(f"{phone.base}/api/turns").json()
    phone.csrf = told["csrf"]
    phone.people[login] = told["me"]["id"]
    headers = {"X-CSRF-Token": phone.csrf, "Content-Type": "application/json"}
    begun = phone.context.request.post(
        f"{phone.base}/api/turns", data='{"name": "phone 7"}', headers=headers
    )
    assert begun.status == 201, begun.text()


def journalled(world: World, acts: Sequence[str]) -> dict[str, str]:
    """The outcome of each of these acts that is in the books; an act there twice would fail."""
    query = sa.select(JOURNAL.c.command_id, JOURNAL.c.outcome)
    with world.house.database.reading() as books:
        rows = books.execute(query).all()
    known = set(acts)
    with world.house.database.reading() as books:
        rows = books.execute(sa.select(JOURNAL.c.command_id, JOURNAL.c.outcome)).all()
    mine = [(one.command_id, one.outcome) for one in rows if one.command_id in known]
    assert len(mine) == len(dict(mine))
    return dict(mine)


def counted(world: World, outbox: str) -> tuple[int, list[list[int]]]:
    """The highest number that came from an outbox, and the numbers that never did."""
    with world.house.database.reading() as books:
        row = books.execute(sa.select(OUTBOX).where(OUTBOX.c.id == outbox)).first()
    return (row.highest, row.gaps) if row is not None else (0, [])

"""Browser windows of the cast, signed in by a cookie and watched for whatever goes wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize
from sqlmodel import Session, select

from stockroom.app import House
from stockroom.tables.people import Person
from stockroom.web.pages.frame import LANGUAGE_COOKIE
from tests import whispers

Theme = Literal["light", "dark"]

STRANGER = "charlie"
WAITS_MS = 20_000
THEMES: tuple[Theme, Theme] = ("light", "dark")
HEIGHTS = {360: 760, 768: 1024, 1440: 900}
# Colours that an element inherits settle one level of the page a frame.
SETTLED = """async () => {
  const moves = () => document.getAnimations().some((one) => one instanceof CSSTransition);
  const frame = () => new Promise(requestAnimationFrame);
  for (let frames = 0; frames < 2 || (moves() && frames < 200); frames++) await frame();
}"""
POLICY = "Content-Security-Policy"
# What the page's own events know of a breach of the policy says more than the console does.
TELLS_OF_BREACHES = f"""
document.addEventListener("securitypolicyviolation", (breach) => {{
  const where = `${{breach.sourceFile || "inline"}}:${{breach.lineNumber}}`;
  console.error(`{POLICY}: ${{breach.violatedDirective}} ${{breach.blockedURI}} at ${{where}}`);
}});
"""


@dataclass(frozen=True)
class Look:
    """How a window is set up: width, theme, language; whether scripts run and fingers tap in it."""

    width: int = 1440
    theme: Theme = "light"
    language: str = "en"
    scripts: bool = True
    touch: bool = False


@dataclass
class Troubles:
    """What went wrong in a window that no test may overlook, and what a test may look at."""

    breaches: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Note breaches of the policy, faults of scripts, complaints of the console, and requests
        that failed or were answered with an error."""
        context.add_init_script(TELLS_OF_BREACHES)
        context.on("console", lambda said: self._hear(said.type, said.text))
        context.on("weberror", lambda fault: self.faults.append(str(fault.error)))
        context.on("requestfailed", lambda sent: self.failed.append(f"{sent.url}: {sent.failure}"))
        context.on("response", lambda told: self._answered(told.status, told.url))

    @property
    def grave(self) -> list[str]:
        """What fails a test, whatever it tests."""
        return self.breaches + self.faults

    @property
    def all(self) -> list[str]:
        """Everything that was noted."""
        return self.grave + self.complaints + self.failed

    def forget(self) -> None:
        """Note anew."""
        for noted in (self.breaches, self.faults, self.complaints, self.failed):
            noted.clear()

    def _hear(self, kind: str, text: str) -> None:
        if POLICY.replace("-", " ") in text or text.startswith(POLICY):
            self.breaches.append(text)
        elif kind == "error":
            self.complaints.append(text)

    def _answered(self, status: int, url: str) -> None:
        if status >= 400:
            self.failed.append(f"{url}: {status}")


@dataclass
class Windows:
    """Opens windows on a running stockroom, as many at once as a test wants."""

    browser: Browser
    house: House
    url: str
    troubles: Troubles = field(default_factory=Troubles)
    _open: list[BrowserContext] = field(default_factory=list)
    _standing: dict[tuple[str, Look], Page] = field(default_factory=dict)

    def open(self, who: str = STRANGER, look: Look | None = None, path: str = "") -> Page:
        """A window of one of the cast, at a page if one is named; the stranger is not signed in."""
        page = self.context(who, look or Look()).new_page()
        if path:
            page.goto(path)
        return page

    def standing(self, who: str, look: Look) -> Page:
        """A window that goes from page to page, for tests that only look: it opens in no time."""
        page = self._standing.get((who, look))
        if page is None:
            page = self._standing[who, look] = self.open(who, look)
        page.set_viewport_size(_size(look))
        return page

    def context(self, who: str, look: Look) -> BrowserContext:
        """A browser of one of the cast with cookies of its own, in which windows can be opened."""
        context = self.browser.new_context(
            base_url=self.url,
            viewport=_size(look),
            color_scheme=look.theme,
            java_script_enabled=look.scripts,
            has_touch=look.touch,
            is_mobile=look.touch,
            locale=look.language,
            reduced_motion="reduce",
        )
        context.set_default_timeout(WAITS_MS)
        context.add_cookies([self._cookie(LANGUAGE_COOKIE, look.language)])
        if who != STRANGER:
            self.sign_in(context, who)
        self.troubles.watch(context)
        self._open.append(context)
        return context

    def sign_in(self, context: BrowserContext, who: str) -> None:
        """One of the cast is signed in in this browser from now on."""
        secret = self.house.sessions.start(self.person(who)).secret
        context.add_cookies([self._cookie(self.house.door.cookie, secret)])

    def turn(self, page: Page, look: Look) -> None:
        """Give a window another width and theme at once, and another language for its next page."""
        page.context.add_cookies([self._cookie(LANGUAGE_COOKIE, look.language)])
        page.set_viewport_size(_size(look))
        page.emulate_media(color_scheme=look.theme)
        page.evaluate(SETTLED)

    def close(self) -> None:
        """Close every window; what went wrong in them stays noted, and what their browser kept
        may tell no address."""
        while self._open:
            context = self._open.pop()
            kept = context.storage_state(indexed_db=True) if context.pages else {}
            context.close()
            assert not whispers.told_in(repr(kept).encode())

    def _cookie(self, name: str, value: str) -> Any:
        return {"name": name, "value": value, "url": self.url, "sameSite": "Lax"}

    def person(self, login: str) -> Person:
        """The row of one of the cast."""
        with self.house.database.reading() as books, Session(bind=books) as rows:
            return rows.exec(select(Person).where(Person.login == login)).one()


def _size(look: Look) -> ViewportSize:
    return {"width": look.width, "height": HEIGHTS.get(look.width, 900)}

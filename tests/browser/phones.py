"""A phone of its own: a Chromium with a folder that outlives it, and a camera that shows a film."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.browser import chromium
from tests.browser.windows import WAITS_MS, Windows

A_LATER_DAY = 4_000_000_000  # seconds since 1970
SIZE: Any = {"width": 360, "height": 760}


@dataclass
class Phone:
    """Started and killed at will; what it wrote down stays in its folder."""

    browser: Browser
    folder: Path
    url: str
    film: Path | None = None
    contexts: list[BrowserContext] = field(default_factory=list)

    def start(self, path: str = "/scan", *, offline: bool = False) -> Page:
        """Switch it on, at a page; with no network where that is said."""
        context = self.browser.browser_type.launch_persistent_context(
            str(self.folder),
            executable_path=chromium.find(),
            args=[*chromium.QUIETLY, "--no-sandbox", *self._camera()],
            viewport=SIZE,
            base_url=self.url,
            locale="en",
            reduced_motion="reduce",
            offline=offline,
        )
        context.set_default_timeout(WAITS_MS * 2)
        self.contexts.append(context)
        page = context.pages[0] if context.pages else context.new_page()
        page.goto(path)
        return page

    def sign_in(self, windows: Windows, who: str) -> None:
        """Somebody has signed in on it, as by their password."""
        secret = windows.house.sessions.start(windows.person(who)).secret
        name = windows.house.door.cookie
        cookie: Any = {"name": name, "value": secret, "url": self.url, "sameSite": "Lax"}
        cookie["expires"] = A_LATER_DAY
        self.contexts[-1].add_cookies([cookie])

    def stop(self) -> None:
        """Close the browser, as people do."""
        self.contexts.pop().close()

    def kill(self) -> None:
        """The battery falls out."""
        listed = subprocess.run(
            ["pgrep", "-f", f"user-data-dir={self.folder}"],
            capture_output=True,
            text=True,
            check=False,
        )
        for number in listed.stdout.split():
            with suppress(ProcessLookupError):
                os.kill(int(number), signal.SIGKILL)
        with suppress(Error):
            self.contexts.pop().close()

    def _camera(self) -> list[str]:
        if self.film is None:
            return []
        return [
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={self.film}",
        ]


@contextmanager
def phone(browser: Browser, folder: Path, url: str, film: Path | None = None) -> Iterator[Phone]:
    """A phone with an empty folder; it is switched off with the block."""
    made = Phone(browser, folder, url, film)
    try:
        yield made
    finally:
        for context in made.contexts:
            with suppress(Error):
                context.close()

"""The scan page and single scripts of ours, for a test to call what is in them."""

from __future__ import annotations

import subprocess
from functools import cache

from playwright.sync_api import BrowserContext, Page

from tests.browser.windows import Look, Windows
from tests.tidiness import HOME

FRONTEND = HOME / "stockroom" / "web" / "frontend"


def bring(page: Page, path: str, name: str = "parts") -> None:
    """Give a page what a script exports, under that name."""
    page.evaluate(f"() => {{ {_bundled(path)}; globalThis.{name} = parts; }}")


def scanning(windows: Windows, who: str = "bob", look: Look | None = None) -> Page:
    """The scan page, carried by its service worker from now on."""
    page = windows.open(who, look or Look(width=360), "/scan")
    page.evaluate("() => navigator.serviceWorker.register('/sw.js')")
    page.evaluate("() => navigator.serviceWorker.ready")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    return page


def without_network(context: BrowserContext) -> BrowserContext:
    """The browser, cut off."""
    context.set_offline(True)
    return context


@cache
def _bundled(path: str) -> str:
    (program,) = (FRONTEND / "node_modules" / "@esbuild").glob("*/bin/esbuild")
    made = subprocess.run(
        [program, path, "--bundle", "--format=iife", "--global-name=parts", "--target=es2022"],
        cwd=FRONTEND,
        capture_output=True,
        text=True,
        check=True,
    )
    return made.stdout

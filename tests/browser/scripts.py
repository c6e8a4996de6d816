"""One of our scripts alone, as a page would load it, for a test to call what is in it."""

from __future__ import annotations

import subprocess
from functools import cache

from playwright.sync_api import Page

from tests.tidiness import HOME

FRONTEND = HOME / "stockroom" / "web" / "frontend"


def bring(page: Page, path: str, name: str = "parts") -> None:
    """Give a page what a script exports, under that name."""
    page.evaluate(f"() => {{ {_bundled(path)}; globalThis.{name} = parts; }}")


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

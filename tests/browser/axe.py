"""Asks axe-core what on a page keeps people out: WCAG 2.2 and what went before it, A and AA."""

from __future__ import annotations

from functools import cache
from typing import Any

from playwright.sync_api import Page

from tests.tidiness import HOME

AXE = HOME / "stockroom/web/frontend/node_modules/axe-core/axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
RUN = """(tags) => axe.run(document, {
  runOnly: {type: "tag", values: tags},
  resultTypes: ["violations"],
})"""


def axe(page: Page) -> list[str]:
    """The violations on a page as it stands, one line each: rule, what is asked, where, how."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(script())
    found: dict[str, Any] = page.evaluate(RUN, list(TAGS))
    return [
        f"{rule['id']}: {rule['help']}: {' '.join(map(str, node['target']))}: {_how(node)}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@cache
def script() -> str:
    """The whole of axe-core, to be run in a page: as an expression it needs no script tag."""
    return AXE.read_text(encoding="utf-8")


def _how(node: dict[str, Any]) -> str:
    return " ".join(str(node["failureSummary"]).split())

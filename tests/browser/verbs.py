"""A page that knows what scans mean, without a service behind it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.bundles import bundled

MORE = ("verbs/sorting", "verbs/swapping", "verbs/sealing", "verbs/loading", "wanted")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page that knows the verbs."""
    opened = browser.new_page()
    parts = ("known", "state", "step", "verbs/moving", "verbs/promised", "verbs/looking")
    names = [f"scan/{part}.ts" for part in (*parts, *MORE)]
    opened.add_script_tag(content=bundled(*names))
    yield opened
    opened.close()

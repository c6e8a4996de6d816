"""Forms filled in as a person does: the page is opened, typed over, and sent."""

from __future__ import annotations

import html
import re

import httpx

from tests.web.visits import Browser

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
CHECKED = re.compile(r'<input type="radio" name="([^"]+)" value="([^"]*)" checked')


def standing(text: str, path: str) -> dict[str, str]:
    """What the form that is sent to a path has in it before anybody types."""
    form = text[text.index(f'action="{path}"') :]
    form = form[: form.index("</form>")]
    found = [*HIDDEN.findall(form), *CHECKED.findall(form)]
    return {name: html.unescape(value) for name, value in found}


def send(browser: Browser, page: str, typed: dict[str, str]) -> httpx.Response:
    """Open the page of an act, type this, and send it."""
    path = page.partition("?")[0]
    answer = browser.get(page)
    assert answer.status_code == 200, answer.text
    return browser.post(path, **{**standing(answer.text, path), **typed})


def done(browser: Browser, page: str, typed: dict[str, str]) -> str:
    """The same, where it must succeed: the path gone on to, without what it tells."""
    answer = send(browser, page, typed)
    assert answer.status_code == 303, answer.text
    return re.sub(r"[?&]done=[^&]+", "", answer.headers["Location"])

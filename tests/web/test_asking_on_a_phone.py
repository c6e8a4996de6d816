"""A facility asks from its phone: little to scroll, what is left out left out, a draft kept."""

from __future__ import annotations

import re

from tests.web.visits import Visits, fields

SHORT = 'class="card card-body wish-entry is-short"'
FILLED = "/wish-lists/new?template=arrival&clothes=62&nappies=3"
ASKED = re.compile(r"(\d+) asked")


def form_of(page: str) -> dict[str, str]:
    """What the form of a list would send as it stands: the last value, chosen or checked."""
    form = page.partition('id="wish-form"')[2].partition("</form>")[0]
    found = dict(re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', form))
    found |= dict(re.findall(r'name="([^"]+)" value="([^"]*)" checked', form))
    chosen = re.findall(r'<select[^>]* name="([^"]+)".*?value="([^"]*)" selected', form, re.DOTALL)
    found |= dict(chosen)
    return {name: value for name, value in found.items() if not name.endswith(("only", "fixed"))}


def test_sizes_come_first_and_lines_after_them(visits: Visits) -> None:
    browser = visits.browser("fatima")

    first = browser.get("/wish-lists/new?template=arrival").text
    then = browser.get(FILLED).text

    assert 'id="wish-form"' not in first
    assert then.count(SHORT) == 2


def test_a_coordinator_sees_every_line_whole(visits: Visits) -> None:
    page = visits.browser("alice").get(f"{FILLED}&facility=M-1").text

    assert SHORT not in page
    assert 'id="wish-form"' in page


def test_a_thing_of_nought_is_left_out(visits: Visits) -> None:
    browser = visits.browser("fatima")
    form = form_of(browser.get(FILLED).text)
    form = {name: value for name, value in form.items() if ".begun" not in name}

    answer = browser.post(
        "/wish-lists/new", **form | {"lines.0.quantity": "٠", "lines.1.quantity": "30"}
    )

    assert answer.status_code == 303, fields(answer)
    page = browser.get(answer.headers["location"]).text
    assert ASKED.findall(page) == ["30"]


def test_a_draft_goes_on_from_home_where_it_was(visits: Visits) -> None:
    made = visits.world.do(
        "fatima",
        "wish-drafts",
        facility="M-1",
        body={"lines": [{"product": "CL-BODY", "size": "62", "quantity": 4}]},
    ).made["draft"]

    assert f"/wish-lists/new?draft={made}" in visits.browser("fatima").get("/").text
    assert f"draft={made}" not in visits.browser("farid").get("/").text
    assert 'value="4"' in visits.browser("fatima").get(f"/wish-lists/new?draft={made}").text
    assert visits.browser("farid").get(f"/wish-lists/new?draft={made}").status_code == 404

"""The form of every kind of gate rule, and the change of one."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from stockroom.rules import gate
from stockroom.web.pages.wishes import gate_figures, gate_forms
from tests.commands.test_gates import SEALED, kept
from tests.web.test_wishes import send
from tests.web.visits import Visits

TOLD = {"facility": "M-1", "source": "telephone, the day warden", "confirmed_on": "2026-11-20"}
NEW, CHANGE = "/gate-rules/new", "/gate-rule-changes/new"
WEEK: dict[str, str] = {"from0": "09:00", "until0": "11:00", "day0": "1"}
FORMS: list[tuple[str, dict[str, str], dict[str, Any], str]] = [
    ("condition", {"least": "new"}, {"least": "new"}, "takes only new goods"),
    ("flags", {"flag": "G"}, {"letters": "G"}, "takes nothing of glass"),
    ("shelf_life", {"days": "30"}, {"days": 30}, "keeps for 30 days"),
    ("brand", {"brands": "Softly، Other"}, {"brands": ["Softly", "Other"]}, "no other brand"),
    ("retailer", {}, {}, "a shop or a company gave"),
    (
        "quantity",
        {"most": "40", "per": "30_days", "product": "NP-DISP"},
        {"most": 40, "per": "30_days", "product": "NP-DISP"},
        "at most 40 of disposable nappy in 30 days",
    ),
    ("packaging", {"packaging": "clear_bag"}, {"packaging": "clear_bag"}, "one can see through"),
    (
        "manifest",
        {"days": "0", "paper": "ar"},
        {"days": 0, "language": "ar"},
        "the manifest in Arabic",
    ),
    (
        "window",
        WEEK,
        {"windows": [{"days": "1", "from": "09:00", "until": "11:00"}]},
        "opens on Mondays 09:00–11:00",
    ),
    ("driver", {}, {}, "only drivers cleared beforehand"),
    ("vehicle", {}, {}, "only vans cleared beforehand"),
    ("phone", {"phone": "outside"}, {"phone": "outside", "camera": False}, "Phones stay outside"),
    ("other_goods", {}, {}, "another stop"),
    ("receipt", {"role": "duty nurse"}, {"role": "duty nurse"}, "only the duty nurse signs"),
]


def test_every_kind_has_a_form() -> None:
    assert [kind for kind, *_ in FORMS] == list(gate.KINDS)
    assert set(gate_forms.KINDS) == set(gate.KINDS)
    assert sorted(kind for _, those in gate_forms.GROUPS for kind in those) == sorted(gate.KINDS)


@pytest.mark.parametrize(("kind", "form", "facts", "said"), FORMS, ids=[one[0] for one in FORMS])
def test_a_rule_of_each_kind_is_noted_from_its_form_and_changed_in_it(
    visits: Visits, kind: str, form: dict[str, str], facts: dict[str, Any], said: str
) -> None:
    browser = visits.browser("alice")
    page = f"{NEW}?facility=M-1&kind={kind}"

    answer = send(browser, NEW, page, **TOLD, **form, kind=kind, action="warn")
    shown = browser.get(answer.headers["location"]).text
    led = browser.get(f"{CHANGE}?rule=1").headers["location"]
    filled = browser.get(led).text
    changed = send(browser, CHANGE, led, **TOLD, **form, rule="1", kind=kind, action="block")

    assert (kept(visits.world)[0].facts, said in html.unescape(shown)) == (facts, True)
    assert said in html.unescape(filled)
    assert "Only a warning" in shown
    for name, value in form.items():
        assert re.search(rf'name="{name}"[^>]*value="{value}"[^>]*checked', filled) or (
            f'value="{value}"' in filled
            or f'value="{value}" selected' in filled
            or name == "brands"
        ), name
    assert changed.status_code == 303, changed.text
    first, second = kept(visits.world)
    assert first.ended_in is not None
    assert (second.ended_in, second.action, second.facts) == (None, "block", facts)


@pytest.mark.parametrize(
    ("kind", "form", "said"),
    [
        ("brand", {"brands": " , "}, "at least one brand"),
        ("window", {}, "at least one day"),
        ("window", {"day0": "1", "from0": "09:00"}, "both hours"),
        ("window", WEEK | {"until0": "08:00"}, "opens before it closes"),
        ("quantity", {"most": "0", "per": "delivery"}, "one or more"),
        (
            "quantity",
            {"most": "9", "per": "delivery", "product": "NP-DISP", "category": "nappies"},
            "not both",
        ),
        ("driver", {"action": "repack"}, "Packing anew helps against no rule"),
    ],
)
def test_what_is_missing_is_asked_for_again(
    visits: Visits, kind: str, form: dict[str, str], said: str
) -> None:
    browser = visits.browser("alice")

    answer = send(browser, NEW, f"{NEW}?facility=M-1&kind={kind}", **TOLD, kind=kind, **form)

    assert answer.status_code in (400, 422)
    assert said in html.unescape(answer.text)
    assert kept(visits.world) == []


def test_a_change_that_is_refused_ends_nothing(visits: Visits) -> None:
    browser = visits.browser("alice")
    visits.world.do("alice", "gate-rules", **SEALED)
    led = browser.get(f"{CHANGE}?rule=1").headers["location"]

    answer = send(browser, CHANGE, led, **TOLD, rule="1", kind="condition", least="anything")

    assert answer.status_code in (400, 422)
    assert [one.ended_in for one in kept(visits.world)] == [None]


def test_packing_anew_is_offered_only_where_it_helps(visits: Visits) -> None:
    browser = visits.browser("alice")

    bags = browser.get(f"{NEW}?facility=M-1&kind=packaging").text
    drivers = browser.get(f"{NEW}?facility=M-1&kind=driver").text

    assert 'value="repack"' in bags
    assert 'value="repack"' not in drivers


def test_hours_are_shown_again_with_room_for_more(visits: Visits) -> None:
    path = f"{NEW}?facility=M-1&kind=window&day0=1&day0=3&from0=09:00&until0=11:00"

    page = visits.browser("alice").get(path).text

    assert page.count('type="time"') == 4
    assert re.findall(r'name="day0" value="(\d)" checked', page) == ["1", "3"]
    assert len(gate_figures.ROWS) == 4

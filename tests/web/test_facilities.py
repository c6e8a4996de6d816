"""Facilities and donors: added, changed, found; what is secret is written and never shown."""

from __future__ import annotations

import re

from tests.web.test_wishes import send
from tests.web.visits import EVERYBODY, STRANGER, Visits, statements
from tests.words import tells

DESK = ("alice", "sam")
INSIDE = ("alice", "bob", "ben", "sam")
SECRETS = ("1 invented street", "the invented nurse", "12 hidden lane", "the night officer")


def test_facilities_are_for_the_desk_and_donors_for_everybody_inside(visits: Visits) -> None:
    donor = visits.world.do("bob", "donors", name="Parish drive", kind="drive").made["donor"]
    desk = (
        "/facilities",
        "/facilities/M-1",
        "/facilities/new",
        "/facility-changes/new?facility=M-1",
    )
    inside = ("/donors", f"/donors/{donor}", "/donors/new")

    for who in EVERYBODY:
        browser = visits.browser(who)
        for path in desk:
            expected = 303 if who == STRANGER else 200 if who in DESK else 403
            assert browser.get(path).status_code == expected, (who, path)
        for path in inside:
            expected = 303 if who == STRANGER else 200 if who in INSIDE else 403
            assert browser.get(path).status_code == expected, (who, path)
        expected = 303 if who == STRANGER else 200 if who in DESK else 403
        assert browser.get(f"/donor-changes/new?donor={donor}").status_code == expected


def test_no_page_shows_an_address_or_a_contact(visits: Visits) -> None:
    browser = visits.browser("alice")
    form = {
        "facility": "M-1", "address": "12 hidden lane", "contact": "the night officer",
        "paper": "ru", "active": "true",
    }  # fmt: skip

    path = "/facility-changes/new"
    changed = send(browser, path, f"{path}?facility=M-1", **form)
    refused = send(browser, path, f"{path}?facility=M-1", **(form | {"capacity": "x"}))

    pages = [browser.get(changed.headers["location"]), browser.get("/facilities")]
    pages.append(browser.get("/facility-changes/new?facility=M-1"))
    for page in pages:
        assert [secret for secret in SECRETS if secret in page.text] == []
    assert "kept sealed" in pages[0].text
    assert "Русский" in pages[0].text
    assert refused.status_code == 400


def test_what_is_ticked_is_deleted_and_only_what_is_kept_can_be(visits: Visits) -> None:
    browser, path = visits.browser("alice"), "/facility-changes/new?facility=M-1"
    ticks = re.compile(r'name="forget" value="(\w+)"')
    form = {"facility": "M-1", "paper": "fr", "active": "true", "forget": "contact"}

    before = ticks.findall(browser.get(path).text)
    refused = send(browser, "/facility-changes/new", path, **(form | {"contact": "the porter"}))
    changed = send(browser, "/facility-changes/new", path, **form)

    assert before == ["address", "contact"]
    assert 'value="contact" checked' in refused.text
    assert "to be written and to be deleted" in refused.text
    assert ticks.findall(browser.get(path).text) == ["address"]
    assert "kept sealed" in browser.get(changed.headers["location"]).text


def test_a_new_facility_asks_at_once(visits: Visits) -> None:
    browser = visits.browser("alice")

    answer = send(
        browser, "/facilities/new", code="k-9", kind="shelter", paper="fr", capacity="12",
        max_age_months="36", name="Rose house",
    )  # fmt: skip

    page = browser.get(answer.headers["location"]).text
    assert answer.headers["location"].startswith("/facilities/K-9?done=")
    for said in ("Facility added", "Rose house", "12 people", "36 months", "not kept"):
        assert said in page
    assert 'value="K-9" selected' in browser.get("/wish-lists/new?facility=K-9").text


def test_what_is_refused_in_a_fold_is_not_hidden_by_it(visits: Visits) -> None:
    browser = visits.browser("alice")
    fold = re.compile(r'<details class="more-fields"( open)?>')

    fresh = browser.get("/facilities/new").text
    answer = send(
        browser, "/facilities/new", code="k-9", kind="shelter", paper="fr", point="51.5, 200"
    )

    assert fold.findall(fresh) == ["", ""]
    assert "latitude and longitude" in answer.text
    assert fold.findall(answer.text) == [" open", " open"]


def test_the_language_of_a_page_is_never_taken_for_the_facilitys(visits: Visits) -> None:
    page = visits.browser("alice").get("/facility-changes/new?facility=M-1&language=ar").text

    assert '<option value="fr" selected>' in page


def test_a_former_facility_is_no_longer_offered(visits: Visits) -> None:
    browser, path = visits.browser("alice"), "/facility-changes/new"

    send(browser, path, f"{path}?facility=E-2", facility="E-2", paper="ar")

    assert "/facilities/E-2" not in browser.get("/facilities").text
    assert "/facilities/E-2" in browser.get("/facilities?former=yes").text
    assert 'value="E-2"' not in browser.get("/wish-lists/new").text
    assert browser.get("/facilities/NONE").status_code == 404


def test_a_facility_shows_its_lists_and_deliveries(visits: Visits) -> None:
    world = visits.world
    world.line(4)
    code = world.shelved()
    made = world.do(
        "alice", "deliveries", facility="M-1", lines=[{"lot": code, "accepted": 2}],
        received_by="nurse",
    ).made  # fmt: skip
    browser = visits.browser("alice")
    with statements(world) as few:
        text = browser.get("/facilities/M-1").text
    world.line(5)

    with statements(world) as many:
        browser.get("/facilities/M-1")

    assert f"/deliveries/{made['delivery']}" in text
    assert "4 still to find" in text
    assert len(few) == len(many) <= 12


def test_a_donor_is_found_in_any_case_and_accent_with_the_gifts(visits: Visits) -> None:
    world = visits.world
    world.do("bob", "donors", name="École Sainte-Anne", kind="drive")
    donation = world.clock.command_id()
    world.do(
        "bob", "donations", id=donation, donor="École Sainte-Anne", received_on="2026-11-20",
        restriction="mothers only",
    )  # fmt: skip
    world.do("bob", "intakes", product="NP-DISP", size="4", quantity=5, donation=str(donation))
    browser = visits.browser("bob")

    found = re.findall(r'href="(/donors/\d+)"', browser.get("/donors?q=ecole%20ANNE").text)
    page = browser.get(found[0]).text

    assert "mothers only" in page
    assert "disposable nappy" in page
    assert "Nobody of that name" in browser.get("/donors?q=nobody").text


def test_a_donor_is_added_and_changed(visits: Visits) -> None:
    browser = visits.browser("alice")

    added = send(browser, "/donors/new", name="Corner shop", kind="company")
    where = added.headers["location"].split("?")[0]
    number = where.split("/")[-1]
    path = "/donor-changes/new"
    send(browser, path, f"{path}?donor={number}", donor=number, name="Corner store", kind="company")

    assert "Corner store" in browser.get(where).text


def test_a_policy_is_chosen_by_its_name_and_seen_by_its_name(visits: Visits) -> None:
    browser, path = visits.browser("alice"), "/facility-changes/new"
    words = {"instructions": "Second entrance, ring twice", "contact_role": "duty officer"}
    form = {"facility": "M-1", "paper": "fr", "profile": "refuge", "photo_days": "90"} | words

    changed = send(browser, path, f"{path}?facility=M-1", **form)
    page = browser.get(changed.headers["location"]).text

    assert "refuge: paper, and no picture of anything" in page
    assert "none is kept" in page
    assert "duty officer" in page
    assert 'value="refuge" checked' in browser.get(f"{path}?facility=M-1").text


def test_a_policy_of_its_own_and_words_that_name_nobody(visits: Visits) -> None:
    browser, path = visits.browser("alice"), "/facility-changes/new"
    form = {
        "facility": "M-1", "paper": "fr", "profile": "own", "level_pin": "required", "pin": "4711",
        "level_photo": "optional", "photo_days": "30", "contact_role": "Mrs Martin",
    }  # fmt: skip

    refused = send(browser, path, f"{path}?facility=M-1", **form)
    changed = send(browser, path, f"{path}?facility=M-1", **(form | {"contact_role": "nurse"}))

    assert (refused.status_code, "looks personal" in refused.text) == (422, True)
    page = browser.get(changed.headers["location"]).text
    assert "PIN: needed" in page
    assert not tells(page + browser.get(f"{path}?facility=M-1").text, "4711")

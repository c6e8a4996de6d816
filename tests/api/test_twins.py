"""A role alone does not show reading someone else's: each scoped role has a twin who may not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.guests import Guests
from tests.api.lived_in import LivedIn

NO_SUCH = 999_999
FARID_READS = (
    "facilities", "wish-lists", "wish-lines", "wish-kits", "wish-drafts", "deliveries", "refusals",
)  # fmt: skip
NONE_OF_FARIDS = {"wish-kits", "wish-drafts"}


@pytest.mark.parametrize("noun", FARID_READS)
def test_a_facility_sees_its_own_rows_and_none_of_another(noun: str, lived: LivedIn) -> None:
    word = "code" if noun == "facilities" else "facility"

    own = {row[word] for row in lived.guests.items("farid", noun)}
    asked_for_the_other = lived.guests.items("farid", noun, **{word: "M-1"})

    assert own == (set() if noun in NONE_OF_FARIDS else {"E-2"})
    assert asked_for_the_other == []
    assert lived.guests.items("fatima", noun, **{word: "M-1"}) != []


def test_a_facility_cannot_page_into_the_rows_of_another(lived: LivedIn) -> None:
    pages = [lived.guests.items("farid", "wish-lines", after=after, limit=1) for after in range(5)]

    assert {row["facility"] for page in pages for row in page} == {"E-2"}


def test_what_a_facility_may_filter_by_tells_nothing_of_another(lived: LivedIn) -> None:
    made = lived.done.made

    assert lived.guests.items("farid", "wish-lines", id=made["line"]) == []
    assert lived.guests.items("farid", "wish-lines", wish_list=made["list"]) == []
    assert lived.guests.items("farid", "deliveries", run=made["run"]) == []


@pytest.mark.parametrize(
    ("noun", "named", "rest"),
    [
        ("wish-list-changes", "line", {"asked": 1, "reason": "mistake"}),
        ("wish-list-withdrawals", "list", {}),
        ("wish-kit-changes", "kits", {"number": 1, "reason": "mistake"}),
        ("wish-drafts", "draft", {"facility": "E-2", "body": {}}),
        ("wish-draft-removals", "draft", {}),
        ("confirmations", "delivery", {}),
    ],
)
def test_a_facility_cannot_act_on_what_is_anothers(
    noun: str, named: str, rest: dict[str, Any], lived: LivedIn
) -> None:
    word = {"list": "wish_list", "kits": "wish_kit"}.get(named, named)
    theirs = lived.done.made[named]

    refused = lived.guests.put("farid", noun, **({word: theirs} | rest))
    unknown = lived.guests.put("farid", noun, **({word: NO_SUCH} | rest))

    assert refused.status_code == unknown.status_code == 422
    assert told(refused, theirs) == told(unknown, NO_SUCH)


def test_a_facility_cannot_ask_in_the_name_of_another(lived: LivedIn) -> None:
    line = {"product": "NP-DISP", "quantity": 1, "urgency": "tonight"}

    refused = lived.guests.put("farid", "wish-lists", facility="M-1", lines=[line])
    unknown = lived.guests.put("farid", "wish-lists", facility="Z-9", lines=[line])

    assert refused.status_code == unknown.status_code == 422
    assert told(refused, "M-1") == told(unknown, "Z-9")


def told(answer: Any, name: object) -> tuple[str, str]:
    """What an answer says, but for the name that was asked about."""
    problem = answer.json()
    return problem["reason"], problem["detail"].replace(str(name), "it")


@pytest.mark.parametrize("noun", ["runs", "stops"])
def test_a_driver_sees_the_drivers_own_runs(noun: str, lived: LivedIn) -> None:
    run = "id" if noun == "runs" else "run"

    doras = {row[run] for row in lived.guests.items("dora", noun)}
    dans = {row[run] for row in lived.guests.items("dan", noun)}

    assert dans == {lived.done.made["other run"]}
    assert lived.done.made["run"] in doras
    assert not dans & doras


@pytest.mark.parametrize(
    "noun", ["facilities", "wish-lists", "wish-lines", "parcels", "deliveries", "refusals"]
)
def test_a_driver_sees_facilities_of_the_drivers_own_open_runs_only(
    noun: str, lived: LivedIn
) -> None:
    word = "code" if noun == "facilities" else "facility"

    assert {row[word] for row in lived.guests.items("dan", noun)} <= {"E-2"}
    assert {row[word] for row in lived.guests.items("dora", noun)} == {"M-1"}


def test_once_a_run_is_closed_its_driver_sees_its_facility_no_more(guests: Guests) -> None:
    run = guests.world.run()
    assert [row["code"] for row in guests.items("dora", "facilities")] == ["M-1"]

    guests.world.do("dora", "run-closings", run=run)

    assert guests.items("dora", "facilities") == []


@pytest.mark.parametrize(
    ("noun", "content"),
    [
        ("loadings", {"items": [{"lot": "A lot", "quantity": 1}]}),
        ("departures", {}),
        ("deliveries", {"facility": "M-1", "lines": [{"lot": "A lot", "accepted": 1}]}),
        ("refusals", {"facility": "M-1", "lot": "A lot", "quantity": 1, "reason": "damaged"}),
        ("returns", {"items": [{"lot": "A lot", "quantity": 1}]}),
    ],
)
def test_what_a_driver_tells_of_anothers_run_is_held(
    noun: str, content: dict[str, Any], lived: LivedIn
) -> None:
    theirs = lived.guests.put("dan", noun, run=lived.done.made["run"], **content)
    unknown = lived.guests.put("dan", noun, run=NO_SUCH, **content)

    assert theirs.status_code == unknown.status_code == 202
    assert theirs.json()["sentence"].replace(str(lived.done.made["run"]), "it") == unknown.json()[
        "sentence"
    ].replace(str(NO_SUCH), "it")


def test_a_driver_cannot_close_anothers_run(lived: LivedIn) -> None:
    theirs = lived.guests.put("dan", "run-closings", run=lived.done.made["run"])
    unknown = lived.guests.put("dan", "run-closings", run=NO_SUCH)

    assert theirs.status_code == unknown.status_code == 422
    assert told(theirs, lived.done.made["run"]) == told(unknown, NO_SUCH)


def test_a_driver_cannot_reverse_what_another_told(guests: Guests) -> None:
    world = guests.world
    code, run = world.shelved(), world.run()
    loading = world.do("dora", "loadings", run=run, items=[{"lot": code, "quantity": 2}])
    before = world.inside(code)

    answer = guests.put("dan", "reversals", command=loading.id)

    assert (answer.status_code, world.inside(code)) == (422, before)


def test_a_volunteer_of_one_site_works_at_that_site(guests: Guests) -> None:
    # A site is where a volunteer's goods arrive unless they say otherwise; it hides nothing,
    # since a charity's volunteers help out at each other's shelves.
    code = guests.put("ben", "intakes", product="NP-DISP", size="4", quantity=3).json()["made"][
        "lot"
    ]

    assert guests.world.inside(code) == {"South inbound": 3}


def test_whose_role_has_lapsed_may_tell_and_is_held_but_asks_and_reads_no_more(
    guests: Guests,
) -> None:
    code = guests.world.shelved()
    line = guests.world.line()
    for login in ("bob", "alice"):
        guests.put("sam", "person-changes", login=login, lapsed=True)

    told_late = guests.put("bob", "transfers", thing=code, place="A2")
    asked = guests.put("alice", "allocations", lot=code, line=line, quantity=1)
    read = guests.get("bob", "lots")

    assert (told_late.status_code, told_late.json()["reason"]) == (202, "role_lapsed")
    assert (asked.status_code, asked.json()["reason"]) == (422, "role_lapsed")
    assert (read.status_code, read.json()["reason"]) == (403, "role_lapsed")
    assert guests.get("bob", f"codes/{code}").status_code == 403
    assert guests.world.inside(code) == {"A1": 5}

"""Whole wish lists by the command line: kits, drafts, checked and closed short."""

from __future__ import annotations

from tests.cli.conftest import Terminal
from tests.wishing import asked


def test_kits_are_asked_for_counted_anew_and_listed(alice: Terminal) -> None:
    made = alice.run(
        "wish-kits", "M-1", "WEEK-CLOTHES", "--number", "2", "--size", "6-9 months",
        "--no-whole", "--urgency", "two_weeks", "--came-by", "telephone", "--json",
    ).json["made"]  # fmt: skip

    assert alice.run("change-kits", str(made["kits"][0]), "3", "--reason", "more_needed").code == 0

    (row,) = alice.run("kits-asked", "--facility", "M-1", "--json").json["rows"]
    assert (row["kit"], row["number"], row["whole"]) == ("WEEK-CLOTHES", 3, False)
    assert asked(alice.world, made["wish_list"])[0] == 21


def test_a_list_is_checked_closed_short_and_listed_by_its_state(alice: Terminal) -> None:
    line = {"product": "NP-DISP", "size": "4", "quantity": 5, "urgency": "routine"}
    made = alice.world.do("fatima", "wish-lists", facility="M-1", lines=[line]).made
    number = str(made["wish_list"])

    for arguments, state in (
        (("check-list", number, "--note", "sizes agree"), "checked"),
        (("close-short", number, "--reason", "too_late"), "closed_short"),
    ):
        assert alice.run(*arguments).code == 0
        (row,) = alice.run("lists", "--state", state, "--json").json["rows"]
        assert (row["id"], row["came_by"]) == (made["wish_list"], "portal")


def test_a_draft_is_saved_listed_and_thrown_away(alice: Terminal) -> None:
    content = '{"lines": [{"product": "CL-BODY"}], "note": "by Friday"}'
    draft = alice.run("draft", "M-1", "--content", content, "--json").json["made"]["draft"]
    again = alice.run("draft", "M-1", "--content", "{}", "--again", str(draft), "--json")

    assert again.json["made"]["draft"] == draft
    (row,) = alice.run("drafts", "--json").json["rows"]
    assert (row["facility"], row["body"]) == ("M-1", {})
    assert alice.run("drop-draft", str(draft)).code == 0
    assert alice.run("drafts", "--json").json["rows"] == []
    assert alice.run("draft", "M-1", "--content", "no JSON").code != 0

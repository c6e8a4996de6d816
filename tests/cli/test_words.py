"""What people type for several things at once."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stockroom_cli import speech, words
from stockroom_cli.exits import Stop
from stockroom_cli.ids import new


@pytest.mark.parametrize(
    ("reader", "text", "read"),
    [
        (words.packs, "8x5", {"packs": 8, "pieces_per_pack": 5}),
        (words.grams, "1.5kg", 1500),
        (words.grams, "1,25 kg", 1250),
        (words.grams, "700", 700),
        (words.weighed, "12.5kg/600g", {"total_g": 12500, "sample_g": 600}),
        (words.weighed, "9kg/1kg/20", {"total_g": 9000, "sample_g": 1000, "sample_pieces": 20}),
        (words.number_of, "box 214=3", ("box 214", 3)),
        (
            words.into_box,
            "box 214=40:68:girl:winter:counted",
            {
                "box": "box 214", "quantity": 40, "size": "68", "fits": "girl",
                "season": "winter", "how": "counted",
            },
        ),
        (words.made, "54:new:62:CL-VEST", {
            "quantity": 54, "condition": "new", "size": "62", "product": "CL-VEST",
        }),
        (words.item, "LOT", {"lot": "LOT"}),
        (words.item, "LOT:17=4", {"lot": "LOT", "line": 17, "quantity": 4}),
        (words.counted, "LOT:17=0", {"lot": "LOT", "line": 17, "counted": 0}),
        (
            words.handed_over,
            "LOT:17:accepted=3,refused=1:banned_material,missing=1",
            {
                "lot": "LOT", "line": 17, "accepted": 3, "missing": 1,
                "refused": [{"quantity": 1, "reason": "banned_material"}],
            },
        ),
        (words.handed_over, "LOT:accepted=3", {"lot": "LOT", "accepted": 3}),
        (words.corrected, "LOT:17:fewer=1", {"lot": "LOT", "line": 17, "fewer": 1}),
        (words.stop, "M-1", {"facility": "M-1"}),
        (words.stop, "donor=3", {"donor": 3}),
        (words.stop, "donor=3, kg=120,litres=9,fetch=six bags, a cot", {
            "donor": 3, "to_fetch_g": 120_000, "to_fetch_ml": 9000, "to_fetch": "six bags, a cot",
        }),
        (words.stop_kept, "8", {"stop": 8}),
        (words.stop_kept, "8,fetch=", {"stop": 8, "to_fetch": ""}),
        (words.stop, "site=South@09:00-11:00", {
            "site": "South", "window_from": "09:00", "window_until": "11:00",
        }),
    ],
)  # fmt: skip
def test_it_is_read_as_meant(reader: Any, text: str, read: Any) -> None:
    assert reader(text) == read


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (words.packs, "8"),
        (words.grams, "1.5"),
        (words.grams, "much"),
        (words.weighed, "12kg"),
        (words.number_of, "LOT"),
        (words.into_box, "box 214"),
        (words.into_box, "box 214=many"),
        (words.into_box, "box 214=4:girl:boy"),
        (words.made, "54:winter"),
        (words.item, "LOT:x=4"),
        (words.counted, "LOT"),
        (words.handed_over, "LOT"),
        (words.handed_over, "LOT:refused=1:because"),
        (words.corrected, "LOT:lost=1"),
        (words.stop, "M-1@morning"),
        (words.stop, "donor=3,kg=many"),
        (words.stop, "donor=3,fetch=bags,kg=3"),
        (words.stop_kept, "M-1"),
        (words.stop, "donor=Eva"),
        (words.stop, "x=1"),
    ],
)
def test_what_cannot_be_read_is_answered_with_an_example(reader: Any, text: str) -> None:
    with pytest.raises(Stop, match="write it as") as stopped:
        reader(text)

    assert stopped.value.code == 2


@given(st.integers(0, 10_000), st.lists(st.integers(1, 50), min_size=1, max_size=8))
def test_no_piece_is_lost_or_made_by_sharing(total: int, weights: list[int]) -> None:
    parts = words.share(total, weights)

    assert sum(parts) == total
    assert all(
        abs(part - total * weight / sum(weights)) < 1
        for part, weight in zip(parts, weights, strict=True)
    )


def test_ids_are_version_seven_and_in_order_of_time() -> None:
    made = [new() for _ in range(100)]

    assert {one.version for one in made} == {7}
    assert len(set(made)) == 100
    assert [one.int >> 80 for one in made] == sorted(one.int >> 80 for one in made)


def test_the_language_is_the_environments() -> None:
    assert speech.language({"LANG": "ar_EG.UTF-8"}) == "ar"
    assert speech.language({"LANG": "C.UTF-8"}) == "en"
    assert speech.language({"LANGUAGE": "ar:en", "LANG": "fr_FR"}) == "ar"
    assert speech.language({}) == "en"


def test_a_catalogue_is_read_from_its_po_file() -> None:
    lines = (
        'msgid ""', 'msgstr "head"', "", "#: x", 'msgid "re"', '"corded"', 'msgstr "سُجّل"', "",
        'msgid "not yet"', 'msgstr ""',
    )  # fmt: skip

    assert speech.read(lines) == {"recorded": "سُجّل"}

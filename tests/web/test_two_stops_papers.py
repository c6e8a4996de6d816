"""On the papers of one run's two stops, read from the books, nothing tells of the other."""

from __future__ import annotations

import pytest

from tests.web.roads import packed, picked, text_of
from tests.web.visits import Visits
from tests.words import tells

HOST = "labels.example.org"
OTHERS = {1: ("E-2", "bodysuit", "4447"), 2: ("M-1", "nappy", "3331")}
OWN = {1: ("M-1", "nappy", "3331"), 2: ("E-2", "bodysuit", "4447")}


@pytest.mark.parametrize("position", [1, 2])
def test_no_paper_of_a_stop_has_a_word_of_the_other(visits: Visits, position: int) -> None:
    world, alice = visits.world, visits.browser("alice")
    world.do("sam", "setting-changes", name="public_host", value=HOST)
    world.do("alice", "product-changes", product="NP-DISP", value_minor=1)
    world.do("alice", "product-changes", product="CL-BODY", value_minor=1)
    packed(world, 3331)
    picked(world, 4447, "E-2", product="CL-BODY", size="62")
    stops = [{"facility": "M-1"}, {"facility": "E-2"}]
    run = world.do(
        "alice", "runs", day="2026-11-23", van="Van 1", driver="dora", stops=stops
    ).made["run"]  # fmt: skip
    for code in ("M-1", "E-2"):
        world.do("alice", "manifests", run=run, facility=code)
        world.do("alice", "gate-sheets", run=run, facility=code)

    at = f"/runs/{run}/stops/{position}"
    page = alice.get(f"{at}/paper").text
    texts = [text_of(alice.get(f"{at}/{name}.pdf?paper=en")) for name in ("manifest", "gate-sheet")]
    for text in (*texts, page):
        plain = text.replace(",", "")
        code, product, pieces = OTHERS[position]
        assert not tells(plain, code)
        assert product not in plain
        assert not tells(plain, pieces)
    for text in texts:
        plain = text.replace(",", "")
        for word in OWN[position]:
            assert word in plain, word
        # Nor what both would be together.
        assert not tells(plain, str(3331 + 4447))
        assert "invented street" not in plain

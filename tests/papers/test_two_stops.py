"""Of two stops' papers none has a word that tells of the other."""

from __future__ import annotations

from hashlib import sha256

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stockroom.papers import handover, manifest
from stockroom.papers.facts import Goods, Manifest, Parcel, Refuge, Stop
from tests.papers import drawn

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
# Words that no sentence of ours has, so that finding one is finding the other stop's.
WORDS = st.text(LETTERS, min_size=6, max_size=9)
NUMBERS = st.integers(100_000, 999_999)


@st.composite
def told(draw: st.DrawFn) -> tuple[dict[str, str], list[int]]:
    """What one stop alone knows: words of its own, and numbers of its own."""
    names = ("code", "address", "point", "contact", "goods", "driver", "plate")
    words = draw(st.lists(WORDS, min_size=7, max_size=7, unique=True))
    numbers = draw(st.lists(NUMBERS, min_size=4, max_size=4, unique=True))
    return dict(zip(names, words, strict=True)), numbers


def text_of(words: dict[str, str], numbers: list[int]) -> str:
    """Every paper of that stop, as text without the gaps that languages put into numbers."""
    box, pieces, loose, receipt = numbers
    stop = Stop("Warm Start", words["code"], "en", drawn.stop().day, "09:00", "11:00")
    parcels = (Parcel(box, (Goods(words["goods"], pieces),)),)
    others = (Goods(words["goods"], loose),)
    sheet = drawn.sheet(receipt, bits=receipt)
    refuge = Refuge("blue", 1, False, words["address"], words["point"], words["contact"])
    papers = [
        *manifest.papers(
            Manifest(
                stop, 1, sha256(str(box).encode()).hexdigest(), parcels, others, pieces + loose,
                driver=words["driver"], plate=words["plate"],
            )
        ),
        *handover.gate_sheets(stop, sheet, parcels, others),
        *handover.refuge_sheets(stop, sheet, parcels, others, refuge),
    ]  # fmt: skip
    found = "".join(drawn.pages(papers)) + "".join(paper.title for paper in papers)
    return "".join(sign for sign in found if sign.isalnum())


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(told(), told())
def test_no_word_and_no_number_of_one_stop_is_on_the_papers_of_another(
    one: tuple[dict[str, str], list[int]], other: tuple[dict[str, str], list[int]]
) -> None:
    mine = text_of(*one)

    assert one[0]["code"] in mine
    assert one[0]["address"] in mine
    assert one[0]["point"] not in mine
    for word in set(other[0].values()) - set(one[0].values()):
        assert word not in mine or any(word in own for own in one[0].values())

"""Taking in: what is never given on is said at the door, with its reason, and nothing is noted."""

from __future__ import annotations

import pytest

from tests.web.arriving import sent
from tests.web.visits import Visits

UNFIT = (
    ("TR-SEAT", {"description": "seat, after a crash"}, "never given on"),
    ("SL-COT", {"description": "cot with drop side"}, "never given on"),
    ("FE-FORM", {"use_by": "2026-10-01"}, "2026-10-01 has passed"),
    ("PL-TOY", {"description": "=HYPERLINK(1)"}, "spreadsheet formula"),
)


@pytest.mark.parametrize(("product", "said", "reason"), UNFIT)
def test_what_is_unfit_is_not_taken_in(
    product: str, said: dict[str, str], reason: str, visits: Visits
) -> None:
    before = visits.world.position()

    answer = sent(
        visits.browser("bob"),
        f"/intakes/new?product={product}",
        product=product,
        quantity="1",
        **said,
    )

    assert reason in answer.text
    assert visits.world.position() == before

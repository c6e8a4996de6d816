"""Infant formula: what is never taken in.

Formula goes to a baby only from an unopened, undented tin within its date (WHO/FAO guidance on
preparing powdered formula; milk banks and food banks say the same).
"""

from __future__ import annotations

from stockroom.rules.categories.saying import mark as _
from stockroom.rules.categories.saying import says

_DAMAGED = (
    "dented", "dent", "dents", "opened", "open", "seal broken", "broken seal", "damaged", "leaking",
    "rusty", "no lid", "part used", "half full", "ouvert*", "entamé*", "cabossé*", "abîmé*",
    "вскрыт*", "открыт*", "вмятин*", "помят*", "повреж*", "مفتوح", "مفتوحة", "منبعج", "منبعجة",
    "تالف", "تالفة",
)  # fmt: skip


def must_refuse(description: str, note: str, condition: str) -> str | None:
    """Refuse a tin that is opened or damaged."""
    if says(_DAMAGED, description, note, condition):
        return _("Formula is taken only unopened and undented; this tin must be thrown away")
    return None

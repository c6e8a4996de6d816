"""Car seats: what is never taken in, whatever a checklist says later.

A seat that was in a crash has done its work, and one without its approval label cannot be told
from one that never had it; donation programmes refuse both (WestSide Baby's no-crash waiver, the
label of UN R44 and R129).
"""

from __future__ import annotations

from stockroom.rules.categories.saying import mark as _
from stockroom.rules.categories.saying import says

_CRASH = (
    "crash*", "accident*", "collision*", "choc", "авари*", "дтп", "столкновен*", "حادث", "اصطدام",
)  # fmt: skip
_NO_LABEL = (
    "no label", "no approval label", "no approval mark", "label missing", "label is missing",
    "missing label", "label gone", "label torn off", "without label", "without a label",
    "unlabelled", "sans étiquette", "étiquette manquante", "sans homologation", "без этикетки",
    "нет этикетки", "без маркировки", "بدون ملصق", "لا يوجد ملصق",
)  # fmt: skip


def must_refuse(description: str, note: str, condition: str) -> str | None:
    """Refuse a seat that was in a crash or has lost its label."""
    if says(_CRASH, description, note, condition):
        return _("A car seat that was in a crash is never given on; cut its harness and recycle it")
    if says(_NO_LABEL, description, note, condition):
        return _("A car seat without its approval label is never given on; recycle it")
    return None

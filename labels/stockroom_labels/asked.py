"""What may be asked of a renderer: how many labels, from which position, moved how far."""

from collections.abc import Sequence
from math import isfinite

from stockroom_labels.errors import N_, Unprintable
from stockroom_labels.label import Label, check_label
from stockroom_labels.papers import Paper
from stockroom_labels.qr import check_text

MOST_LABELS = 5_000
"""Labels in one file: 239 sheets, more than a packet holds."""

FURTHEST_NUDGE_MM = 10.0


def check(labels: Sequence[Label], paper: Paper, start: int, dx_mm: float, dy_mm: float) -> None:
    """Refuse a wrong number, position or nudge, and any label that must not be printed.

    Raises Unprintable (a ValueError), before anything is drawn.
    """
    if not 1 <= len(labels) <= MOST_LABELS:
        raise Unprintable(
            "label_count",
            N_("One file holds 1 to {most} labels; {count} were asked for."),
            most=MOST_LABELS,
            count=len(labels),
        )
    if not 1 <= start <= paper.per_page:
        raise Unprintable(
            "start_position",
            N_("Positions on this sheet run from 1 to {last}; {start} was asked for."),
            last=paper.per_page,
            start=start,
        )
    check_nudge(dx_mm, dy_mm)
    for label in labels:
        check_text(label.url)
        check_label(label)


def check_nudge(dx_mm: float, dy_mm: float) -> None:
    """Refuse to move labels by more than 10 mm either way. Raises Unprintable (a ValueError)."""
    for nudge in (dx_mm, dy_mm):
        if not isfinite(nudge) or abs(nudge) > FURTHEST_NUDGE_MM:
            raise Unprintable(
                "nudge",
                N_("Labels can be moved by up to {most} mm; {asked} was asked for."),
                most=FURTHEST_NUDGE_MM,
                asked=nudge,
            )

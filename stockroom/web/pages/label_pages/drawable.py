"""Whether a label can be drawn on a paper at all, asked before its printing is written down."""

from __future__ import annotations

from stockroom.errors import Refused
from stockroom_labels import Label, Paper, Unprintable


def must_fit(label: Label, paper: Paper) -> None:
    """Refuse a label whose QR would be too fine for a phone on this paper; raises `Refused`."""
    from stockroom_labels import dots, layout, qr  # noqa: PLC0415 - needed by this page alone
    from stockroom_labels.label import bare, check_label  # noqa: PLC0415

    try:
        check_label(label)
        box = layout.layout(paper, (0, 0), bare(label)).qr
        modules = qr.matrix(label.url, qr.level(label.durable, box.width))
        dots.square(box, len(modules) + 2 * qr.QUIET_ZONE, paper.dpi)
    except Unprintable as fault:
        raise Refused(fault.reason, fault.template, **fault.values) from fault

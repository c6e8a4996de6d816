"""Two sites with bins, two vans, two printers, boxes to be filled, and the charity's own name."""

from __future__ import annotations

from stockroom.demo.stage import Stage

HARBOUR, GARDEN = "Harbour hall", "Garden street"
BINS = {
    HARBOUR: tuple(f"{shelf}{number}" for shelf in "ABCDE" for number in range(1, 5)),
    GARDEN: tuple(f"S{number}" for number in range(1, 13)),
}
VANS = {"Van 1": ("AB-123-CD", 900, 6000), "Van 2": ("EF-456-GH", 700, 4500)}
EMPTY_BOXES = {HARBOUR: 18, GARDEN: 8}
# A host of RFC 2606, which leads nowhere: the labels are for show.
SETTINGS = {"charity": "Cradle & Gate", "public_host": "labels.example.org"}
PRINTERS = {"Office": "a4-63x38", "Box faces": "a4-box"}


def build(stage: Stage) -> None:
    """Everything that goods can be in or on."""
    for name, value in SETTINGS.items():
        stage.do("sam", "setting-changes", name=name, value=value)
    for site, bins in BINS.items():
        stage.do("alice", "sites", name=site)
        for name in bins:
            stage.do("alice", "bins", name=name, site=site)
    for van, (plate, kg, litres) in VANS.items():
        stage.do("alice", "vans", name=van, plate=plate, kg=kg, litres=litres)
    for printer, paper in PRINTERS.items():
        stage.do("alice", "printers", name=printer, paper=paper)
    stage.do("alice", "printer-nudges", printer="Office", x=4, y=-2)
    for site, number in EMPTY_BOXES.items():
        stage.empty_boxes[site] = [_box(stage, f"{site} inbound") for _ in range(number)]


def _box(stage: Stage, place: str) -> str:
    receipt = stage.do("alice", "boxes", place=place)
    return f"box {receipt.made['number']}"

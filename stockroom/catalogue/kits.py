"""The kits that every new stockroom begins with, as our own proposal; change them by adding others.

*Newborn starter* follows the Finnish maternity package less what needs a size that only the mother
knows, and what only winter needs. *A week's clothes* is a day's wear and a change for each day
between two washes; *arrival tonight* bridges the first two days. Nappies stand in neither, since
they go by the child's weight and a kit has one size: they lie beside the bag.
"""

from __future__ import annotations

from typing import NamedTuple


class StarterPart(NamedTuple):
    """So many pieces of a product; without a size, of the kit's size."""

    product: str
    quantity: int
    size: str = ""


class StarterKit(NamedTuple):
    """A kit with its names in the languages of the catalogue."""

    code: str
    name: str
    names: dict[str, str]
    parts: tuple[StarterPart, ...]


KITS = (
    StarterKit(
        "WEEK-CLOTHES",
        "a week's clothes",
        {"ar": "ملابس أسبوع", "fr": "vêtements pour une semaine", "ru": "одежда на неделю"},
        (
            StarterPart("CL-BODY", 7),
            StarterPart("CL-SLP", 5),
            StarterPart("CL-TOP", 3),
            StarterPart("CL-BOT", 4),
            StarterPart("CL-JMP", 2),
        ),
    ),
    StarterKit(
        "NEWBORN",
        "newborn starter",
        {"ar": "بداية مولود", "fr": "trousseau de naissance", "ru": "набор для новорождённого"},
        (
            StarterPart("CL-BODY", 6, "56/62"),
            StarterPart("CL-SLP", 6, "56/62"),
            StarterPart("CL-JMP", 2, "62"),
            StarterPart("CL-HAT", 2, "0-6 m"),
            StarterPart("CL-SOCK", 4, "16"),
            StarterPart("BD-BAG", 1, "0-6 m"),
            StarterPart("BD-BLK", 2),
            StarterPart("BD-SWD", 3),
            StarterPart("BA-TOW", 1),
            StarterPart("NP-DISP", 60, "1"),
            StarterPart("NP-DISP", 60, "2"),
            StarterPart("NP-WIPE", 2),
            StarterPart("NP-CREAM", 1),
            StarterPart("MA-PAD", 2),
            StarterPart("BF-PAD", 1),
            StarterPart("PL-BOOK", 1, "0-6 m"),
        ),
    ),
    StarterKit(
        "TONIGHT",
        "arrival tonight",
        {"ar": "وصول الليلة", "fr": "arrivée ce soir", "ru": "на первую ночь"},
        (
            StarterPart("CL-BODY", 3),
            StarterPart("CL-SLP", 2),
            StarterPart("CL-JMP", 1),
            StarterPart("BD-BLK", 1),
            StarterPart("BD-SWD", 2),
            StarterPart("BA-TOW", 1),
            StarterPart("NP-WIPE", 1),
            StarterPart("MA-TOI", 1),
            StarterPart("MA-PAD", 1),
        ),
    ),
)

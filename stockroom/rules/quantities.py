"""How many pieces: whole numbers, packs that may be meant, and a weight over a weighed sample."""

import re
from dataclasses import dataclass

from stockroom.errors import Malformed
from stockroom.rules.writing import clip, fold, western

MOST_PIECES = 1_000_000

_LARGEST_PACK = 1_000
_AFTER_NUMBER = (
    "pack", "packs", "multipack", "pk", "pc", "pcs", "piece", "pieces", "pair", "pairs",
    "pièce", "pièces", "paire", "paires", "шт", "штук", "штуки", "пар", "пары",
    "قطعة", "قطع", "حبة", "حبات", "أزواج",
)  # fmt: skip
_BEFORE_NUMBER = (
    "pack of", "packs of", "packet of", "packets of", "multipack of", "set of", "box of",
    "lot de", "paquet de", "paquets de", "boîte de", "pack de",
    "упаковка", "упаковка по", "по", "набор", "набор из", "комплект", "комплект из",
    "عبوة", "حزمة", "طقم", "مجموعة", "علبة", "باكيت",
)  # fmt: skip


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(fold(word) for word in words)


# Outside of words and numbers, so that neither "60x120" nor "2xAA" is a pack. In order of trust:
# "2 packs of 108" holds 108 in each.
_PACKS = (
    re.compile(rf"\b(?:{_any_of(_BEFORE_NUMBER)})\s*(\d{{1,4}})\b"),
    re.compile(rf"\b(\d{{1,4}})\s*-?\s*(?:{_any_of(_AFTER_NUMBER)})\b"),
    re.compile(r"(?<!\w)[x×х]\s?(\d{1,4})\b"),
)


@dataclass(frozen=True)
class Packs:
    """A number someone gave, and the pieces in a pack if the description speaks of packs."""

    quantity: int
    pieces_per_pack: int | None

    @property
    def ask(self) -> bool:
        """Whether a person must say if the number counts packs or pieces."""
        return self.pieces_per_pack is not None

    @property
    def if_packs(self) -> int:
        """The pieces there are if the number counts packs; 8 of "vests 5-pack" are 40."""
        return self.quantity * (self.pieces_per_pack or 1)


def read_whole(text: str) -> int:
    """Read a number of pieces or packs as typed, "12", "1 200" or "١٢".

    Raises Malformed: quantity_missing, quantity_unreadable, quantity_fraction, quantity_too_small,
    quantity_too_large (above MOST_PIECES).
    """
    line = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))", "", western(text).strip())
    if not line:
        raise Malformed("quantity_missing", "The number is missing; write how many there are")
    if re.fullmatch(r"[+-]?\d*[.,٫]\d+", line):
        raise Malformed(
            "quantity_fraction", "{text} is not a whole number; count the pieces", text=clip(text)
        )
    if not re.fullmatch(r"[+-]?\d{1,18}", line):
        raise Malformed(
            "quantity_unreadable", "{text} is not a number; write it in digits", text=clip(text)
        )
    return check_whole(int(line))


def check_whole(quantity: int) -> int:
    """Give the quantity back if it is one to MOST_PIECES pieces, or raise Malformed."""
    if quantity < 1:
        raise Malformed(
            "quantity_too_small", "{quantity} is too few; write at least 1", quantity=quantity
        )
    if quantity > MOST_PIECES:
        raise Malformed(
            "quantity_too_large",
            "{quantity} is more than we can believe; the most at once is {most}",
            quantity=quantity,
            most=MOST_PIECES,
        )
    return quantity


def read_packs(description: str, quantity: int) -> Packs:
    """See whether a description speaks of packs ("vests 5-pack", "lot de 5", "5 шт", "عبوة 5").

    Raises Malformed when the quantity, counted either way, is none to believe.
    """
    packs = Packs(check_whole(quantity), _pieces_per_pack(fold(description)))
    check_whole(packs.if_packs)
    return packs


def key(description: str) -> str:
    """Give the form of a description under which the answer "packs" or "pieces" is remembered."""
    return " ".join(re.sub(r"[\W_]+", " ", fold(description)).split())


def pieces_from_weight(total_g: int, sample_pieces: int, sample_g: int) -> int:
    """Estimate pieces from a weight and a weighed sample (ten pieces, say), all in whole grams.

    Rounded to the nearest piece, halves up. Raises Malformed: weight_missing where something
    weighs or counts nothing, and as `check_whole` for the result.
    """
    if min(total_g, sample_pieces, sample_g) < 1:
        raise Malformed(
            "weight_missing", "Weigh the goods and a sample of them; neither can be nothing"
        )
    return check_whole((2 * total_g * sample_pieces + sample_g) // (2 * sample_g))


def _pieces_per_pack(folded: str) -> int | None:
    found = [int(number) for pattern in _PACKS for number in pattern.findall(folded)]
    return next((pieces for pieces in found if 2 <= pieces <= _LARGEST_PACK), None)

"""What the made-up stockroom deals in: thirty products, what is asked of them and what is given.

Nothing here was measured at a charity. The shares are guesses at what shelters and prisons ask for;
what matters is the shape: small sizes are asked, large ones given; milk expires; little is sealed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """One size of a product: what is covered, and its weight among wishes and among gifts."""

    low: int
    high: int
    asked: float = 1.0
    given: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A product: its share of all pieces, mean pieces of a wish line and of a gift, and its life.

    `weeks` are the fewest and the most weeks until the use-by date when given; `sealed` is the
    share of gifts that is new and sealed. Nappies and milk are counted in packs and tins.
    """

    share: float
    line: float
    gift: float
    sealed: float
    sizes: tuple[Size, ...] = (Size(0, 0),)
    scheme: str = "none"
    step: int = 0
    weeks: tuple[int, int] | None = None


CLOTHES = tuple(
    Size(cm, cm, asked, given)
    for cm, asked, given in (
        (56, 0.24, 0.07), (62, 0.24, 0.18), (68, 0.19, 0.21), (74, 0.14, 0.19),
        (80, 0.11, 0.16), (86, 0.08, 0.11), (92, 0.0, 0.08),
    )
)  # fmt: skip
NAPPIES = tuple(
    Size(low, low + 2_999, asked, given)
    for low, asked, given in (
        (2_000, 0.26, 0.16), (5_000, 0.28, 0.25), (8_000, 0.24, 0.26),
        (11_000, 0.14, 0.20), (14_000, 0.08, 0.13),
    )
)  # fmt: skip
MILK = (Size(1, 1, 0.5, 0.42), Size(2, 2, 0.3, 0.32), Size(3, 3, 0.2, 0.26))

_CLOTHES = tuple(
    Kind(share=share, line=4.0, gift=gift, sealed=0.25, sizes=CLOTHES, scheme="body_cm", step=6)
    for share, gift in ((0.11, 4.5), (0.10, 4.5), (0.09, 3.5), (0.08, 3.5), (0.05, 2.5))
)
_CONSUMED = (
    Kind(
        share=0.17, line=5.0, gift=7.0, sealed=0.9, sizes=NAPPIES, scheme="weight_g", step=3_000,
        weeks=(8, 60),
    ),
    Kind(share=0.08, line=4.0, gift=4.0, sealed=1.0, sizes=MILK, scheme="stage", weeks=(3, 24)),
)  # fmt: skip
_SMALL = tuple(
    Kind(share=0.019, line=3.0, gift=3.0, sealed=sealed)
    for sealed in (0.9, 0.85, 0.65, 0.6, 0.4, 0.4, 0.3, 0.3, 0.25, 0.25)
)
_LARGE = tuple(
    Kind(share=0.01, line=1.4, gift=1.0, sealed=sealed)
    for sealed in (0.4, 0.4, 0.3, 0.3, 0.25, 0.25, 0.25, 0.25, 0.2, 0.2, 0.2, 0.2, 0.15)
)

KINDS: tuple[Kind, ...] = _CLOTHES + _CONSUMED + _SMALL + _LARGE

STARTER = ((0, 0, 3), (1, 0, 2), (5, 0, 2), (7, 0, 1), (10, 0, 1))
"""A newborn's kit: so many pieces each of a kind (its place in KINDS) in one of its sizes."""

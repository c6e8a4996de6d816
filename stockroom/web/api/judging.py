"""What every reading of a file has in common: cells tried one by one, each fault kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeVar

import msgspec
import sqlalchemy as sa
from msgspec import Meta

from stockroom import speech
from stockroom.commands.refs import PRODUCT
from stockroom.errors import Malformed
from stockroom.rules import privacy, products, rows
from stockroom.rules.sizes import Size
from stockroom.rules.sizes import read as read_size
from stockroom.rules.writing import clip
from stockroom.speech import mark as _

MOST_ROWS = 500
Cell = Annotated[str, Meta(max_length=2000)]
T = TypeVar("T")


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One cell that cannot stand: which, what it says, and what would be right."""

    field: str
    value: str
    sentence: str


class SizeRead(msgspec.Struct, frozen=True, kw_only=True):
    """A size as it was understood."""

    scheme: str
    low: int
    high: int
    label: str


@dataclass(frozen=True)
class ProductFacts:
    """What a row is judged by."""

    code: str
    name: str
    unit: str
    sizing: str
    safety_profile: str
    depth: str


@dataclass
class Judge:
    """Tries the cells of one row in the reader's language, and keeps what is wrong with them."""

    language: str
    problems: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    def take(self, name: str, value: str, reader: Callable[[str], T]) -> T | None:
        """What the reader makes of a cell, or None with the fault kept."""
        try:
            return reader(value)
        except Malformed as fault:
            self.object(name, value, fault.sentence, **fault.facts)
            return None

    def object(self, field: str, value: str, sentence: str, /, **facts: object) -> None:
        """Keep a fault: the sentence is a template, translated here."""
        said = speech.say(self.language, sentence, facts)
        self.problems.append(Fault(field=field, value=clip(value), sentence=said))

    def text(self, name: str, value: str, most: int) -> str:
        """A cell of free text, warned about where it looks personal."""
        line = self.take(name, value, lambda cell: rows.check_text(cell, most)) or ""
        for worry in privacy.worries(line):
            said = speech.say(self.language, worry.sentence, {"found": worry.found})
            self.warnings.append(Fault(field=name, value=worry.found, sentence=said))
        return line

    def words(self, name: str, value: str, most: int) -> str:
        """A cell that names something, such as a brand, which is never taken for a person."""
        return self.take(name, value, lambda cell: rows.check_text(cell, most)) or ""

    def size(self, name: str, value: str, product: ProductFacts | None) -> SizeRead | None:
        """The size, if there is one, in the product's sizing."""
        if not self.words(name, value, 40) or product is None:
            return None
        size = self.take(name, value, lambda cell: _size(cell, product.sizing))
        if size is None:
            return None
        return SizeRead(scheme=size.scheme, low=size.low, high=size.high, label=size.label)

    def product(
        self, code: str, description: str, known: dict[str, ProductFacts]
    ) -> ProductFacts | None:
        """The product by its code, or by a guess from the description where no code is given."""
        if not self.problems and not code.strip() and not description.strip():
            self.object("product_code", "", _("Neither a product code nor a description is given"))
            return None
        named = code.strip().upper()
        found = known.get(named or products.guess(description) or "")
        if found is not None:
            return found
        likely = known.get(products.guess(description) or "")
        if named and likely is not None:
            self.object(
                "product_code",
                code,
                _("{code} is not in the catalogue; {likely} ({name}) may be meant"),
                code=clip(code),
                likely=likely.code,
                name=likely.name,
            )
        elif named:
            self.object(
                "product_code",
                code,
                _("{code} is not in the catalogue; write a code that is, or leave it empty"),
                code=clip(code),
            )
        else:
            self.object(
                "description",
                description,
                _("Nobody can tell which product {text} is; write its code from the catalogue"),
                text=clip(description),
            )
        return None


def catalogue(books: sa.Connection, language: str) -> dict[str, ProductFacts]:
    """Every active product by its code, named in the reader's language."""
    names = ("code", "name", "names", "unit", "sizing", "safety_profile", "depth")
    query = sa.select(*(PRODUCT.c[name] for name in names)).where(PRODUCT.c.active)
    return {row.code: _facts(row, language) for row in books.execute(query)}


def is_blank(cells: Iterable[str]) -> bool:
    """Whether a row says nothing."""
    return not any(cell.strip() for cell in cells)


def _facts(row: Any, language: str) -> ProductFacts:
    return ProductFacts(
        code=row.code,
        name=(row.names or {}).get(language) or row.name,
        unit=row.unit,
        sizing=row.sizing,
        safety_profile=row.safety_profile,
        depth=row.depth,
    )


def _size(cell: str, sizing: str) -> Size:
    return read_size(cell, sizing)

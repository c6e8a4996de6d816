"""The pages and pictures of the manual in every language, read once and kept in memory."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from stockroom.speech import LANGUAGES, catalogue

if TYPE_CHECKING:
    from stockroom.manual.rendering import Drawn, Section

ORIGINAL = "en"
FIRST = "index"
PICTURE_NAME = re.compile(r"[a-z0-9-]+\.png")
LARGEST_PICTURE = 60_000


@dataclass(frozen=True)
class Page:
    """One page in one language."""

    name: str
    language: str
    html: Markup
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        """Its first heading."""
        return self.sections[0].title

    @property
    def address(self) -> str:
        """Where it is read."""
        return "/help" if self.name == FIRST else f"/help/{self.name}"


@dataclass(frozen=True)
class Manual:
    """All pages by language and name, and all pictures by language and file name."""

    pages: Mapping[tuple[str, str], Page]
    pictures: Mapping[tuple[str, str], bytes]

    def page(self, name: str, language: str) -> Page | None:
        """A page in this language, else in English; None where there is no such page."""
        return self.pages.get((language, name)) or self.pages.get((ORIGINAL, name))

    def contents(self, language: str) -> tuple[Page, ...]:
        """Every page, in the order in which the first one leads to them."""
        first = self.pages[ORIGINAL, FIRST]
        names = dict.fromkeys([FIRST, *(link for part in first.sections for link in part.links)])
        found = (self.page(name, language) for name in names)
        return tuple(page for page in found if page is not None)


@cache
def manual() -> Manual:
    """The manual of this installation: inside the wheel, or beside the package in a checkout."""
    inside = Path(__file__).parent.parent / "_manual"
    beside = Path(__file__).parent.parent.parent / "docs" / "manual"
    return read(inside if inside.exists() else beside)


def read(folder: Path) -> Manual:
    """Every page and picture in a folder; translations lie in folders of their language."""
    pages: dict[tuple[str, str], Page] = {}
    pictures: dict[tuple[str, str], bytes] = {}
    for language in LANGUAGES:
        home = folder if language == ORIGINAL else folder / language
        shown = dict(_pictures(home / "pictures"))
        pictures |= {(language, name): content for name, content in shown.items()}
        drawn = {name: _drawn(language, name, content) for name, content in shown.items()}
        for path in sorted(home.glob("*.md")):
            pages[language, path.stem] = _page(path, language, drawn, pages)
    return Manual(pages, pictures)


def _page(
    path: Path,
    language: str,
    drawn: Mapping[str, Drawn],
    pages: Mapping[tuple[str, str], Page],
) -> Page:
    from stockroom.manual import rendering  # noqa: PLC0415 - it weighs; see there

    original = pages.get((ORIGINAL, path.stem))
    anchors = [section.anchor for section in original.sections] if original else None
    text, say = path.read_text(encoding="utf-8"), catalogue(language).gettext
    html, sections = rendering.render(text, drawn, anchors, say)
    return Page(path.stem, language, html, sections)


def _pictures(folder: Path) -> list[tuple[str, bytes]]:
    """The pictures that may be served: small ones with plain names."""
    return [
        (path.name, path.read_bytes())
        for path in sorted(folder.glob("*.png"))
        if PICTURE_NAME.fullmatch(path.name) and path.stat().st_size <= LARGEST_PICTURE
    ]


def _drawn(language: str, name: str, content: bytes) -> Drawn:
    from stockroom.manual.rendering import Drawn  # noqa: PLC0415

    # The size stands in the first block of every PNG file.
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    mark = hashlib.sha256(content).hexdigest()[:10]
    return Drawn(f"/help/pictures/{language}/{name}?v={mark}", width, height)

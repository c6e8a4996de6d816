"""What the manual tells people to tap is written on a page, letter for letter, in each language."""

from __future__ import annotations

import importlib.util
from functools import cache

import pytest

from stockroom import speech
from stockroom.manual import rendering
from stockroom.manual.finding import FOR_PROGRAMS
from stockroom.manual.pages import ORIGINAL
from tests.tidiness import HOME

FOLDER = HOME / "docs" / "manual"
NAMES = sorted(path.stem for path in FOLDER.glob("*.md") if path.stem not in FOR_PROGRAMS)
OTHERS = [language for language in speech.LANGUAGES if language != ORIGINAL]


@cache
def of_pages() -> frozenset[str]:
    """Every sentence that the pages show, in English."""
    spec = importlib.util.spec_from_file_location("messages", HOME / "scripts" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    messages = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(messages)
    ids = (message.id for message in messages.extracted())
    return frozenset(one for said in ids for one in (said if isinstance(said, tuple) else (said,)))


def bold(name: str, language: str = ORIGINAL) -> set[str]:
    """What is bold on a page of the manual as it is written, before it is put into a language."""
    folder = FOLDER if language == ORIGINAL else FOLDER / language
    tokens = rendering.PARSER.parse((folder / f"{name}.md").read_text(encoding="utf-8"))
    return {word.content for word in rendering.bold(tokens)}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_bold_is_a_word_that_a_page_shows(name: str) -> None:
    assert bold(name) - of_pages() == set()


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", NAMES)
def test_a_translation_names_the_same_words(name: str, language: str) -> None:
    assert bold(name, language) == bold(name)


def test_the_words_are_shown_as_the_pages_show_them() -> None:
    rendered = rendering.render(
        "# One\nTap **Undo**, not **Undo it**.", {}, say=lambda word: {"Undo": "X"}.get(word, word)
    )

    assert "<strong>X</strong>" in rendered.html

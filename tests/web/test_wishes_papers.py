"""Papers go out in the language of the facility, whole, whoever prints them."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from babel.messages.pofile import read_po

from stockroom import speech
from stockroom.clock import Clock
from stockroom.web.pages.frame import Frame
from stockroom.web.pages.sorting_names import by_name
from stockroom.web.static_files import load
from tests.web.visits import Visits
from tests.world import World

ROOT = Path(speech.__file__).parent.parent
FACT = re.compile(r"\{(\w*)\}")
ONLY_ON_PAPER = [one for one in speech.PAPER_LANGUAGES if one not in speech.LANGUAGES]


@pytest.fixture(scope="module")
def messages() -> ModuleType:
    """The script that gathers the sentences."""
    spec = importlib.util.spec_from_file_location("messages", ROOT / "scripts" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", ONLY_ON_PAPER)
def test_no_sentence_of_a_paper_lacks_its_translation(messages: ModuleType, language: str) -> None:
    path = speech.LOCALES / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        known = read_po(file, language)

    for message in messages.extracted_of_papers():
        if not message.id:
            continue
        found = known.get(message.id[0] if isinstance(message.id, tuple) else message.id)
        assert found is not None, message.id
        originals = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = found.string if isinstance(found.string, tuple) else (str(found.string),)
        facts = {fact for text in originals for fact in FACT.findall(text)}
        for text in texts:
            assert text, message.id
            assert set(FACT.findall(text)) == facts, text


def test_a_paper_speaks_the_facilitys_language_and_the_page_around_it_the_readers(
    visits: Visits,
) -> None:
    number = _list(visits.world, "CL-BODY", "62", 1234)

    text = visits.browser("alice").get(f"/wish-lists/{number}/paper?language=ar").text

    assert '<html lang="ar" dir="rtl">' in text
    assert '<article class="sheet" lang="fr" dir="ltr"' in text
    for said in (f"Liste de souhaits {number}", "neuf seulement", "body", "1\u202f234"):
        assert said in text
    assert "21 nov. 2026" in text


@pytest.mark.parametrize(("query", "said"), [
    ("paper=ru", "Список пожеланий"), ("language=ru", "Список пожеланий"),
    ("paper=en", "new only"), ("paper=xx", "Liste de souhaits"),
])  # fmt: skip
def test_another_language_is_chosen_in_the_address(visits: Visits, query: str, said: str) -> None:
    number = _list(visits.world, "CL-BODY", "62", 4)

    assert said in visits.browser("alice").get(f"/wish-lists/{number}/paper?{query}").text


def test_a_list_is_told_in_the_facilitys_words(visits: Visits) -> None:
    number = _list(visits.world, "CL-BODY", "62", 4)

    text = visits.browser("alice").get(f"/wish-lists/{number}").text

    assert "• body 62: 4 demandés, nous en cherchons encore 4" in text


@pytest.mark.parametrize(("language", "said"), [
    ("en", ("1 piece", "5 pieces")), ("fr", ("1 pièce", "5 pièces")),
    ("ru", ("1 штука", "5 штук", "2 штуки", "21 штука")),
])  # fmt: skip
def test_numbers_on_paper_take_the_plural_of_its_language(
    language: str, said: tuple[str, ...]
) -> None:
    lines: list[dict[str, Any]] = [
        {"name": "hat", "names": {}, "size_label": "", "quantity": number}
        for number in (1, 5, 2, 21)
    ]

    text = Frame(load(), Clock()).notice(
        "paper/notice_coming.txt", language, facility="R&B", day=None, lines=lines
    )

    assert [word for word in said if f"hat: {word}" not in text] == []
    assert "R&B" in text


@pytest.mark.parametrize("names", [
    ["cape", "écharpe", "fauteuil", "œuf", "pyjama"],
    ["ёж", "жилет", "игра", "йогурт", "лиса"],
    ["الباب", "بيت", "إبرة", "تاج"],
])  # fmt: skip
def test_names_stand_where_readers_of_the_language_look(names: list[str]) -> None:
    expected = sorted(names, key=names.index)
    if names[0] == "الباب":
        expected = ["إبرة", "الباب", "بيت", "تاج"]

    assert by_name(reversed(names), str) == expected


def _list(world: World, product: str, size: str, quantity: int) -> int:
    asked = {
        "product": product, "size": size, "quantity": quantity, "urgency": "routine",
        "new_only": True,
    }  # fmt: skip
    made = world.do("alice", "wish-lists", facility="M-1", lines=[asked]).made
    return int(made["wish_list"])

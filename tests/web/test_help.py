"""The manual at /help: whole without scripts, in the reader's language, found by its words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from markupsafe import Markup

from stockroom import app
from stockroom.manual import finding, pages, rendering
from stockroom.manual.pages import FIRST, Manual, Page, manual
from stockroom.settings import Settings, sqlite_url
from stockroom.speech import LANGUAGES
from tests.tidiness import HOME
from tests.web.visits import STRANGER, Browser, visiting
from tests.world import StillClock, World

FOLDER = HOME / "docs" / "manual"
ADDRESS = re.compile(r'(?:href|src)="([^"]*)"')
ANCHOR = re.compile(r'<h[1-6] id="([^"]+)"')
MOST_PICTURES = 16
OTHERS = tuple(language for language in LANGUAGES if language != pages.ORIGINAL)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Litestar]]:
    """A stockroom that nobody has used: the manual asks no database."""
    folder = tmp_path_factory.mktemp("help")
    settings = Settings(data=folder, database=sqlite_url(folder), secure_cookies=False)
    with TestClient(app.application(app.build(settings, StillClock()))) as client:
        yield client


@pytest.fixture
def reader(service: TestClient[Litestar]) -> Browser:
    """A stranger's browser, in which no language was chosen yet."""
    return Browser(service)


def every_page() -> list[Page]:
    """Each page in each language that it is written in."""
    return list(manual().pages.values())


def test_everyone_may_read_the_manual(world: World) -> None:
    with visiting(world) as visits:
        for who in ("bob", "fatima", "sue", STRANGER):
            answer = visits.browser(who).get("/help/driver")

            assert answer.status_code == 200
            assert "Your day as a driver" in answer.text


def test_the_first_page_leads_each_role_to_its_own(world: World) -> None:
    with visiting(world) as visits:
        for who, title in (("bob", "Your day as a volunteer"), ("dora", "Your day as a driver")):
            text = visits.browser(who).get("/help").text

            assert re.search(rf"manual-yours.*{title}", text)
        assert "manual-yours" not in visits.browser().get("/help").text


def test_every_page_of_the_manual_opens_and_leads_nowhere_but_to_ours(reader: Browser) -> None:
    for language in LANGUAGES:
        for name in {page.name for page in every_page()}:
            answer = reader.get(f"/help/{name}?language={language}")
            inner = answer.text[answer.text.index("<article") : answer.text.index("</article>")]

            assert answer.status_code == 200
            for address in map(html.unescape, ADDRESS.findall(inner)):
                assert address.startswith(("/help", "#")), address
            assert "<script" not in inner
            assert "style=" not in inner


def test_every_link_within_the_manual_leads_to_a_page_and_a_heading(reader: Browser) -> None:
    anchors = {
        (page.language, page.address): {"", *ANCHOR.findall(page.html)} for page in every_page()
    }
    for page in every_page():
        for address in map(html.unescape, ADDRESS.findall(page.html)):
            if address.startswith("/help/pictures/"):
                continue
            path, _, anchor = address.partition("#")
            led_to = manual().page(path.removeprefix("/help").strip("/") or FIRST, page.language)

            assert led_to is not None, (page.name, address)
            assert anchor in anchors[led_to.language, led_to.address], (page.name, address)


def test_the_contents_name_every_page_once() -> None:
    for language in LANGUAGES:
        names = [page.name for page in manual().contents(language)]

        assert names[0] == FIRST
        assert sorted(names) == sorted(path.stem for path in FOLDER.glob("*.md"))


def test_a_translation_has_the_headings_of_its_original_in_their_order() -> None:
    for page in every_page():
        original = manual().pages[pages.ORIGINAL, page.name]

        levels = [(section.level, section.anchor) for section in page.sections]
        assert levels == [(one.level, one.anchor) for one in original.sections], page


def test_a_translation_shows_the_pictures_and_the_table_rows_of_its_original() -> None:
    for page in every_page():
        original = manual().pages[pages.ORIGINAL, page.name]

        for one, other in zip(page.sections, original.sections, strict=True):
            assert one.pictures == other.pictures, (page.name, one.title)
            assert one.links == other.links, (page.name, one.title)
        assert page.html.count("<tr>") == original.html.count("<tr>"), page.name


@pytest.mark.parametrize("language", OTHERS)
def test_only_the_pages_for_programs_are_left_in_english(language: str) -> None:
    left = {path.stem for path in FOLDER.glob("*.md")} - {
        page.name for page in every_page() if page.language == language
    }

    assert left == finding.FOR_PROGRAMS


def test_a_page_without_a_translation_is_english_and_says_so(reader: Browser) -> None:
    text = reader.get("/help/commands?language=ar").text

    assert '<html lang="ar" dir="rtl">' in text
    assert '<article class="manual-page" lang="en" dir="ltr">' in text
    assert 'hreflang="en"' in text
    assert "alert" not in text
    assert text.count('class="note"') == 1
    assert 'class="note"' not in reader.get("/help/driver?language=ar").text


def test_an_arabic_page_is_read_from_right_to_left_with_its_commands_from_left(
    reader: Browser,
) -> None:
    text = reader.get("/help/practice?language=ar").text

    assert "عالم التدريب" in text
    assert '<code dir="ltr">bob</code>' in text
    assert '<pre dir="ltr" tabindex="0">' in text


@pytest.mark.parametrize(
    ("question", "language", "page", "word"),
    [
        ("How do I undo a wrong number?", "en", "volunteer#when-something-goes-wrong", "wrong"),
        ("BOXES", "en", "volunteer#sort-bags-into-boxes", "boxes"),
        ("forgotten password", "en", "index#signing-in", "password"),
        ("صندوق مختلط", "ar", "discrepancies#when-the-books-disagree", "مختلط"),
        ("الفرز", "ar", "volunteer#sort-bags-into-boxes", "الفرز"),
        ("كلمة المرور", "ar", "index#signing-in", "المرور"),
    ],
)
def test_the_manual_is_found_by_its_words(
    reader: Browser, question: str, language: str, page: str, word: str
) -> None:
    text = reader.get(f"/help?q={question}&language={language}").text

    addresses = re.findall(r'<a href="(/help[^"]*#[^"]*)">', text)[:4]
    assert f"/help/{page}".replace("/index#", "#") in addresses
    assert f"<mark>{word}</mark>" in text


def test_a_search_for_nothing_shows_the_contents_and_for_nonsense_says_so(reader: Browser) -> None:
    assert "A day in one minute" in reader.get("/help?q=++").text

    for question in ("zzxqv", "a" * 5000, "((("):
        answer = reader.get(f"/help?q={question}")

        assert answer.status_code == 200
        assert "does not speak of that" in answer.text
    assert "<script>alert" not in reader.get("/help?q=%3Cscript%3Ealert(1)%3C/script%3E").text


def test_words_of_a_question_are_bare_and_few() -> None:
    assert finding.words_of("the boxes and the dresses of a bus") == ("box", "dress", "bus")
    assert finding.words_of("والصناديق الرفّ") == ("صناديق", "الرف")
    assert len(finding.words_of("one two three four five six seven eight")) == finding.MOST_WORDS
    assert finding.words_of("how is it") == ("how", "is", "it")


def test_long_sentences_are_cut_around_the_word() -> None:
    sentence = " ".join(["before"] * 50 + ["(found)"] + ["after"] * 50)

    shown = finding.marked(sentence, ("found",))

    text = "".join(piece for piece, _ in shown)
    assert ("found", True) in shown
    assert text.startswith("… before")
    assert text.endswith("…")
    assert len(text.split()) == finding.WORDS_SHOWN + 2


def test_raw_html_foreign_links_and_unknown_pictures_stay_words() -> None:
    text = "# One\n<b>bold</b> [away](https://example.org) [js](javascript:alert(1)) "
    text += "![A picture](../secret.png) ![A picture](https://example.org/x.png)\n\n<script>x"

    rendered = rendering.render(text, {}).html

    assert "<b>" not in rendered
    assert "<script>" not in rendered
    assert "<img" not in rendered
    assert "A picture" in rendered
    assert 'href="https' not in rendered
    assert 'href="javascript' not in rendered


def test_a_picture_is_served_by_its_name_only(reader: Browser, tmp_path: Path) -> None:
    for name in ("../index.md", "..%2findex.md", "index.md", "nothing.png", "%2e%2e/x.png"):
        for language in (*LANGUAGES, "..", "xx"):
            answer = reader.get(f"/help/pictures/{language}/{name}")

            assert answer.status_code in (400, 404), name
    for (language, name), content in manual().pictures.items():
        answer = reader.get(f"/help/pictures/{language}/{name}")

        assert answer.content == content
        assert answer.headers["Content-Type"] == "image/png"


def test_pictures_that_are_large_or_strangely_named_are_not_served(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "index.md").write_text("# One\n![The tree](pictures/good.png)\n")
    for name in ("good.png", "BAD.png", "bad.svg"):
        (tmp_path / "pictures" / name).write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(16))
    (tmp_path / "pictures" / "large.png").write_bytes(bytes(pages.LARGEST_PICTURE + 1))

    made = pages.read(tmp_path)

    assert list(made.pictures) == [("en", "good.png")]
    assert 'alt="The tree"' in made.pages["en", FIRST].html


def test_practice_is_marked_on_every_page_and_reality_on_none(tmp_path: Path) -> None:
    mark = "Practice: nothing here is real. Make mistakes."
    for practice in (True, False):
        folder = tmp_path / str(practice)
        settings = Settings(data=folder, database=sqlite_url(folder), practice=practice)
        with TestClient(app.application(app.build(settings, StillClock()))) as client:
            for path in ("/sign-in", "/help", "/nothing"):
                text = client.get(path, headers={"Accept": "text/html"}).text

                assert (mark in text) == practice


def test_a_manual_is_read_in_the_language_that_is_there() -> None:
    original, translated = (Page(FIRST, language, Markup(""), ()) for language in ("en", "ar"))
    both = Manual({("en", FIRST): original, ("ar", FIRST): translated}, {})
    one = Manual({("en", FIRST): original}, {})

    assert both.page(FIRST, "ar") is translated
    assert one.page(FIRST, "ar") is original
    assert one.page("nothing", "ar") is None

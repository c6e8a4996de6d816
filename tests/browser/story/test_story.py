"""The story of `docs/story/story.sh` told by pages alone: four people at four windows.

On SQLite the whole drive is typed in, on PostgreSQL every sixth row of it and all the wrong ones;
of what was taken in, as many lots are looked over and shelved as an afternoon has time for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from stockroom import books
from stockroom.settings import Settings, sqlite_url
from stockroom_cli import config
from stockroom_cli.__main__ import main
from stockroom_cli.config import Config
from tests.browser.story.telling import Story, told
from tests.conftest import DATABASES
from tests.postgres import Postgres
from tests.story.test_story import COLUMNS, Told, recomputed

EVERY = {"sqlite": 1, "postgres": 6}
LOOKED_OVER = {"sqlite": 60, "postgres": 40}
SHOWN = ("line", *COLUMNS)


@pytest.fixture(scope="module", params=DATABASES)
def story(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[Story]:
    """The story, told once on each database."""
    folder = tmp_path_factory.mktemp("told")
    name = str(request.param)
    url = sqlite_url(folder)
    if name == "postgres":
        server: Postgres = request.getfixturevalue("postgres_server")
        url = server.create_database()
    settings = Settings(data=folder, database=url, secure_cookies=False)
    with told(settings, browser, EVERY[name], LOOKED_OVER[name]) as found:
        yield found
    if name == "postgres":
        server.drop_database(url)


@pytest.mark.long
def test_the_books_balance_and_no_page_broke(story: Story) -> None:
    with story.house.database.snapshot() as connection:
        assert books.check(connection) == []
    assert story.windows.troubles.grave == []


@pytest.mark.long
def test_each_wrong_row_is_answered_with_a_reason_and_all_others_are_taken_in(
    story: Story,
) -> None:
    wrong = {one.row.line for one in story.rows if not one.read.ok}

    assert set(story.refused) == wrong
    assert [line for line, reason in story.refused.items() if not reason] == []
    assert "-3" in story.refused[14]
    assert "crash" in story.refused[165]
    assert "past" in story.refused[43]


@pytest.mark.long
def test_the_page_of_the_report_shows_what_the_command_line_says(
    story: Story, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = by_command_line(story, capsys, monkeypatch)

    shown = by_page(story)

    assert len(shown) > len(said) / 2 > 20
    assert shown == [{name: row[name] for name in SHOWN} for row in said]


@pytest.mark.long
def test_the_page_of_the_report_shows_what_the_movements_say(story: Story) -> None:
    wanted = recomputed(Told("", story.house.database))

    shown = by_page(story)

    for row in shown:
        line = wanted[row.pop("line")]
        assert row == {name: line[name] for name in COLUMNS}
    for name in ("delivered", "confirmed", "refused", "returned"):
        assert sum(row[name] for row in shown) > 0, name


def by_page(story: Story) -> list[dict[str, int]]:
    """All rows of the report as Alice's window shows them."""
    alice = story.people["alice"]
    alice.go("/reports/fulfilment")
    [heads] = alice.table("thead")
    words = {word.lower(): at for at, word in enumerate(heads)}
    named = {name: name for name in SHOWN} | {"allocated": "promised", "returned": "brought back"}
    return [
        {name: int(row[words[named[name]]].replace(",", "")) for name in SHOWN}
        for row in alice.table()
    ]


def by_command_line(
    story: Story, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> list[dict[str, int]]:
    """The same report as `stockroom-cli report fulfilment --json` gives it to Alice."""
    folder = Path(story.house.settings.data)
    monkeypatch.setenv("STOCKROOM_CLI_CONFIG", str(folder / "cli.json"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    person = story.one("SELECT id FROM person WHERE login = 'alice'")
    token = story.house.sessions.issue(person, "alice")
    config.save(Config(url=story.url, token=token, login="alice"))
    capsys.readouterr()
    assert main(("report", "fulfilment", "--json")) == 0
    rows: list[dict[str, int]] = json.loads(capsys.readouterr().out)["rows"]
    return rows

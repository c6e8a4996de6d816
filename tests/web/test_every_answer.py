"""What holds of every answer: headers, languages, logs, and files that are only ours."""

from __future__ import annotations

import html
import json
import re
from itertools import product
from pathlib import Path
from urllib.parse import parse_qs, quote

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from stockroom import app
from stockroom.commands import COMMANDS
from stockroom.reports import REPORTS
from stockroom.settings import Settings, sqlite_url
from stockroom.web import logs, security, static_files
from stockroom.web.api.reads import READS
from stockroom.web.roles import ANYONE
from tests.web.visits import PAGE, STRANGER, Visits
from tests.world import StillClock

PATHS = ("/", "/sign-in", "/stock", "/lots/1", "/places/101", "/t/X", "/T/X", "/api", "/nothing",
         "/static/nothing", "/api/nothing", "/api/lots", "/health", "/api/schema/openapi.json",
         "/stock?after=x")  # fmt: skip
OURS = re.compile(r'(?:href|src|action)="([^"]*)"')


def test_every_answer_is_guarded_and_none_is_kept(visits: Visits) -> None:
    for who, path in product(("alice", STRANGER), PATHS):
        answer = visits.browser(who).get(path)

        for name, value in security.HEADERS.items():
            assert answer.headers[name] == value
        assert "no-store" in answer.headers["Cache-Control"]
        assert "Strict-Transport-Security" not in answer.headers
        assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_over_https_browsers_are_told_to_stay_there(tmp_path: Path) -> None:
    house = app.build(Settings(data=tmp_path, database=sqlite_url(tmp_path)), StillClock())
    with TestClient(app.application(house), base_url="https://testserver.local") as client:
        answer = client.get("/welcome")

    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000"
    assert "__Host-stockroom-welcome=" in answer.headers["set-cookie"]
    assert "Secure" in answer.headers["set-cookie"]


def test_every_route_states_who_may_use_it(visits: Visits) -> None:
    service = visits.client.app
    assert isinstance(service, Litestar)

    for route in service.routes:
        for handler in getattr(route, "route_handlers", ()):
            if "OPTIONS" in handler.http_methods and len(handler.http_methods) == 1:
                continue
            assert handler.opt.get("roles") is not None, route.path


def test_a_page_loads_nothing_from_elsewhere_and_carries_no_script(visits: Visits) -> None:
    for who, path in product(("alice", STRANGER), PATHS):
        text = visits.browser(who).get(path).text
        for address in OURS.findall(text) if "<html" in text else ():
            assert address.startswith(("/", "#", "?", "data:image/svg+xml")), address
        assert "style=" not in text
        assert not re.search(r"<script(?! src=)| on\w+=", text) or "<html" not in text


def test_arabic_pages_read_from_right_to_left_and_stay_arabic(visits: Visits) -> None:
    for who, path in (("alice", "/stock"), (STRANGER, "/sign-in")):
        browser = visits.browser(who)

        switched = browser.get(path + "?language=ar")
        later = browser.get(path)

        for answer in (switched, later):
            assert '<html lang="ar" dir="rtl">' in answer.text
            assert "app.rtl-" in answer.text or not static_files.load().manifest
        assert 'href="?language=en"' in later.text


def test_the_browser_says_which_language_unless_the_record_or_a_choice_does(
    visits: Visits,
) -> None:
    assert 'lang="ar"' in visits.browser().get("/sign-in", Accept_Language="ar-AE,en;q=0.5").text
    assert 'lang="en"' in visits.browser().get("/sign-in", Accept_Language="xx").text

    visits.world.do("sam", "person-changes", login="bob", language="ar")
    browser = visits.browser("bob")

    assert '<html lang="ar"' in browser.get("/stock", Accept_Language="en").text
    assert '<html lang="en"' in browser.get("/stock?language=en").text
    assert '<html lang="en"' in browser.get("/stock").text


def test_switching_the_language_keeps_the_search(visits: Visits) -> None:
    text = visits.browser("bob").get("/stock?q=nappies+4&available=yes").text

    link = html.unescape(re.findall(r'href="(\?[^"]*language=ar)"', text)[0])
    assert parse_qs(link[1:]) == {"q": ["nappies 4"], "available": ["yes"], "language": ["ar"]}


def test_a_page_that_is_not_there_is_a_page_to_people_and_json_to_programs(
    visits: Visits,
) -> None:
    page = visits.client.get("/nothing", headers=PAGE)
    program = visits.client.get("/nothing", headers={"Accept": "application/json"})

    assert page.status_code == program.status_code == 404
    assert "There is no such page." in page.text
    assert program.json()["status"] == 404


def test_the_api_page_names_every_act_list_and_report(visits: Visits) -> None:
    text = visits.browser().get("/api").text

    for noun in (*(trade.noun for trade in COMMANDS), *(read.noun for read in READS)):
        assert f"{noun}" in text
    for trade in COMMANDS:
        assert f'id="{trade.noun}"' in text
    for report in REPORTS:
        assert f"/api/reports/{report.name}.csv" in text
    assert "1 to 1000000" in text


def test_a_request_is_one_line_without_secrets(
    visits: Visits, capsys: pytest.CaptureFixture[str]
) -> None:
    code = visits.world.shelved()
    browser = visits.browser("bob")
    command = str(visits.world.clock.command_id())
    capsys.readouterr()

    browser.get(f"/lots/{code}?language=en&secret=hush")
    visits.client.put(
        f"/api/blank-codes/{command}",
        json={"number": 1},
        headers={"Cookie": _cookie(browser.cookies), "X-CSRF-Token": browser.csrf()},
    )
    visits.client.get(f"/reset/{quote('eve@example.org')}")
    visits.browser().sign_in("bob", "a wrong password")

    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    first = lines[0]
    assert first | {"request_id": "", "ms": 0} == {
        "time": "2026-11-21T12:00:00.000000Z",
        "level": "info",
        "event": "request",
        "request_id": "",
        "method": "GET",
        "path": f"/lots/{code[:4]}…",
        "status": 200,
        "ms": 0,
        "actor_id": visits.world.cast["bob"].id,
    }
    assert {"path": f"/api/blank-codes/{command}", "command_id": command}.items() <= {
        **lines[2]
    }.items()
    everything = json.dumps(lines)
    session = browser.cookies[visits.world.house.door.cookie]
    secrets = ("hush", "wrong password", "eve@", "example", code, session, browser.csrf())
    assert [secret for secret in secrets if secret in everything] == []
    assert {"time", "level", "request_id", "method", "path", "status", "ms"} <= set(lines[-1])


def test_a_request_keeps_the_id_it_came_with_if_it_is_one(visits: Visits) -> None:
    ids = {"abcd-1234": True, "a" * 64: True, "a" * 65: False, "short": False, "not one": False}

    for given, taken in ids.items():
        answer = visits.client.get("/health", headers={logs.REQUEST_ID: given})

        assert (answer.headers[logs.REQUEST_ID] == given) == taken
        assert logs.GOOD_ID.fullmatch(answer.headers[logs.REQUEST_ID])


def test_a_fault_is_logged_without_what_was_in_it(
    visits: Visits, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("1 invented street")

    monkeypatch.setattr("stockroom.web.pages.shelves.search.lots", break_down)
    answer = visits.browser("bob").get("/stock")

    told = capsys.readouterr().err
    assert answer.status_code == 500
    assert "it has been written down" in answer.text
    assert "RuntimeError" in told
    assert "break_down" in told
    assert "invented" not in told + answer.text


PATHS_OUT = (
    "../secret.txt",
    "..%2fsecret.txt",
    "%2e%2e/secret.txt",
    "..\\secret.txt",
    "/etc/passwd",
    "app.css",
    "manifest.json%00",
    "",
)


def test_no_path_leads_out_of_the_built_files(visits: Visits) -> None:
    for path in PATHS_OUT:
        answer = visits.client.get(f"/static/{path}")

        assert answer.status_code in (400, 404, 405)
        assert "root:" not in answer.text


def test_built_files_are_kept_for_good_and_squeezed(tmp_path: Path) -> None:
    (tmp_path / "app-0123.css").write_text("a{}" * 100)
    (tmp_path / "manifest.json").write_text('{"app.css": "app-0123.css"}')

    assets = static_files.load(tmp_path)

    assert assets.url("app.css") == "/static/app-0123.css"
    assert assets.url("other.css") == ""
    assert assets.files["app-0123.css"].hashed
    assert not assets.files["manifest.json"].hashed
    assert len(assets.files["app-0123.css"].gzipped or b"") < 100


def test_without_a_build_pages_are_bare_but_whole(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assets = static_files.load(tmp_path)

    assert assets.files == {}
    assert "the front end was not built" in caplog.text


def test_anyone_is_nobody_in_particular() -> None:
    assert frozenset() == ANYONE


def _cookie(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())

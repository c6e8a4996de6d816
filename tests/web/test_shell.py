"""What carries the scan page: its worker, what that keeps, and what a home screen asks for."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
from PIL import Image

from stockroom.web import home_screen, shell, static_files
from stockroom.web.security import POLICY
from stockroom.web.static_files import Assets
from tests.tidiness import HOME
from tests.web.visits import HANDS, NO_HANDS, STRANGER, Visits

built = pytest.mark.skipif(not static_files.load().manifest, reason="there was no build")
TOKENS = HOME / "stockroom" / "web" / "frontend" / "src" / "tokens.css"


def told(script: str) -> dict[str, Any]:
    """What the first line of the worker says of the shell."""
    found = re.match(r"const SHELL = (\{.*\});\n", script)
    assert found is not None
    shell_of: dict[str, Any] = json.loads(found[1])
    return shell_of


@built
def test_the_worker_says_first_what_it_keeps_and_is_looked_at_each_time(visits: Visits) -> None:
    answer = visits.browser().get("/sw.js")

    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    said = told(answer.text)
    assert said["pages"] == ["/scan", "/drive"]
    for url in said["files"]:
        assert visits.browser().get(url).headers["Cache-Control"] == static_files.FOR_GOOD


@built
def test_the_page_is_of_the_version_that_the_worker_names_and_loads_what_it_keeps(
    visits: Visits,
) -> None:
    said = told(visits.browser().get("/sw.js").text)
    for language in ("en", "ar"):
        text = visits.browser("bob").get(f"/scan?language={language}").text

        assert f'<meta name="stockroom-shell" content="{said["version"]}">' in text
        loaded = set(re.findall(r'"(/static/[^"#]+)', text))
        assert loaded
        assert loaded - set(said["files"]) == set()


def test_the_page_is_the_same_for_everybody_and_holds_no_secret(visits: Visits) -> None:
    pages = {visits.browser(who).get("/scan").text for who in (*HANDS, *NO_HANDS, STRANGER)}

    assert len(pages) == 1
    assert "csrf" not in pages.pop().lower()


def test_a_version_is_another_when_a_file_is() -> None:
    manifest = {name: f"{name}-1" for name in shell.FILES}

    same = shell.version(Assets(manifest))
    other = shell.version(Assets({**manifest, "scan.js": "scan.js-2"}))

    assert same == shell.version(Assets(dict(manifest)))
    assert same != other
    # A script of other pages is none of its business.
    assert same == shell.version(Assets({**manifest, "app.js": "app.js-2"}))


def test_without_a_build_there_is_nothing_to_carry() -> None:
    assert shell.files(Assets()) == ()


@built
def test_only_the_script_that_reads_codes_may_compile_webassembly(visits: Visits) -> None:
    assets = static_files.load()
    for name in assets.manifest:
        policy = visits.browser().get(assets.url(name)).headers["Content-Security-Policy"]

        assert ("wasm-unsafe-eval" in policy) == (name == "reader.js")
    assert "worker-src 'self'" in POLICY
    assert visits.browser("bob").get("/scan").headers["Content-Security-Policy"] == POLICY
    wasm = visits.browser().get(assets.url("zxing_reader.wasm"), Accept_Encoding="gzip")
    assert wasm.headers["Content-Type"] == "application/wasm"
    assert wasm.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_manifest_speaks_the_language_of_the_page_that_names_it(
    visits: Visits, language: str, direction: str
) -> None:
    page = visits.browser().get(f"/sign-in?language={language}").text
    (address,) = re.findall(r'<link rel="manifest" href="([^"]+)">', page)

    answer = visits.browser().get(address)

    assert answer.headers["Content-Type"] == home_screen.MEDIA_TYPE
    said = answer.json()
    assert (said["lang"], said["dir"]) == (language, direction)
    assert (said["start_url"], said["scope"], said["display"]) == ("/scan", "/", "standalone")
    colours = TOKENS.read_text(encoding="utf-8")
    assert said["theme_color"] in colours
    assert said["background_color"] in colours


def test_each_icon_is_of_the_size_that_is_said_of_it(visits: Visits) -> None:
    icons = visits.browser().get("/manifest.webmanifest").json()["icons"]
    icons.append({"src": "/icons/apple-touch-icon.png", "sizes": "180x180", "purpose": "maskable"})

    for icon in icons:
        answer = visits.browser().get(icon["src"])
        image = Image.open(io.BytesIO(answer.content))
        assert answer.headers["Content-Type"] == "image/png"
        assert f"{image.width}x{image.height}" == icon["sizes"]
        # One that the phone cuts to shape has colour in its corners; any other has none.
        assert image.has_transparency_data == (icon["purpose"] == "any")
    assert {icon["sizes"] for icon in icons} >= {"192x192", "512x512"}
    assert visits.browser().get("/icons/64.png").status_code == 404

"""What carries the pages of a device where there is no network: files, their version, the worker.

The service worker is our built script with one line before it, which says what to keep. The version
is a hash of the names of these files and of the page's templates, so whatever changes one of them
changes the line, and browsers look at `/sw.js` whenever the page opens.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from litestar import Response, get

from stockroom import __version__
from stockroom.errors import NotFound
from stockroom.web.roles import ANYONE
from stockroom.web.static_files import Assets, GivenAssets

PAGES = ("/scan", "/drive")
# What the pages load; in both directions of writing, since the reader may change the language.
FILES = (
    "scan.js",
    "drive.js",
    "app.css",
    "app.rtl.css",
    "scan.css",
    "drive.css",
    "theme.js",
    "icons.svg",
    "reader.js",
    "zxing_reader.wasm",
)
_ALL = Path(__file__).parent / "templates"
TEMPLATES = (_ALL / "scan", _ALL / "drive")
VERSION_LETTERS = 12


def files(assets: Assets) -> tuple[str, ...]:
    """Where what the pages load is found; nothing where there was no build."""
    return tuple(url for url in map(assets.url, FILES) if url)


def version(assets: Assets) -> str:
    """The version of the shell, which each page carries and its worker compares."""
    return _version(files(assets))


@get(
    "/sw.js",
    name="service-worker",
    sync_to_thread=True,
    opt={"roles": ANYONE},
    include_in_schema=False,
)
def service_worker(assets: GivenAssets) -> Response[bytes]:
    """The service worker, at the root since it may only carry what lies below it."""
    script = assets.files.get(assets.manifest.get("sw.js", ""))
    if script is None:
        raise NotFound("unknown_file", "There is no such page.")
    shell = {"version": version(assets), "pages": PAGES, "files": files(assets)}
    told = f"const SHELL = {json.dumps(shell)};\n".encode()
    headers = {"Cache-Control": "no-cache"}
    return Response(told + script.content, media_type="text/javascript", headers=headers)


@cache
def _version(urls: tuple[str, ...]) -> str:
    told = hashlib.sha256("\n".join((__version__, *urls)).encode())
    for template in sorted(one for folder in TEMPLATES for one in folder.glob("*.html")):
        told.update(template.read_bytes())
    return told.hexdigest()[:VERSION_LETTERS]

"""The scripts and styles of our own build: named by their hash, kept by browsers for good."""

from __future__ import annotations

import gzip
import json
import logging
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath

from stockroom.errors import NotFound
from stockroom.web.roles import ANYONE
from stockroom.web.security import READER_POLICY

FOLDER = Path(__file__).parent / "static"
FOR_GOOD = "public, max-age=31536000, immutable"
FOR_AN_HOUR = "public, max-age=3600"
SQUEEZED = frozenset({".css", ".js", ".svg", ".txt", ".json", ".wasm"})
READER = "reader.js"
_LOG = logging.getLogger("stockroom.static")


@dataclass(frozen=True)
class File:
    """One file as it is sent, and squeezed by gzip where that is worth it."""

    media_type: str
    content: bytes
    gzipped: bytes | None
    hashed: bool


@dataclass(frozen=True)
class Assets:
    """All files of the build, in memory (about 2 MB), by the names in its manifest."""

    manifest: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, File] = field(default_factory=dict)

    def url(self, name: str) -> str:
        """Where a page finds a file of the build; empty when there was no build."""
        return f"/static/{self.manifest[name]}" if name in self.manifest else ""


GivenAssets = NamedDependency[Assets]


@cache
def load(folder: Path = FOLDER) -> Assets:
    """The files of the build; none, and a warning, where it was not made."""
    listing = folder / "manifest.json"
    if not listing.exists():
        _LOG.warning("the pages have no scripts or styles: the front end was not built")
        return Assets()
    manifest = json.loads(listing.read_text(encoding="utf-8"))
    hashed = set(manifest.values())
    paths = sorted(path for path in folder.iterdir() if path.is_file())
    return Assets(manifest, {path.name: _read(path, path.name in hashed) for path in paths})


@get(
    "/static/{name:str}",
    name="static",
    sync_to_thread=True,
    opt={"roles": ANYONE},
    include_in_schema=False,
)
def static_file(
    request: Request[Any, Any, State], name: FromPath[str], assets: GivenAssets
) -> Response[bytes]:
    """One file of the build; what is not among those read at the start does not exist."""
    file = assets.files.get(name)
    if file is None:
        raise NotFound("unknown_file", "There is no such page.")
    headers = {
        "Cache-Control": FOR_GOOD if file.hashed else FOR_AN_HOUR,
        "Vary": "Accept-Encoding",
    }
    if name == assets.manifest.get(READER):
        headers["Content-Security-Policy"] = READER_POLICY
    if file.gzipped is not None and "gzip" in request.headers.get("Accept-Encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(file.gzipped, media_type=file.media_type, headers=headers)
    return Response(file.content, media_type=file.media_type, headers=headers)


def _read(path: Path, hashed: bool) -> File:
    content = path.read_bytes()
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if path.suffix == ".js":
        media_type = "text/javascript"
    gzipped = gzip.compress(content, mtime=0) if path.suffix in SQUEEZED else None
    return File(media_type, content, gzipped, hashed)

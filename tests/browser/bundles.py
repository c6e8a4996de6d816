"""Scripts of ours as one file, so that a page of a test can call what they export as `tested`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts import frontend
from tests.tidiness import HOME

SOURCES = HOME / "stockroom/web/frontend/src"


@cache
def bundled(*names: str) -> str:
    """What these files of ours export, named from the sources' folder or the checkout's."""
    with TemporaryDirectory() as folder:
        entry, target = Path(folder, "entry.ts"), Path(folder, "tested.js")
        files = [SOURCES / name if (SOURCES / name).exists() else HOME / name for name in names]
        entry.write_text("".join(f'export * from "{file.as_posix()}";\n' for file in files))
        frontend.bundle(entry, target)
        return target.read_text(encoding="utf-8")

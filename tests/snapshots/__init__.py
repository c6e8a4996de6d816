"""Large outputs kept as files; `STOCKROOM_WRITE_SNAPSHOTS=1` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent
REWRITE = "STOCKROOM_WRITE_SNAPSHOTS"


def compare(name: str, found: str, folder: Path = FOLDER) -> None:
    """Assert that a text is as it was kept, or keep it when asked to."""
    path = folder / name
    if os.environ.get(REWRITE):
        path.write_text(found, encoding="utf-8")
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    assert found == kept, f"{name} differs; if that is meant, run again with {REWRITE}=1"

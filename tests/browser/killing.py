"""A browser of its own with a profile that outlives it, to be killed as a dying phone is."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser import chromium

STARTS_WITHIN_S = 20.0


@contextmanager
def mortal(profile: Path, any_browser: Browser) -> Iterator[Browser]:
    """Chromium on this profile; at the end of the block every process of it is killed at once."""
    port_file = profile / "DevToolsActivePort"
    port_file.unlink(missing_ok=True)
    told = [f"--user-data-dir={profile}", "--remote-debugging-port=0", "--headless=new"]
    started = subprocess.Popen(
        [chromium.find(), *chromium.QUIETLY, *told, "--no-sandbox", "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        port = _port(port_file)
        yield any_browser.browser_type.connect_over_cdp(f"http://127.0.0.1:{port}")
    finally:
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()


def _port(file: Path) -> str:
    until = time.monotonic() + STARTS_WITHIN_S
    while not file.exists() or "\n" not in file.read_text(encoding="utf-8"):
        assert time.monotonic() < until, "Chromium did not start in time"
        time.sleep(0.02)
    return file.read_text(encoding="utf-8").splitlines()[0]

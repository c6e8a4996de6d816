"""A label printer of the tests' own: it reads ZPL, and draws the dots and keeps the texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from PIL import Image, ImageOps

_COUNT = re.compile(r"([G-Yg-z]*)([0-9A-F,:])")


@dataclass
class Printed:
    """One label as it came out: its dots, and each text with where it begins and how large."""

    width: int = 0
    height: int = 0
    encoding: str = ""
    picture: Image.Image = field(default_factory=lambda: Image.new("L", (1, 1), 255))
    texts: list[tuple[int, int, int, str]] = field(default_factory=list)


def printed(job: bytes) -> list[Printed]:  # noqa: PLR0912 - one branch to a command
    """Print a job; raise ValueError for a command that this printer does not know."""
    labels: list[Printed] = []
    at = (0, 0)
    size = 0
    text = ""
    commands = re.findall(r"\^([A-Z][A-Z0-9])((?:\n(?!\^)|[^^\n])*)", job.decode())
    for command, rest in commands:
        match command:
            case "XA":
                labels.append(Printed())
            case "CI":
                labels[-1].encoding = rest
            case "PW":
                labels[-1].width = int(rest)
            case "LL":
                labels[-1].height = int(rest)
            case "FO":
                at = _pair(rest)
            case "GF":
                labels[-1].picture = _graphic(rest)
            case "A0":
                size = int(rest.split(",")[1])
            case "FD":
                text = rest
            case "FS":
                if text:
                    labels[-1].texts.append((*at, size, text))
                text = ""
            case "LH" | "XZ":
                pass
            case _:
                raise ValueError(command)
    return labels


def _pair(rest: str) -> tuple[int, int]:
    x, y = rest.split(",")
    return int(x), int(y)


def _graphic(rest: str) -> Image.Image:
    kind, sent, total, row_bytes, data = rest.split(",", 4)
    assert (kind, sent) == ("A", total)
    digits = 2 * int(row_bytes)
    rows: list[str] = []
    row = ""
    for letters, sign in _COUNT.findall(data):
        count = sum(20 * (ord(it) - 102) if it.islower() else ord(it) - 70 for it in letters) or 1
        if sign == ":":
            rows.append(rows[-1])
        else:
            row += "0" * (digits - len(row)) if sign == "," else sign * count
        if len(row) == digits:
            rows.append(row)
            row = ""
    assert row == ""
    dots = bytes.fromhex("".join(rows))
    assert len(dots) == int(total)
    whole = Image.frombytes("1", (int(row_bytes) * 8, len(rows)), dots)
    return ImageOps.invert(whole.convert("L"))

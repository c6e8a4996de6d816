"""The manual's page of everything that can be done, rendered from the acts themselves."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from typing import Any

import msgspec

from stockroom.commands import COMMANDS
from stockroom.commands.base import Command, Trade

Schema = dict[str, Any]
OF_EVERY_ACT = frozenset(Command.__struct_fields__)
HEAD = """# Everything that can be done

Each act is one noun. A program sends it as `PUT /api/{noun}/{id}`, where the id is a UUID made on
the sender's device: sending the same again changes nothing. **Told** acts say what hands have
already done and are recorded, or held for a coordinator; **asked** acts may be refused, with the
reason. Every act may also carry `done_at`, the device's time with its zone, and `version`, now 1.

This page is written from the acts themselves by the tests.
"""
ENDS = (("minimum", "at least {}"), ("maximum", "at most {}"))
LENGTHS = (("minLength", "{} or more letters"), ("maxLength", "at most {} letters"))
SIZES = (("minItems", "{} or more"), ("maxItems", "at most {}"), ("maxProperties", "at most {}"))


def render() -> str:
    """The whole page, as Markdown."""
    _, parts = msgspec.json.schema_components(
        [trade.command for trade in COMMANDS], ref_template="{name}"
    )
    sections = ["\n".join(_section(trade, parts)) for trade in COMMANDS]
    return "\n".join([HEAD, *sections])


def _section(trade: Trade[Any], parts: dict[str, Schema]) -> Iterator[str]:
    roles = ", ".join(sorted(trade.roles))
    how = "told" if trade.told else "asked"
    back = "can be reversed" if trade.reversible else "is not reversed"
    yield f"## {trade.noun}\n"
    yield f"{inspect.cleandoc(trade.command.__doc__ or '')}\n"
    yield f"- {how}; by: {roles}; {back}"
    yield from _fields(parts[trade.command.__name__], parts, "")
    yield "\n```json"
    yield json.dumps(dict(trade.example), indent=1, ensure_ascii=False)
    yield "```\n"


def _fields(schema: Schema, parts: dict[str, Schema], indent: str) -> Iterator[str]:
    needed = schema.get("required", ())
    for name, field in schema.get("properties", {}).items():
        if name in OF_EVERY_ACT:
            continue
        must = " (needed)" if name in needed else ""
        yield f"{indent}- `{name}`{must}: {_kind(field, parts)}"
        inner = _inner(field, parts)
        if inner is not None:
            yield from _fields(inner, parts, indent + "  ")


def _inner(field: Schema, parts: dict[str, Schema]) -> Schema | None:
    """The parts of a field that is a list of things, or one thing with fields of its own."""
    field = _plain(field, parts)
    if field.get("type") == "array":
        field = _plain(field["items"], parts)
    return field if "properties" in field else None


def _plain(field: Schema, parts: dict[str, Schema]) -> Schema:
    """A field with its reference followed, and `or nothing` left out."""
    for choice in field.get("anyOf", ()):
        if choice.get("type") != "null":
            field = {**choice, **{key: field[key] for key in field if key != "anyOf"}}
    if "$ref" in field:
        field = {**parts[field["$ref"]], **{key: field[key] for key in field if key != "$ref"}}
    return field


def _kind(field: Schema, parts: dict[str, Schema]) -> str:
    """What a field takes, in a few words."""
    field = _plain(field, parts)
    if "enum" in field:
        return "one of " + ", ".join(f"`{word}`" for word in field["enum"])
    words = [field.get("description", "")] if field.get("type") in {"string", "integer"} else []
    kind = str(field.get("format") or field.get("type") or "anything")
    if kind == "array":
        kind = f"list ({_kind(field['items'], parts)})"
    if "properties" in field:
        kind = "these together"
    words = [kind, *words]
    words += [text.format(field[key]) for key, text in (*ENDS, *LENGTHS, *SIZES) if key in field]
    if "pattern" in field and "x00" not in field["pattern"]:
        words.append(f"written as `{field['pattern']}`")
    return ", ".join(word for word in words if word)

"""The fields of a command in words, with their limits, from the schema that is enforced."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from stockroom.commands.base import NO_NUL

_LEAVES_OUT = frozenset({"version"})
_FORMATS = {
    "date": "a day, as 2026-11-21",
    "date-time": "a moment with its time zone, as 2026-11-21T12:00:00Z",
    "uuid": "a UUID",
}
_CHOICE = re.compile(r"\^\((\w+(?:\|\w+)*)\)\$")


class Field(NamedTuple):
    """One field of a command: its path within the JSON, what it takes, and its default."""

    name: str
    takes: str
    required: bool
    default: str


def fields_of(struct: type[Any]) -> tuple[Field, ...]:
    """The fields that a struct takes, those of structs within it after their own name."""
    (schema,), known = msgspec.json.schema_components([struct])
    return tuple(_fields(_resolved(schema, known), known, ""))


def _fields(schema: Mapping[str, Any], known: Mapping[str, Any], prefix: str) -> Sequence[Field]:
    found: list[Field] = []
    needed = schema.get("required", ())
    for name, one in schema.get("properties", {}).items():
        if name in _LEAVES_OUT:
            continue
        default = json.dumps(one["default"]) if one.get("default") is not None else ""
        found.append(Field(prefix + name, takes(one, known), name in needed, default))
        inner, mark = _struct_in(one, known)
        if inner is not None:
            found.extend(_fields(inner, known, f"{prefix}{name}{mark}."))
    return found


def takes(schema: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    """What a value may be, in words, with its limits."""
    choices = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    if choices:
        return " or ".join(takes(one, known) for one in choices)
    schema = _resolved(schema, known)
    if "enum" in schema:
        return "one of " + ", ".join(str(one) for one in schema["enum"])
    if "format" in schema:
        return _FORMATS.get(schema["format"], str(schema["format"]))
    about = schema.get("description", "") if "title" not in schema else ""
    return f"{_kind(schema, known)}{f' ({about})' if about else ''}"


def _kind(schema: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    kind = schema.get("type")
    if kind == "integer":
        return "a whole number" + _between(schema.get("minimum"), schema.get("maximum"), "")
    if kind == "number":
        return "a number" + _between(schema.get("minimum"), schema.get("maximum"), "")
    if kind == "string":
        return _text(schema)
    if kind == "array":
        size = _between(schema.get("minItems"), schema.get("maxItems"), " of them")
        return f"a list{size}, each {takes(schema.get('items', {}), known)}"
    return {"boolean": "true or false", "object": "an object"}.get(str(kind), "any value")


def _text(schema: Mapping[str, Any]) -> str:
    pattern = schema.get("pattern", NO_NUL)
    choice = _CHOICE.fullmatch(pattern)
    if choice:
        return "one of " + choice[1].replace("|", ", ")
    size = _between(schema.get("minLength"), schema.get("maxLength"), " characters")
    return f"text{size}" + ("" if pattern == NO_NUL else f", of the form {pattern}")


def _between(low: int | None, high: int | None, unit: str) -> str:
    if low is None and high is None:
        return ""
    if high is None:
        return f", at least {low}{unit}"
    return f", {low or 0} to {high}{unit}"


def _struct_in(
    schema: Mapping[str, Any], known: Mapping[str, Any]
) -> tuple[Mapping[str, Any] | None, str]:
    """The struct that a field holds, itself or in a list, and the sign for that."""
    for one in (schema, *schema.get("anyOf", ())):
        plain = _resolved(one, known)
        if plain.get("type") == "array":
            inner = _resolved(plain.get("items", {}), known)
            if "properties" in inner:
                return inner, "[]"
        if "properties" in plain:
            return plain, ""
    return None, ""


def _resolved(schema: Mapping[str, Any], known: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" in schema:
        return known[str(schema["$ref"]).rsplit("/", 1)[-1]]  # type: ignore[no-any-return]
    return schema

"""From a JSON schema: what just fits, and what is one beyond each limit it documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Schema = dict[str, Any]
WORDS = ("A", "M-1", "en", "bob", "home", "person", "public_host", "09:00", "TEX", "a" * 64, "1")
FORMATS = {
    "date": ("2026-11-21", "2026-13-21"),
    "date-time": ("2026-11-21T12:00:00Z", "2026-11-21T12:00:00"),
    "uuid": ("019ab3c0-7a50-7cc3-9d1f-2b1d3a4c5e6f", "019ab3c0"),
}


@dataclass(frozen=True)
class Description:
    """The schemas of an OpenAPI document."""

    schemas: dict[str, Schema]

    def plain(self, schema: Schema) -> Schema:
        """A schema with its reference followed, and `or null` left out."""
        parts = [*schema.get("oneOf", ()), *schema.get("anyOf", ()), *schema.get("allOf", ())]
        said = [part for part in parts if part.get("type") != "null"]
        found = {
            key: value for key, value in schema.items() if key not in ("oneOf", "anyOf", "allOf")
        }
        for part in said:
            found = {**self.plain(part), **found}
        if "$ref" in found:
            name = found.pop("$ref").rpartition("/")[2]
            found = {**self.plain(self.schemas[name]), **found}
        return found

    def least(self, schema: Schema) -> Any:
        """The smallest value that fits."""
        plain = self.plain(schema)
        if "enum" in plain:
            return plain["enum"][0]
        kind = plain["type"]
        if kind == "string":
            return self._word(plain)
        if kind == "array":
            return [self.least(plain["items"])] * plain.get("minItems", 0)
        if kind == "object":
            return {
                name: self.least(plain["properties"][name]) for name in plain.get("required", ())
            }
        return {"integer": int(plain.get("minimum", 1)), "boolean": False}[kind]

    def most(self, schema: Schema) -> Iterator[Any]:
        """Values at the limits, which must still fit."""
        plain = self.plain(schema)
        kind = plain.get("type")
        if "enum" in plain:
            yield from plain["enum"]
        elif kind == "integer":
            yield from (int(plain[name]) for name in ("minimum", "maximum") if name in plain)
        elif kind == "string" and "maxLength" in plain:
            yield from _longest(plain["maxLength"], plain.get("pattern", ""))
        elif kind == "array" and "maxItems" in plain:
            yield [self.least(plain["items"])] * plain["maxItems"]

    def beyond(self, schema: Schema) -> Iterator[Any]:
        """Values one beyond each documented limit, and of no kind that fits."""
        plain = self.plain(schema)
        if "enum" in plain:
            yield "something else"
            return
        yield from getattr(self, f"_beyond_{plain['type']}")(plain)

    def _beyond_string(self, plain: Schema) -> Iterator[Any]:
        yield ["not a text"]
        if "maxLength" in plain:
            yield "x" * (plain["maxLength"] + 1)
        if plain.get("minLength"):
            yield "x" * (plain["minLength"] - 1)
        if "pattern" in plain:
            yield "\x00"
        if "format" in plain:
            yield FORMATS[plain["format"]][1]

    def _beyond_integer(self, plain: Schema) -> Iterator[Any]:
        yield from (1.5, "many", 10**30)
        if "minimum" in plain:
            yield int(plain["minimum"]) - 1
        if "maximum" in plain:
            yield int(plain["maximum"]) + 1

    def _beyond_boolean(self, _plain: Schema) -> Iterator[Any]:
        yield from ("perhaps", 7)

    def _beyond_array(self, plain: Schema) -> Iterator[Any]:
        one = self.least(plain["items"])
        yield "not a list"
        if plain.get("minItems"):
            yield [one] * (plain["minItems"] - 1)
        if "maxItems" in plain:
            yield [one] * (plain["maxItems"] + 1)
        yield from ([bad] for bad in self.beyond(plain["items"]))

    def _beyond_object(self, plain: Schema) -> Iterator[Any]:
        if "properties" not in plain:
            yield from ("not a map", {"xx": 7})
            return
        whole = self.least(plain)
        yield {**whole, "no_such_field": 1}
        for name in plain.get("required", ()):
            yield {key: value for key, value in whole.items() if key != name}
        for name, inner in plain["properties"].items():
            yield from ({**whole, name: bad} for bad in self.beyond(inner))

    def _word(self, plain: Schema) -> str:
        if "format" in plain:
            return FORMATS[str(plain["format"])][0]
        pattern, length = plain.get("pattern", ""), plain.get("minLength", 0)
        if length > 1:
            return "x" * int(length)
        return next(word for word in WORDS if re.search(pattern, word))


def _longest(length: int, pattern: str) -> list[str]:
    """A text of that length that the pattern lets in, where one of ours is."""
    tried = ("x" * length, "x@" + "x" * (length - 2))
    return [one for one in tried if re.search(pattern, one)][:1]

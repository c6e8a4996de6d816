"""What the API's description says of commands: the very limits that are enforced.

The framework leaves some out (a minimum of nought, the size of a map, that unknown fields are
refused), so the schemas come from the structs themselves, by msgspec.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec
from litestar import Request, Router
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import (
    Components,
    Example,
    OpenAPIMediaType,
    Operation,
    Reference,
    RequestBody,
    SecurityScheme,
)

from stockroom import __version__
from stockroom.commands import COMMANDS
from stockroom.commands.base import Trade
from stockroom.web.roles import ANYONE

WHERE = "#/components/schemas/{name}"


def config() -> OpenAPIConfig:
    """The API's description: as JSON only, since the pages about it are our own."""
    return OpenAPIConfig(
        title="Stockroom",
        version=__version__,
        create_examples=False,
        openapi_router=Router("/api/schema", route_handlers=[], opt={"roles": ANYONE}),
        render_plugins=[WithLimits()],
        security=[{"token": []}],
        components=Components(
            security_schemes={"token": SecurityScheme(type="http", scheme="bearer")},
        ),
    )


class WithLimits(JsonRenderPlugin):
    """The description as JSON, with the commands' own schemas in it.

    The framework collects schemas from handlers, and ours read their bodies themselves.
    """

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """The document, complete."""
        openapi_schema["components"]["schemas"] |= schemas()
        return super().render(request, openapi_schema)


def schemas() -> dict[str, Any]:
    """The schema of every command and of what it is made of, by name."""
    structs = [trade.command for trade in COMMANDS]
    return msgspec.json.schema_components(structs, ref_template=WHERE)[1]


def operation(trade: Trade[Any]) -> type[Operation]:
    """The description of a noun's PUT: its body by reference, with an example."""
    example = Example(summary=trade.noun, value=dict(trade.example))
    schema = Reference(ref=WHERE.format(name=trade.command.__name__))
    content = {"application/json": OpenAPIMediaType(schema, examples={trade.noun: example})}

    @dataclass
    class Described(Operation):
        """The operation with its body."""

        def __post_init__(self) -> None:
            self.request_body = RequestBody(content=content, required=True)

    return Described

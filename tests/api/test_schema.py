"""What the API says of itself is what it does: limits, examples, and nothing from elsewhere."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from stockroom.commands import BY_NOUN, COMMANDS
from stockroom.rules import codes
from tests.api.guests import SCHEMA
from tests.api.lived_in import LivedIn
from tests.api.probes import Description, Schema

LENGTHS = tuple(f"{end}{of}" for end in ("min", "max") for of in ("imum", "Length", "Items"))
LIMITS = (*LENGTHS, "maxProperties", "pattern")


@pytest.fixture(scope="module")
def document(lived: LivedIn) -> dict[str, Any]:
    """The OpenAPI document as it is served to anyone."""
    answer = lived.guests.ask("charlie", "GET", SCHEMA)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


@pytest.fixture(scope="module")
def description(document: dict[str, Any]) -> Description:
    """Its schemas."""
    return Description(document["components"]["schemas"])


def media_of(document: dict[str, Any], noun: str) -> Schema:
    """What is documented of an act's JSON: its schema and its examples."""
    operation = document["paths"][f"/api/{noun}/{{command_id}}"]["put"]
    media: Schema = operation["requestBody"]["content"]["application/json"]
    return media


def body_of(document: dict[str, Any], noun: str) -> Schema:
    """The documented body of an act."""
    schema: Schema = media_of(document, noun)["schema"]
    return schema


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    for reference in references(document):
        at: Any = document
        for part in reference.removeprefix("#/").split("/"):
            at = at[part]
        assert at


def test_every_operation_has_its_own_name_its_parameters_and_its_answers(
    document: dict[str, Any],
) -> None:
    names: Counter[str] = Counter()
    for path, operations in document["paths"].items():
        for operation in operations.values():
            names[operation["operationId"]] += 1
            declared = {
                one["name"] for one in operation.get("parameters", ()) if one["in"] == "path"
            }
            assert declared == set(re.findall(r"{(\w+)}", path))
            assert operation["responses"]
    assert document["openapi"].startswith("3.1")
    assert [name for name, times in names.items() if times > 1] == []


def test_every_act_and_every_list_is_described(document: dict[str, Any]) -> None:
    for trade in COMMANDS:
        put = document["paths"][f"/api/{trade.noun}/{{command_id}}"]["put"]

        assert {"200", "201", "202", "400", "401", "403", "409", "422", "503"} <= set(
            put["responses"]
        )
        assert put["tags"] == ["told" if trade.told else "asked"]
        assert "get" in document["paths"][f"/api/{trade.noun}"]


@pytest.mark.parametrize("noun", BY_NOUN)
def test_the_example_of_an_act_is_of_its_form(noun: str, document: dict[str, Any]) -> None:
    examples = media_of(document, noun)["examples"]

    assert examples[noun]["value"] == dict(BY_NOUN[noun].example)
    msgspec.convert(examples[noun]["value"], type=BY_NOUN[noun].command)


def test_a_label_code_in_an_example_is_one_that_could_be_printed() -> None:
    wrong = [
        trade.noun
        for trade in COMMANDS
        for text in texts(trade.example)
        if len(text) == codes.CODE_LENGTH and not codes.is_code(text)
    ]

    assert wrong == []


@pytest.mark.parametrize("noun", BY_NOUN)
def test_one_beyond_a_documented_limit_is_turned_away(
    noun: str, document: dict[str, Any], description: Description, lived: LivedIn
) -> None:
    before = lived.guests.head()

    for bad in description.beyond(body_of(document, noun)):
        answer = lived.guests.ask("sam", "PUT", f"/api/{noun}/{new_id(lived)}", json=bad)

        assert answer.status_code == 400, (bad, answer.text)
        assert answer.json()["detail"]
    assert lived.guests.head() == before


@pytest.mark.parametrize("noun", BY_NOUN)
def test_what_is_at_a_documented_limit_is_let_in(
    noun: str, document: dict[str, Any], description: Description
) -> None:
    body = description.plain(body_of(document, noun))
    whole = description.least(body)
    msgspec.convert(whole, type=BY_NOUN[noun].command)

    for name, schema in body["properties"].items():
        for value in description.most(schema):
            msgspec.convert({**whole, name: value}, type=BY_NOUN[noun].command)


def test_a_documented_limit_is_the_enforced_one(description: Description) -> None:
    assert list(differences(description, without=("minimum", "maxProperties"))) == []


def test_a_number_sent_as_a_text_is_turned_away(lived: LivedIn) -> None:
    answer = lived.guests.put("sam", "blank-codes", number="1")

    assert answer.status_code == 400


def test_an_enforced_limit_is_documented(description: Description) -> None:
    assert list(differences(description)) == []


def test_it_is_documented_that_unknown_fields_are_refused(description: Description) -> None:
    for trade in COMMANDS:
        assert description.schemas[trade.command.__name__].get("additionalProperties") is False


def test_the_description_leads_to_no_other_host(document: dict[str, Any]) -> None:
    assert re.findall(r"https?://[\w.-]+", json.dumps(document)) == []


@pytest.mark.parametrize("page", ["", "/swagger", "/redoc", "/elements", "/rapidoc"])
def test_no_page_of_the_description_loads_from_another_host(page: str, lived: LivedIn) -> None:
    shown = lived.guests.ask("charlie", "GET", SCHEMA.rpartition("/")[0] + page)

    assert re.findall(r"(?:src|href)=.https?://[\w.-]+", shown.text) == []


def differences(
    description: Description, without: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, str]]:
    """Fields whose documented limits are not those that the structs enforce."""
    _, enforced = msgspec.json.schema_components(
        [trade.command for trade in COMMANDS], ref_template="#/components/schemas/{name}"
    )
    real = Description(enforced)
    for name, schema in enforced.items():
        for field, inner in schema.get("properties", {}).items():
            ours = real.plain(inner)
            said = description.plain(description.schemas[name]["properties"][field])
            for limit in LIMITS:
                if limit not in without and ours.get(limit) != said.get(limit):
                    yield name, field, limit


def references(value: Any) -> Iterator[str]:
    """Every `$ref` in a document."""
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def texts(value: Any) -> Iterator[str]:
    """Every text in an example."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif hasattr(value, "values"):
        for inner in value.values():
            yield from texts(inner)


def new_id(lived: LivedIn) -> Any:
    """A command id that nobody used."""
    return lived.guests.world.house.clock.command_id()

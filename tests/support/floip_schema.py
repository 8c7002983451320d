"""The official schemas of FLOIP 1.0.0-rc4, read from outside the repository."""

import json
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "floip" / "schema-1.0.0-rc4"
SCHEMAS = {
    "Core.Case": "ICaseBlock",
    "Core.Log": "ILogBlock",
    "Core.Output": "IOutputBlock",
    "Core.RunFlow": "IRunFlowBlock",
    "Core.SetContactProperty": "ISetContactPropertyBlock",
    "Core.SetGroupMembership": "ISetGroupMembershipBlock",
    "MobilePrimitives.Message": "IMessageBlock",
    "MobilePrimitives.NumericResponse": "INumericResponseBlock",
    "MobilePrimitives.OpenResponse": "IOpenResponseBlock",
    "MobilePrimitives.SelectManyResponses": "ISelectManyResponseBlock",
    "MobilePrimitives.SelectOneResponse": "ISelectOneResponseBlock",
    "SmartDevices.LocationResponse": "ILocationResponseBlock",
    "SmartDevices.PhotoResponse": "IPhotoResponseBlock",
}
"""Block type to schema."""


@cache
def validator(name: str) -> Draft7Validator:
    file = FOLDER / f"{name}.json"
    if not file.exists():
        pytest.skip(f"the official FLOIP schemas are not there: {FOLDER.parent}")
    schema = json.loads(file.read_text(encoding="utf-8"))
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)


def complaints(container: dict[str, Any]) -> list[str]:
    """What the schemas of the container and of its blocks find wrong, and what the specification's text adds."""
    found = [f"{error.json_path}: {error.message}" for error in validator("flowSpecJsonSchema").iter_errors(container)]
    for flow in container["flows"]:
        for block in flow["blocks"]:
            place = f"{flow['name']}.{block['name']}"
            errors = validator(SCHEMAS[block["type"]]).iter_errors(block)
            found += [f"{place}: {error.json_path}: {error.message}" for error in errors]
        found += [f"{flow['name']}: {line}" for line in beyond_the_schema(flow)]
    return found


def beyond_the_schema(flow: dict[str, Any]) -> Iterator[str]:
    """The text of the specification: ids are unique, exits lead somewhere, one default exit comes last."""
    blocks = [block["uuid"] for block in flow["blocks"]]
    uuids = [*blocks, *(exit_["uuid"] for block in flow["blocks"] for exit_ in block["exits"])]
    uuids += [resource["uuid"] for resource in flow["resources"]]
    datetime.fromisoformat(flow["last_modified"])
    if len(set(uuids)) != len(uuids):
        yield "a uuid is there twice"
    if flow["first_block_id"] not in blocks:
        yield "it begins nowhere"
    resources = {resource["uuid"] for resource in flow["resources"]}
    languages = {language["id"] for language in flow["languages"]}
    values = [value for resource in flow["resources"] for value in resource["values"]]
    if {value["language_id"] for value in values} - languages:
        yield "a language is not announced"
    if len({block["name"] for block in flow["blocks"]}) != len(blocks):
        yield "two blocks have one name"
    for block in flow["blocks"]:
        yield from _block(block, set(blocks), resources)


def _block(block: dict[str, Any], blocks: set[str], resources: set[str]) -> Iterator[str]:
    config, exits = block["config"], block["exits"]
    if [bool(each.get("default")) for each in exits] != [False] * (len(exits) - 1) + [True]:
        yield f"{block['name']}: not one default exit as the last"
    if any("test" not in each and not each.get("default") for each in exits):
        yield f"{block['name']}: an exit without test"
    if {each["destination_block"] for each in exits if "destination_block" in each} - blocks:
        yield f"{block['name']}: an exit leads nowhere"
    wanted = [config[key] for key in ("prompt", "question_prompt") if key in config]
    wanted += config.get("ivr", {}).get("digit_prompts", [])
    wanted += [choice["prompt"] for choice in config.get("choices", [])]
    if set(wanted) - resources:
        yield f"{block['name']}: a resource is missing"
    keys = config.get("ivr", {}).get("digit_prompts", [])
    if "question_prompt" in config and len(config["choices"]) != len(keys):
        yield f"{block['name']}: not as many keys as choices"

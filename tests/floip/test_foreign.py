"""A container of another program becomes flows that load; every block is carried over or named in the report."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from flows import load
from flows.exchange.imported import Imported
from flows.floip.reading import read
from flows.nodes.ask import Ask
from flows.nodes.branch import Branch
from flows.nodes.goodbye import Goodbye
from flows.nodes.menu import Menu
from tests.support.floip_schema import SCHEMAS, complaints
from tests.support.flow_books import beside_universal
from tests.support.golden_imports import compare

HERE = Path(__file__).parent / "foreign"
CLINIC: dict[str, Any] = json.loads((HERE / "clinic.json").read_text(encoding="utf-8"))
Json = dict[str, Any]


def imported(tree: Json = CLINIC) -> Imported:
    return read(json.dumps(tree).encode(), "clinic.json")


def refs(tree: Json) -> set[str]:
    return {block["uuid"] for flow in tree["flows"] for block in flow["blocks"]}


def accounted(found: Imported) -> set[str]:
    return {*found.carried, *(line.origin.ref for line in found.report)}


def test_the_example_is_valid_floip() -> None:
    """Webhooks are in the specification's text and have no schema."""
    tree = copy.deepcopy(CLINIC)
    for flow in tree["flows"]:
        for block in flow["blocks"]:
            block["type"] = block["type"] if block["type"] in SCHEMAS else "Core.Case"
    assert complaints(tree) == []


def test_it_becomes_these_flows_and_this_report() -> None:
    compare(imported(), HERE / "clinic")


def test_every_block_is_carried_or_reported() -> None:
    found = imported()
    assert refs(CLINIC) <= accounted(found)
    assert len(found.carried) >= 12


def test_the_flows_load_beside_ours() -> None:
    book = beside_universal(dict(imported().flows))
    clinic = book.flows["clinic_line"]
    assert isinstance(clinic.nodes["which_service"], Menu)
    fever = clinic.nodes["fever"]
    assert isinstance(fever, Ask)
    assert fever.store == "fever"
    assert isinstance(clinic.nodes["decide_by_fever"], Branch)
    assert isinstance(clinic.nodes["goodbye"], Goodbye)


def test_texts_words_and_recordings_are_taken_along() -> None:
    found = imported()
    prompts = {prompt.name: prompt for prompt in found.prompts}
    assert prompts["clinic_line.welcome"].texts["es"] == "Hola. Esta es la línea de la clínica."
    assert prompts["clinic_line.come_now"].sounds == {"en": "come_now.mp3"}
    assert found.words["en"]["clinic_line.which_service.children"] == ("children", "my child")
    assert found.words["es"]["clinic_line.which_service.pregnancy"] == ("Embarazo",)
    assert prompts["clinic_line.come_in_the_morning"].foreign == ("en",)


def test_comments_name_the_blocks_as_their_author_did() -> None:
    text = imported().flows["clinic_line.yaml"]
    assert "  # Which service? (MobilePrimitives.SelectOneResponse)\n  which_service:\n" in text


def test_resources_by_uuid_are_read_too() -> None:
    tree = copy.deepcopy(CLINIC)
    for flow in tree["flows"]:
        flow["resources"] = {each["uuid"]: {"values": each["values"]} for each in flow["resources"]}
    assert imported(tree).flows == imported().flows


@pytest.mark.parametrize("type_", ["Acme.Teleport", "Core.Log", "SmartDevices.LocationResponse"])
def test_blocks_without_a_place_are_passed_by(type_: str) -> None:
    tree = copy.deepcopy(CLINIC)
    blocks = tree["flows"][0]["blocks"]
    blocks[0]["type"] = type_
    found = imported(tree)
    flow = load.read(found.flows["clinic_line.yaml"], "clinic_line.yaml")
    assert flow.start == "which_service"
    (line,) = (line for line in found.report if line.origin.ref == blocks[0]["uuid"])
    assert line.text().endswith("The call goes on to 'Which service?'.")


def test_a_name_that_is_taken_gets_a_number() -> None:
    tree = copy.deepcopy(CLINIC)
    tree["flows"][1]["name"] = "Universal"
    assert "universal_2.yaml" in imported(tree).flows


def test_a_circle_through_what_was_left_out_is_cut() -> None:
    tree = copy.deepcopy(CLINIC)
    photo = tree["flows"][1]["blocks"][1]
    photo["exits"] = photo["exits"][1:]
    found = imported(tree)
    assert "without the blocks that were left out it would go round for ever." in [str(x.reason) for x in found.report]
    beside_universal(dict(found.flows))


def test_a_flow_that_ends_without_a_word_gets_a_goodbye() -> None:
    tree = copy.deepcopy(CLINIC)
    tree["flows"][0]["blocks"][1]["exits"][0].pop("destination_block")
    found = imported(tree)
    flow = load.read(found.flows["clinic_line.yaml"], "clinic_line.yaml")
    assert isinstance(flow.nodes["the_end"], Goodbye)
    assert any("a call that ends says so" in line.text() for line in found.report)

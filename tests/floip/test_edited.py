"""Our exports after another program has changed them: its changes are taken, or said not to fit."""

import json
from typing import Any

import pytest

from flows import load
from flows.exchange.imported import Imported
from flows.floip.export import container
from flows.floip.reading import read
from flows.model import Flow
from flows.nodes.menu import Menu
from tests.support.floip_content import shipped
from tests.support.flow_books import library

Json = dict[str, Any]


@pytest.fixture
def made() -> Json:
    made: Json = json.loads(json.dumps(container(library().flows, ["welcome"], shipped())))
    return made


def welcome(tree: Json) -> Json:
    return next(flow for flow in tree["flows"] if flow["name"] == "welcome")


def block(tree: Json, name: str) -> Json:
    return next(each for each in welcome(tree)["blocks"] if each["name"] == name)


def back(tree: Json) -> tuple[Imported, Flow]:
    found = read(json.dumps(tree).encode(), "flows.json")
    return found, load.read(found.flows["welcome.yaml"], "welcome.yaml")


def test_another_way_is_taken(made: Json) -> None:
    needs = block(made, "needs")
    needs["exits"][0]["destination_block"] = needs["exits"][1]["destination_block"]
    found, flow = back(made)
    menu, before = flow.nodes["needs"], library().flows["welcome"].nodes["needs"]
    assert isinstance(menu, Menu)
    assert isinstance(before, Menu)
    options = list(menu.options.values())
    assert options[0].next == options[1].next
    assert menu.shortcuts == before.shortcuts, "what FLOIP cannot say is still there"
    assert found.report == ()


def test_another_text_is_taken(made: Json) -> None:
    flow = welcome(made)
    uuid = next(uuid for uuid, name in flow["vendor_metadata"]["amparo"]["prompts"].items() if name == "greeting")
    resource = next(each for each in flow["resources"] if each["uuid"] == uuid)
    value = next(each for each in resource["values"] if each["language_id"] == "eng")
    value["value"] = "A new greeting, write to a@@b."
    found, _ = back(made)
    assert (
        next(each for each in found.prompts if each.name == "greeting").texts["en"] == "A new greeting, write to a@b."
    )


def test_other_words_are_taken(made: Json) -> None:
    choice = block(made, "needs")["config"]["choices"][0]
    choice["text_tests"] = [{"language": "eng", "test_expression": "block.response = 'ill'"}]
    found, _ = back(made)
    menu = library().flows["welcome"].nodes["needs"]
    assert isinstance(menu, Menu)
    assert found.words["en"][next(iter(menu.options.values())).prompt] == ("ill",)
    assert found.report == ()


def test_a_new_choice_is_read_and_what_may_be_lost_is_said(made: Json) -> None:
    needs = block(made, "needs")
    needs["config"]["choices"].pop()
    found, flow = back(made)
    menu = flow.nodes["needs"]
    assert isinstance(menu, Menu)
    assert len(menu.options) == len(needs["config"]["choices"])
    (line,) = (line for line in found.report if "was changed elsewhere" in line.text())
    assert line.origin.ref == needs["uuid"]


def test_a_new_block_between_ours(made: Json) -> None:
    flow, needs = welcome(made), block(made, "needs")
    new = "30000000-0000-4000-8000-000000000001"
    exits = [{"uuid": new[:-1] + "2", "name": "Default", "default": True}]
    exits[0]["destination_block"] = needs["exits"][0]["destination_block"]
    text = {"uuid": new[:-1] + "3", "values": []}
    flow["resources"].append(text)
    message = {"type": "MobilePrimitives.Message", "config": {"prompt": text["uuid"]}, "exits": exits}
    flow["blocks"].append({"uuid": new, "name": "extra", **message})
    needs["exits"][0]["destination_block"] = new
    found, after = back(made)
    menu = after.nodes["needs"]
    assert isinstance(menu, Menu)
    assert next(iter(menu.options.values())).next == "extra"
    assert after.nodes["extra"].targets()
    assert any("Write the words of 'welcome.extra'" in line.text() for line in found.report)


def test_new_uuids_change_nothing(made: Json) -> None:
    text = json.dumps(made)
    for flow in made["flows"]:
        for each in flow["blocks"]:
            text = text.replace(each["uuid"], each["uuid"][::-1].replace("-", "")[:8] + each["uuid"][8:])
    found, flow = back(json.loads(text))
    assert found.report == ()
    assert flow == library().flows["welcome"]


def test_broken_marks_of_ours_are_no_marks(made: Json) -> None:
    for each in welcome(made)["blocks"]:
        each["vendor_metadata"]["amparo"] = {
            "node": each["vendor_metadata"]["amparo"]["node"],
            "part": 3,
            "data": {"kind": []},
        }
    found, flow = back(made)
    assert flow.nodes
    assert {line.origin.ref for line in found.report} >= {each["uuid"] for each in welcome(made)["blocks"]}


def test_names_that_would_leave_the_folder_are_not_used(made: Json) -> None:
    made["vendor_metadata"]["amparo"]["words"] = {"../../x": {"a": ["b"]}, "en": {"../y": ["c"], "yes": ["d"]}}
    welcome(made)["vendor_metadata"]["amparo"]["flow"] = "../welcome"
    for language in welcome(made)["languages"]:
        language["id"], language["bcp_47"] = "mis", "../../mis"
    found = read(json.dumps(made).encode(), "flows.json")
    assert set(found.words) <= {"en", "fr", "es", "ko", "ar", "mis"}
    assert all(name.replace("_", "").removesuffix(".yaml").isalnum() for name in found.flows)
    assert {tag for prompt in found.prompts for tag in prompt.texts} <= {"en", "fr", "es", "ko", "ar", "mis"}

"""Voice flows of RapidPro become flows that load; every node and action is carried over or named in the report."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from flows import load
from flows.exchange.errors import ExchangeError
from flows.exchange.imported import Imported
from flows.nodes.ask import Ask
from flows.nodes.branch import Branch
from flows.nodes.handover import Handover
from flows.nodes.menu import Menu
from flows.nodes.record import Record
from flows.nodes.subflow import Subflow
from flows.rapidpro.reading import read
from tests.support.flow_books import beside_universal
from tests.support.golden_imports import compare

HERE = Path(__file__).parent / "voice"
HELP_LINE: dict[str, Any] = json.loads((HERE / "help_line.json").read_text(encoding="utf-8"))
Json = dict[str, Any]


def imported(tree: Json = HELP_LINE) -> Imported:
    return read(json.dumps(tree).encode(), "help_line.json")


def refused(tree: object) -> str:
    with pytest.raises(ExchangeError) as caught:
        read(json.dumps(tree).encode(), "x.json")
    return str(caught.value)


def node(tree: Json, number: int) -> Json:
    return next(each for each in tree["flows"][0]["nodes"] if each["uuid"].endswith(f"{number:012d}"))


def test_it_becomes_these_flows_and_this_report() -> None:
    compare(imported(), HERE / "help_line")


def test_every_node_and_action_is_carried_or_reported() -> None:
    found = imported()
    told = {*found.carried, *(line.origin.ref for line in found.report)}
    nodes = [each for flow in HELP_LINE["flows"] for each in flow["nodes"]]
    actions = {action["uuid"] for each in nodes for action in each["actions"]}
    assert actions <= told
    silent = {each["uuid"] for each in nodes if each["actions"] and "router" not in each}
    assert {each["uuid"] for each in nodes} - silent <= told


def test_each_way_to_wait_has_its_node() -> None:
    flow = beside_universal(dict(imported().flows)).flows["help_line"]
    kinds = {"need": Ask, "how_many": Ask, "place": Record, "call": Handover, "papers": Subflow, "by_need": Branch}
    assert {name: type(flow.nodes[name]) for name in kinds} == kinds
    place = flow.nodes["place"]
    assert isinstance(place, Record)
    assert place.prompts == ("help_line.say_where_you_are",), "the question belongs to what asks"


def test_a_menu_nobody_looks_back_at_is_a_menu() -> None:
    tree = copy.deepcopy(HELP_LINE)
    node(tree, 9)["router"]["operand"] = "@contact.age"
    found = imported(tree)
    need = load.read(found.flows["help_line.yaml"], "x.yaml").nodes["need"]
    assert isinstance(need, Menu)
    assert need.prompts == ("help_line.for_the_doctor_press_1",)
    assert any("can decide none of its conditions" in line.text() for line in found.report)


def test_texts_and_words_come_in_their_languages() -> None:
    found = imported()
    prompts = {prompt.name: prompt for prompt in found.prompts}
    assert prompts["help_line.need.doctor"].texts == {"en": "Doctor", "es": "Médico"}
    assert found.words["en"]["help_line.need.doctor"][0] == "doctor"


def test_a_number_that_is_dialled_is_nowhere() -> None:
    found = imported()
    assert "desk_phone" not in json.dumps([*found.flows.values(), *(line.text() for line in found.report)])


def test_one_flow_without_a_file_around_it() -> None:
    assert "papers.yaml" in imported(HELP_LINE["flows"][1]).flows


def test_flows_for_messages_are_refused() -> None:
    assert refused(HELP_LINE["flows"][2]) == (
        "x.json: none of its flows is a voice flow; flows for messages cannot be spoken."
    )


@pytest.mark.parametrize(
    ("tree", "sentence"),
    [
        ([], "x.json: this is no RapidPro file: it has no 'flows'."),
        ({"flows": []}, "x.json: 'flows' is not what RapidPro has there."),
        (
            {"version": "11", "flows": [{"action_sets": []}]},
            "x.json: its flows are of a version before 13; export them anew with RapidPro.",
        ),
        (
            {"flows": [{"uuid": "1", "name": "A", "spec_version": "15.0", "type": "voice", "nodes": []}]},
            "x.json: flow 'A' has version '15.0'; 13 and 14 can be read.",
        ),
    ],
)
def test_what_is_no_such_file(tree: object, sentence: str) -> None:
    assert refused(tree) == sentence


def test_broken_files_are_refused() -> None:
    twice = copy.deepcopy(HELP_LINE)
    twice["flows"][0]["nodes"].append(twice["flows"][0]["nodes"][0])
    assert "is there twice" in refused(twice)
    nowhere = copy.deepcopy(HELP_LINE)
    nowhere["flows"][0]["nodes"][0]["exits"][0]["destination_uuid"] = "elsewhere"
    assert "leads to a node that is not there" in refused(nowhere)
    round_ = copy.deepcopy(HELP_LINE)
    node(round_, 2)["exits"][0]["destination_uuid"] = node(round_, 1)["uuid"]
    assert "goes round for ever without asking anybody anything" in refused(round_)
    itself = copy.deepcopy(HELP_LINE)
    itself["flows"][1]["nodes"][0]["actions"] = copy.deepcopy(node(itself, 5)["actions"])
    assert refused(itself) == "x.json: a flow cannot visit itself: Papers -> Papers."

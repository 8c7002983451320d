"""Our flows as FLOIP containers: valid by the official schemas, the same each time, and nothing is lost."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from babel.core import get_global

from flows.exchange.tags import our_tag, three_letters
from flows.floip.content import Content
from flows.floip.export import WRITERS, container, with_visited
from flows.floip.ids import VENDOR
from flows.model import FlowBook
from flows.nodes import NODE_KINDS, Node
from flows.nodes.base import RETURN
from tests.support.floip_content import PLAIN, shipped
from tests.support.floip_schema import complaints
from tests.support.flow_books import beside_universal, everything, library
from tests.support.golden_calls import read

CASES = Path(__file__).parents[1] / "flows" / "cases"
BOOKS = {"library": library, "everything": everything}
Json = dict[str, Any]
FRIEND = "flow: friend\nstart: hello\nnodes:\n  hello: {kind: say, prompts: [friend.hello], next: return}\n"


def exported(book: FlowBook, *flows: str, content: Content | None = None) -> Json:
    made = container(book.flows, flows or tuple(book.flows), content or shipped())
    return json.loads(json.dumps(made))  # type: ignore[no-any-return]  # it is an object


def blocks(made: Json) -> list[Json]:
    return [block for flow in made["flows"] for block in flow["blocks"]]


@pytest.mark.parametrize("name", BOOKS)
def test_it_is_what_the_official_schemas_ask_for(name: str) -> None:
    assert complaints(exported(BOOKS[name]())) == []


@pytest.mark.parametrize("flow", library().flows)
def test_each_library_flow_by_itself_is_valid(flow: str) -> None:
    made = exported(library(), flow)
    assert complaints(made) == []
    assert made["flows"][0]["name"] == flow


def owner(block: Json) -> str:
    return str(block["vendor_metadata"][VENDOR]["node"])


def case_book(kind: type[Node]) -> FlowBook:
    golden = read(CASES / f"{kind.__name__.lower()}.yaml")
    friend = {"friend.yaml": FRIEND} if "flow: friend" in golden.flow else {}
    return beside_universal({"example.yaml": golden.flow, **friend})


@pytest.mark.parametrize("kind", NODE_KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_node_has_blocks(kind: type[Node]) -> None:
    book = case_book(kind)
    assert kind in WRITERS
    made = exported(book, "example")
    assert complaints(made) == []
    nodes = set(map(owner, made["flows"][0]["blocks"]))
    assert nodes == set(book.flows["example"].nodes)


@pytest.mark.parametrize("name", BOOKS)
def test_every_way_of_a_node_is_an_exit(name: str) -> None:
    book = BOOKS[name]()
    for flow in exported(book)["flows"]:
        ours = book.flows[flow["vendor_metadata"][VENDOR]["flow"]]
        heads = {block["uuid"]: owner(block) for block in flow["blocks"] if "data" in block["vendor_metadata"][VENDOR]}
        assert set(heads.values()) == set(ours.nodes)
        found = {
            (
                owner(block),
                ".".join(marked["field"]),
                heads.get(way.get("destination_block")),
            )
            for block in flow["blocks"]
            for way in block["exits"]
            if (marked := way.get("vendor_metadata", {}).get(VENDOR))
        }
        wanted = {(node, field, to) for node, each in ours.nodes.items() for field, to in each.targets()}
        assert found == {(node, field, None if to == RETURN else to) for node, field, to in wanted}


def test_the_same_flows_give_the_same_bytes() -> None:
    assert json.dumps(exported(library())) == json.dumps(exported(library()))


def test_a_flow_takes_along_what_it_visits_and_the_universal_keys() -> None:
    book = everything()
    assert set(with_visited(book.flows, ["everything"])) == {"everything", "other", "universal"}
    assert with_visited(book.flows, ["other"]) == ("other", "universal")
    assert with_visited(book.flows, ["nowhere"]) == ("universal",)


def test_languages_are_those_of_the_texts() -> None:
    flow = exported(library())["flows"][0]
    languages = [(each["id"], each["bcp_47"]) for each in flow["languages"]]
    assert languages[:3] == [("kor", "ko"), ("eng", "en"), ("fra", "fr")]
    assert datetime.fromisoformat(flow["last_modified"])


def test_prompts_are_resources_with_texts_and_recordings() -> None:
    made = exported(library(), "welcome")
    (greeting,) = (
        resource
        for flow in made["flows"]
        for resource in flow["resources"]
        if flow["vendor_metadata"][VENDOR]["prompts"].get(resource["uuid"]) == "greeting"
    )
    kinds = {(value["language_id"], value["content_type"]) for value in greeting["values"]}
    assert ("fra", "AUDIO") in kinds
    assert ("fra", "TEXT") in kinds
    assert all(value["modes"] == ["IVR"] for value in greeting["values"])


def test_a_choice_has_its_key_and_its_words() -> None:
    (needs,) = (block for block in blocks(exported(library(), "welcome")) if block["name"] == "needs")
    choice = next(each for each in needs["config"]["choices"] if each["name"] == "law")
    assert choice["ivr_test"] == {"test_expression": "block.response = '2'"}
    said = {(test["language"], test["test_expression"]) for test in choice["text_tests"]}
    assert ("eng", "block.response = 'law'") in said
    assert next(way for way in needs["exits"] if way["name"] == "law")["test"] == "block.value = 'law'"


def test_what_is_no_expression_is_written_as_text() -> None:
    text = "flow: a\nstart: b\nnodes:\n  b: {kind: say, prompts: [x], next: c}\n  c: {kind: goodbye, prompts: [x]}\n"
    made = exported(beside_universal({"a.yaml": text}), "a", content=PLAIN)
    assert complaints(made) == []
    assert made["flows"][0]["name"] == "flow a"
    values = [value["value"] for resource in made["flows"][0]["resources"] for value in resource["values"]]
    assert values == ["Hello, write to us @@ the desk."]


def test_every_language_tag_of_two_letters_comes_back() -> None:
    aliases = get_global("language_aliases")
    for tag in ("en", "fr", "es", "ar", "ko", "pt", "fa", "ti", "so", "uk", "ht", "zh", "sw"):
        three = three_letters(tag)
        assert aliases[three] == tag == our_tag(three) == our_tag("", f"{tag}-XX")
    assert three_letters("qaa") == "qaa" == our_tag("qaa")
    assert three_letters("unknown") == "mis"
    assert our_tag("", "../../x") == ""

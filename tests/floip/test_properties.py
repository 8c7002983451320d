"""Any flow: exported it is valid, imported it is the same. Anything else: a value, or one sentence."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from flows import load
from flows.exchange.errors import ExchangeError
from flows.exchange.finish import SILENT
from flows.exchange.imported import Imported
from flows.exchange.yaml_text import scalar
from flows.floip.export import container
from flows.floip.reading import read
from flows.model import Flow
from flows.nodes import NODE_KINDS
from flows.parse import parse
from flows.rapidpro.reading import read as read_rapidpro
from tests.floip.test_foreign import CLINIC, accounted, refs
from tests.rapidpro.test_voice import HELP_LINE
from tests.support.floip_content import PLAIN, shipped
from tests.support.floip_schema import complaints
from tests.support.flow_books import library
from tests.support.random_flows import FLOWS

QUICK = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
OURS = json.loads(json.dumps(container(library().flows, ["welcome"], shipped())))
FRIEND = Flow.model_validate(
    {"flow": "friend", "start": "hello", "nodes": {"hello": {"kind": "say", "prompts": ["x"], "next": "return"}}}
)
ODD = st.one_of(st.none(), st.integers(), st.text(max_size=9), st.just([]), st.just({}), st.just([{}]), st.booleans())


def goes_round(flow: Flow) -> bool:
    """Whether it has a circle without a question, which the loader refuses."""
    onward = {name: {to for _, to in node.targets()} for name, node in flow.nodes.items() if node.kind in SILENT}
    for _ in onward:
        onward = {name: ways & onward.keys() for name, ways in onward.items() if ways & onward.keys()}
    return bool(onward)


@given(flow=FLOWS)
@QUICK
def test_any_flow_comes_back_as_it_was(flow: Flow) -> None:
    assume(not goes_round(flow))
    flows = {flow.flow: flow, "friend": FRIEND, "universal": library().flows["universal"]}
    made = container(flows, [flow.flow], PLAIN)
    assert complaints(made) == []
    back = read(json.dumps(made).encode(), "x.json")
    again = load.read(back.flows[f"{flow.flow}.yaml"], "x.yaml")
    assert again == flow
    assert list(again.nodes) == list(flow.nodes)
    assert back.report == ()


def test_every_kind_is_made_up() -> None:
    made: set[str] = set()

    @given(flow=FLOWS)
    @QUICK
    def look(flow: Flow) -> None:
        made.update(node.kind for node in flow.nodes.values())

    look()
    assert made == {kind.__name__.lower() for kind in NODE_KINDS}


def spoiled(tree: Any, draw: st.DataObject) -> Any:
    """The same tree with one value somewhere that does not belong there."""
    copied = json.loads(json.dumps(tree))
    here = copied
    while isinstance(here, dict | list) and here:
        key = draw.draw(st.sampled_from(sorted(here) if isinstance(here, dict) else range(len(here))))
        if not isinstance(here[key], dict | list) or not here[key] or draw.draw(st.integers(0, 5)) == 0:
            here[key] = draw.draw(ODD)
            break
        here = here[key]
    return copied


def told_or_taken(found: Any, tree: Any) -> Imported | None:
    try:
        back: Imported = found(json.dumps(tree).encode(), "x.json")
    except ExchangeError as error:
        (sentence,) = error.sentences()
        assert sentence.startswith("x.json: ")
        assert "\n" not in sentence
        assert len(sentence) < 400
        return None
    for file, text in back.flows.items():
        load.read(text, file)
    assert all("\n" not in line.text() for line in back.report)
    return back


@pytest.mark.parametrize("tree", [OURS, CLINIC], ids=["ours", "clinic"])
@given(draw=st.data())
@QUICK
def test_a_spoiled_container_is_told_or_taken(tree: Any, draw: st.DataObject) -> None:
    changed = spoiled(spoiled(tree, draw), draw)
    back = told_or_taken(read, changed)
    assert back is None or refs(changed) <= accounted(back)


@given(draw=st.data())
@QUICK
def test_a_spoiled_rapidpro_file_is_told_or_taken(draw: st.DataObject) -> None:
    told_or_taken(read_rapidpro, spoiled(spoiled(HELP_LINE, draw), draw))


@given(tree=st.recursive(ODD, lambda each: st.lists(each) | st.dictionaries(st.text(max_size=5), each), max_leaves=20))
@QUICK
def test_any_json(tree: Any) -> None:
    told_or_taken(read, tree)
    told_or_taken(read_rapidpro, tree)


@given(data=st.binary(max_size=60))
@QUICK
def test_any_bytes(data: bytes) -> None:
    for each in (read, read_rapidpro):
        with pytest.raises(ExchangeError):
            each(data, "x.json")


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
@QUICK
def test_any_text_is_written_so_that_yaml_takes_it_back(text: str) -> None:
    assert parse(f"flow: {scalar(text)}\n", "x.yaml")["flow"] == text

"""What we export comes back as it was: flows, texts, words, and where every key leads."""

import itertools
import json

import pytest

from flows import load
from flows.exchange.imported import Imported
from flows.floip.export import container
from flows.floip.reading import read
from flows.model import FlowBook
from flows.nodes import NODE_KINDS, Node
from flows.walk import Walk, WalkError
from tests.floip.test_export import BOOKS, case_book
from tests.support.floip_content import shipped
from tests.support.flow_books import library, offer

KEYS = "1234"
KINDS = pytest.mark.parametrize("kind", NODE_KINDS, ids=lambda kind: kind.__name__)


def there_and_back(book: FlowBook, *flows: str) -> Imported:
    made = container(book.flows, flows or tuple(book.flows), shipped())
    return read(json.dumps(made).encode(), "flows.json")


@pytest.mark.parametrize("name", BOOKS)
def test_the_flows_are_the_same(name: str) -> None:
    book = BOOKS[name]()
    back = there_and_back(book)
    assert back.report == ()
    assert len(back.flows) == len(book.flows)
    for file, text in back.flows.items():
        flow = load.read(text, file)
        assert flow == book.flows[flow.flow]
        assert list(flow.nodes) == list(book.flows[flow.flow].nodes), "in their order"


@KINDS
def test_every_kind_comes_back(kind: type[Node]) -> None:
    book = case_book(kind)
    back = there_and_back(book, "example")
    assert back.report == ()
    assert load.read(back.flows["example.yaml"], "example.yaml") == book.flows["example"]


def test_every_block_is_carried() -> None:
    made = container(library().flows, ["welcome"], shipped())
    back = read(json.dumps(made).encode(), "flows.json")
    assert set(back.carried) == {block["uuid"] for flow in made["flows"] for block in flow["blocks"]}


def test_texts_words_and_recordings_come_back() -> None:
    back = there_and_back(library())
    content = shipped()
    assert len(back.prompts) > 50
    for prompt in back.prompts:
        assert prompt.texts == content.texts.get(prompt.name, {}), prompt.name
        assert prompt.sounds == content.sounds.get(prompt.name, {}), prompt.name
    for language, book in content.words.items():
        for option, phrases in book.items():
            assert back.words[language][option] == phrases, (language, option)


@pytest.mark.parametrize("flow", library().flows)
def test_every_key_leads_to_the_same_goal(flow: str) -> None:
    book = library()
    back = load.book(dict(there_and_back(book, flow).flows), offer())
    goals = 0
    for keys in itertools.product(KEYS, repeat=3):
        before, after = walked(book, flow, keys), walked(back, flow, keys)
        assert before.state.place == after.state.place
        assert before.state.tally.topic == after.state.tally.topic
        assert before.lines == after.lines
        goals += bool(before.state.tally.topic)
    assert goals or flow == "universal"


def walked(book: FlowBook, flow: str, keys: tuple[str, ...]) -> Walk:
    """A call by keys; a key that can no longer be pressed ends the walk."""
    call = Walk(book, flow)
    try:
        for key in keys:
            call.do(f"key {key}")
    except WalkError:
        pass
    call.settle()
    return call


def test_the_file_is_written_as_a_person_would() -> None:
    text = there_and_back(library(), "welcome").flows["welcome.yaml"]
    assert 'key: "1"' in text
    assert max(map(len, text.splitlines())) <= 120
    assert "{" not in text.partition("\nreasons:")[0].replace("{min", "")

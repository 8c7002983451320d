"""One tiny file for each way a flow can be wrong, with the exact sentence its author reads in its first lines.

`UPDATE_GOLDEN=1 pytest tests/flows` rewrites the expected sentences; read them as someone who is no programmer.
"""

import os
from pathlib import Path

import pytest

from flows import load, parse
from flows.errors import FlowError
from flows.nodes import Offer
from tests.support.flow_books import TEXTS, beside_universal, offer

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yaml"))
EXPECTED = b"# expected:"
FINE = "flow: fine\nstart: first\nnodes:\n  first: {kind: menu, prompts: [info.health]}\n"


def expected(file: Path) -> list[str]:
    lines = file.read_bytes().splitlines()
    return [line[len(EXPECTED) :].decode("utf-8").strip() for line in lines if line.startswith(EXPECTED)]


def rewrite(file: Path) -> None:
    """Until the sentences stand, since each of them moves the lines it speaks of."""
    body = b"".join(line for line in file.read_bytes().splitlines(keepends=True) if not line.startswith(EXPECTED))
    told: list[str] = []
    for _ in range(3):
        file.write_bytes(b"".join(b"%s %s\n" % (EXPECTED, line.encode()) for line in told) + body)
        told = sentences(file.read_bytes(), file.name)


def sentences(data: bytes, file: str) -> list[str]:
    """What the loader says; it knows the library beside this one."""
    with pytest.raises(FlowError) as caught:
        beside_universal({**TEXTS, file: parse.text(data, file)})
    return [str(trouble) for trouble in caught.value.troubles]


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_the_author_is_told_the_place_and_what_to_do(file: Path) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        rewrite(file)
        pytest.skip("rewritten: look at the difference")
    told = sentences(file.read_bytes(), file.name)
    assert told == expected(file)
    assert all(len(line) < 200 and line.endswith((".", "?")) for line in told)


def test_an_empty_file_is_told_what_belongs_there() -> None:
    assert sentences(b"", "empty.yaml") == ["empty.yaml:1: a flow file begins with 'flow:', 'start:' and 'nodes:'."]


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    huge = FINE + "# " + "x" * parse.LONGEST_FILE
    assert sentences(huge.encode(), "huge.yaml") == [
        f"huge.yaml: the file has {len(huge)} characters; {parse.LONGEST_FILE} at most."
    ]


def test_very_deep_nesting_is_refused_before_it_is_built() -> None:
    assert sentences(b"flow: " + b"[" * 100_000, "deep.yaml") == [
        "deep.yaml:1: this is nested more than 20 levels deep; a flow needs six."
    ]


def test_two_flows_of_one_name_are_refused() -> None:
    with pytest.raises(FlowError) as caught:
        beside_universal({"one.yaml": FINE, "two.yaml": FINE})
    assert str(caught.value) == "two.yaml:1: there is another flow 'fine' in one.yaml; give each its own name."


def test_flows_that_visit_each_other_are_refused() -> None:
    def visits(name: str, other: str) -> str:
        return f"flow: {name}\nstart: go\nnodes:\n  go: {{kind: subflow, flow: {other}, next: return}}\n"

    with pytest.raises(FlowError) as caught:
        beside_universal({"a.yaml": visits("a", "b"), "b.yaml": visits("b", "a")})
    assert str(caught.value) == "a.yaml:4: node 'go': a -> b -> a: a flow cannot visit itself."


def test_the_universal_flow_must_be_there_with_both_its_nodes() -> None:
    with pytest.raises(FlowError) as caught:
        load.book({"fine.yaml": FINE}, offer())
    assert str(caught.value).splitlines() == [
        "flows: the flow 'universal' needs a node 'person': key 0 leads there from everywhere.",
        "flows: the flow 'universal' needs a node 'danger': key 9 leads there from everywhere.",
    ]


def test_mistakes_of_several_files_are_told_at_once() -> None:
    with pytest.raises(FlowError) as caught:
        beside_universal({"one.yaml": "", "two.yaml": "flow: 1"})
    assert {trouble.file for trouble in caught.value.troubles} == {"one.yaml", "two.yaml"}


@pytest.mark.parametrize("languages", [(), tuple("abcdefgh"), ("ko", "ko")], ids=["none", "eight", "twice"])
def test_one_to_seven_different_languages(languages: tuple[str, ...]) -> None:
    """Key 8 is none of these, 9 danger, 0 a person."""
    with pytest.raises(ValueError, match="one to 7 different languages"):
        Offer(languages, "ko")

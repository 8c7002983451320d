"""Every node kind has a case, a heading in NODES.md, and an example there that is the case's own flow."""

import os
from pathlib import Path

import pytest

from flows.nodes import NODE_KINDS, Node
from tests.support.flow_books import TEXTS, beside_universal
from tests.support.golden_calls import read, rewrite

HERE = Path(__file__).parent
FLOWS = HERE.parent.parent / "flows"
PAGES = ("README.md", "ENGINE.md", "NODES_THAT_ASK.md", "NODES_THAT_LEAD.md")
README = "\n".join((FLOWS / name).read_text(encoding="utf-8") for name in PAGES)
KINDS = pytest.mark.parametrize("kind", NODE_KINDS, ids=lambda kind: kind.__name__.lower())
FRIEND = "flow: friend\nstart: hello\nnodes:\n  hello: {kind: say, prompts: [friend.hello], next: return}\n"
"""What the cases' subflows visit."""


CASES = sorted((HERE / "cases").glob("*.yaml"))
"""`hours.yaml` is the example of the page, `hours-a_clinic.yaml` another case of the kind."""


def name(kind: type[Node]) -> str:
    return kind.__name__.lower()


def kind_of(file: Path) -> str:
    return file.stem.partition("-")[0]


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_kind_does_what_its_case_says(file: Path) -> None:
    golden = read(file)
    texts = {"example.yaml": golden.flow}
    if kind_of(file) == "subflow":
        texts["friend.yaml"] = FRIEND
    book = beside_universal(texts, *golden.hears, by_example=golden.golden.by_example)
    assert kind_of(file) in {node.kind for node in book.flows["example"].nodes.values()}
    lines = golden.golden.played(book, "example")
    if os.environ.get("UPDATE_GOLDEN"):
        rewrite(golden, lines)
        pytest.skip("rewritten: look at the difference")
    assert lines == golden.lines


def test_there_is_no_case_without_a_kind() -> None:
    kinds = {name(kind) for kind in NODE_KINDS}
    assert {kind_of(file) for file in CASES} == kinds
    assert kinds <= {file.stem for file in CASES}


@KINDS
def test_a_kind_lives_in_a_module_of_its_name(kind: type[Node]) -> None:
    assert kind.__module__ == f"flows.nodes.{name(kind)}"
    assert kind.model_fields["kind"].annotation.__args__ == (name(kind),)  # type: ignore[union-attr]  # a Literal


@KINDS
def test_the_readme_explains_a_kind_and_all_its_fields(kind: type[Node]) -> None:
    section = README.split(f"### `{name(kind)}`")[1].split("\n### ")[0].split("\n## ")[0]
    missing = [field for field in kind.model_fields if f"`{field}`" not in section and field != "kind"]
    assert not missing


@KINDS
def test_the_example_in_the_readme_is_the_case(kind: type[Node]) -> None:
    section = README.split(f"### `{name(kind)}`")[1]
    example = section.split("```yaml\n")[1].split("```")[0]
    assert example == read(HERE / "cases" / f"{name(kind)}.yaml").flow


def test_the_readme_names_every_limit() -> None:
    limits = (HERE.parent.parent / "flows" / "limits.py").read_text(encoding="utf-8")
    names = [line.split(" = ")[0] for line in limits.splitlines() if " = " in line and line[0].isupper()]
    assert [limit for limit in names if f"`{limit}`" not in README] == []


def test_every_flow_in_the_readme_is_in_order() -> None:
    blocks = [part.split("```")[0] for part in README.split("```yaml\n")[1:]]
    whole = [block for block in blocks if block.startswith("flow:")]
    assert len(whole) == len(NODE_KINDS) + 1
    for block in whole:
        friend = {"friend.yaml": FRIEND} if "flow: friend" in block else {}
        assert "universal" in beside_universal({"readme.yaml": block, **friend}).flows


def test_the_library_is_in_order() -> None:
    assert {"universal.yaml", "welcome.yaml"} <= set(TEXTS)

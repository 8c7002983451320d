"""`./amparo flows graph` as somebody types it, with the shipped flows and with hostile ones."""

import asyncio
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from flows.graph.build import graph
from flows.graph.captions import Captions
from flows.graph.dot import dot
from flows.graph.model import Graph
from flows.graph.svg import SVG, spoken
from flows.model import Flow, FlowBook
from flows.nodes import Offer
from ivr.authoring import graph as room
from ivr.authoring.asked import NotThere
from ivr.cli import main
from ivr.settings import load
from prompts import catalogue
from tests.support.clinic import book
from tests.support.flow_books import TEXTS, library

Printed = pytest.CaptureFixture[str]
GRAPHVIZ = pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
HOSTILE = """"]; end <script>alert('1')</script> & `x` | \\N \\G <b> -> a [label=<x>] مرحبا \u202e <!-- -->"""
MINE = "flow: mine\nstart: a\nnodes:\n  a: {kind: menu, prompts: [info.mine, promise]}\n"


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The defaults, wherever the tests run."""
    recordings = tmp_path / "recordings"
    (tmp_path / "amparo.toml").write_text(f'[prompts]\nrecordings = "{recordings}"\n', encoding="utf-8")
    monkeypatch.setenv("AMPARO_CONFIG", str(tmp_path / "amparo.toml"))


def drawn(*words: str) -> int:
    return main(("flows", "graph", *words))


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)  # noqa: S314 - our own


def titles(root: ElementTree.Element) -> dict[str, str]:
    """Title by id, of every group that has one."""
    groups = ((group.get("id", ""), group.find(f"{{{SVG}}}title")) for group in root.iter(f"{{{SVG}}}g"))
    return {name: title.text or "" for name, title in groups if title is not None}


def svg_of(graph: Graph, captions: Captions) -> str:
    return spoken(asyncio.run(room._drawn(dot(graph, captions))), graph, captions, "x")


@GRAPHVIZ
@pytest.mark.parametrize("flow", [name.removesuffix(".yaml") for name in TEXTS])
def test_every_shipped_flow_is_drawn_with_all_its_nodes(flow: str, capsys: Printed) -> None:
    assert drawn(flow) == 0
    named = titles(parsed(capsys.readouterr().out))
    for name, node in library().flows[flow].nodes.items():
        assert named[f"{flow}.{name}"].startswith(f"{name} ({node.kind}")


@GRAPHVIZ
def test_the_drawing_has_names_for_everything_and_fetches_nothing(tmp_path: Path, capsys: Printed) -> None:
    assert drawn("--all", "--out", str(tmp_path / "all.svg")) == 0
    assert f"{tmp_path / 'all.svg'} shows " in capsys.readouterr().out
    text = (tmp_path / "all.svg").read_text(encoding="utf-8")
    root = parsed(text)
    assert root.get("aria-labelledby") == "flows-title"
    assert root[0].text is not None
    assert root[0].text.startswith("Call flow: welcome, ")
    assert "menu: offers choices and waits." in (root[1].text or "")
    named = titles(root)
    assert named["welcome.promise"].startswith("promise (say).")
    assert catalogue.load().prompt("promise", "en").text in named["welcome.promise"]
    assert any(title.startswith(("needs ↔ ", "needs → ")) for title in named.values())
    assert text.count("://") == text.count("http://www.w3.org/")
    assert "@import" not in text
    assert "href" not in text


@GRAPHVIZ
def test_a_flow_of_one_kind_has_its_legend_too(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "mine.yaml").write_text(MINE, encoding="utf-8")
    assert drawn(str(tmp_path / "mine.yaml")) == 0
    shown = [text.text for text in parsed(capsys.readouterr().out).iter(f"{{{SVG}}}text")]
    assert "offers choices and waits" in shown


@GRAPHVIZ
def test_each_language_that_is_named_has_its_wording_and_its_state(capsys: Printed) -> None:
    assert drawn("--language", "fr", "--language", "ko") == 0
    root = parsed(capsys.readouterr().out)
    promise = titles(root)["welcome.promise"]
    texts = catalogue.load()
    for language in ("fr", "ko"):
        assert f"{language}: {texts.prompt('promise', language).text}" in promise
    shown = {text.text for text in root.iter(f"{{{SVG}}}text")}
    assert {"fr: ", "ko: "} <= {text and text.strip() + " " for text in shown}
    assert promise.endswith("fr: wording only. ko: wording only.")
    assert {"fr T", "ko T"} <= {text.text for text in root.iter(f"{{{SVG}}}text")}


@GRAPHVIZ
def test_a_file_of_ones_own_is_drawn_and_what_nobody_wrote_is_seen(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "mine.yaml").write_text(MINE, encoding="utf-8")
    assert drawn(str(tmp_path / "mine.yaml"), "--language", "en") == 0
    named = titles(parsed(capsys.readouterr().out))
    assert "info.mine" in named["mine.a"]
    assert named["mine.a"].endswith("en: no wording.")


@GRAPHVIZ
def test_a_changed_copy_stands_instead_of_the_shipped_flow(tmp_path: Path, capsys: Printed) -> None:
    text = TEXTS["welcome.yaml"].replace("promise:\n", "pledge:\n", 1).replace("next: promise", "next: pledge")
    (tmp_path / "changed.yaml").write_text(text, encoding="utf-8")
    assert drawn(str(tmp_path / "changed.yaml")) == 0
    assert "welcome.pledge" in titles(parsed(capsys.readouterr().out))


@pytest.mark.parametrize(
    ("file", "words", "begins"),
    [
        ("a.mmd", (), "flowchart LR\n"),
        ("a.gv", (), "digraph flows {\n"),
        ("a.txt", ("--format", "mermaid"), "flowchart LR\n"),
        pytest.param("a.svg", (), "<svg ", marks=GRAPHVIZ),
        pytest.param("a", (), "<svg ", marks=GRAPHVIZ),
    ],
)
def test_the_files_name_says_the_format(tmp_path: Path, file: str, words: tuple[str, ...], begins: str) -> None:
    assert drawn("--out", str(tmp_path / file), *words) == 0
    assert (tmp_path / file).read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("welcom",), "there is no flow 'welcom'. Did you mean 'welcome'?"),
        (("--language", "fx"), "there is no language 'fx' here."),
        (("{folder}/none.yaml",), "{folder}/none.yaml cannot be read: No such file or directory."),
        (("{folder}/broken.yaml",), "broken.yaml:3: node 'a': 'kind' is missing"),
        (("--format", "dot", "--out", "{folder}/none/a.dot"), "{folder}/none/a.dot cannot be used: No such file"),
    ],
)
def test_what_cannot_be_drawn_is_one_sentence(
    tmp_path: Path, capsys: Printed, words: tuple[str, ...], sentence: str
) -> None:
    (tmp_path / "broken.yaml").write_text("flow: x\nstart: a\nnodes: {a: {}}\n", encoding="utf-8")
    assert drawn(*(word.format(folder=tmp_path) for word in words)) == 1
    assert sentence.format(folder=tmp_path) in capsys.readouterr().err


def test_without_graphviz_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert drawn() == 1
    assert "is not installed (apt install graphviz); --format mermaid, --format dot work" in capsys.readouterr().err
    assert drawn("--format", "mermaid") == 0
    assert drawn("--format", "dot") == 0


@GRAPHVIZ
def test_nothing_in_a_text_is_read_as_markup() -> None:
    small = graph(book("fr"), ["clinic"])
    prompts = {prompt for node in small.nodes for prompt in node.prompts}
    root = parsed(svg_of(small, Captions(dict.fromkeys(prompts, HOSTILE), {}, ("en",))))
    assert not [element for element in root.iter() if element.tag.endswith("script")]
    shown = [text.text or "" for text in root.iter(f"{{{SVG}}}text")]
    assert any("<script>alert('1')</script>" in text for text in shown)
    assert not any("\u202e" in text for text in shown)
    assert len(titles(root)) >= len(small.nodes)


@GRAPHVIZ
def test_hostile_values_of_a_branch_are_drawn() -> None:
    values = [HOSTILE, "", "a\nb", "\\", '"', "日本語"]
    nodes = {
        "a": {"kind": "ask", "prompts": ["a"], "store": "x", "digits": {}, "next": "b"},
        "b": {"kind": "branch", "on": "x", "cases": dict.fromkeys(values, "a"), "otherwise": "a"},
    }
    flow = Flow.model_validate({"flow": "odd", "start": "a", "nodes": nodes})
    odd = graph(FlowBook({"odd": flow}, Offer(("en",), "en")), ["odd"])
    named = titles(parsed(svg_of(odd, Captions())))
    assert sum(title.startswith("b → a") for title in named.values()) == len(values) + 1


@GRAPHVIZ
def test_a_thousand_nodes_are_drawn() -> None:
    nodes = {f"n{at}": {"kind": "say", "prompts": ["a"], "next": f"n{(at + 1) % 1000}"} for at in range(1000)}
    flow = Flow.model_validate({"flow": "long", "start": "n0", "nodes": nodes})
    long = graph(FlowBook({"long": flow}, Offer(("en",), "en")), ["long"])
    assert len(titles(parsed(svg_of(long, Captions())))) >= 1000


@GRAPHVIZ
def test_what_takes_too_long_is_given_up_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "PATIENCE_S", 0)
    small = graph(book("fr"), ["clinic"])
    with pytest.raises(NotThere, match="too large and tangled"):
        svg_of(small, Captions())


@GRAPHVIZ
def test_the_recordings_of_the_settings_are_seen(tmp_path: Path, capsys: Printed) -> None:
    folder = load(tmp_path / "amparo.toml").prompts.recordings / "fr"
    folder.mkdir(parents=True)
    (folder / "greeting.wav").write_bytes(b"RIFF")
    assert drawn("--language", "fr") == 0
    assert "fr: recorded from an older wording." in titles(parsed(capsys.readouterr().out))["welcome.greeting"]

"""Flows as graphs, and as text for Mermaid and Graphviz.

`UPDATE_GOLDEN=1 pytest tests/flows/test_graph.py` rewrites `graph/`; look at the difference before you keep it.
"""

import os
from pathlib import Path

import pytest

from flows.graph.build import graph
from flows.graph.captions import MARKS, Captions, columns, isolated, plain, shortened, wrapped
from flows.graph.dot import dot
from flows.graph.drawn import lines
from flows.graph.kinds import LOOKS
from flows.graph.legend import UNIVERSAL, samples
from flows.graph.mermaid import mermaid
from flows.graph.model import Graph
from flows.inputs import UNIVERSAL_KEYS
from flows.nodes import NODE_KINDS
from flows.state import Place
from prompts.coverage import State
from tests.support.clinic import WORDING, book
from tests.support.flow_books import beside_universal, everything

HERE = Path(__file__).parent / "graph"
KINDS = sorted(kind.__name__.lower() for kind in NODE_KINDS)
FRENCH = {prompt: text for (prompt, language), text in WORDING.items() if language == "fr"}
STATES = {("hello", "en"): "text", ("hello", "fr"): "missing", ("info", "fr"): "reviewed", ("info", "en"): "stale"}
CAPTIONS = Captions(FRENCH, STATES, ("en", "fr"))
BRANCHES = """
flow: branches
start: agree
nodes:
  agree: {kind: consent, what: agreed, prompts: [agree], yes: way, no: return}
  way: {kind: branch, on: agreed, cases: {"yes": open, "a \\"b\\" <c> & d": open}, otherwise: agree}
  open: {kind: hours, times: [{days: [monday], from: "09:00", to: "17:00"}], open: quiet, closed: agree}
  quiet: {kind: discreet, next: agree}
"""
VISITOR = """
flow: visitor
start: a
nodes:
  a: {kind: subflow, flow: branches, node: way, next: b}
  b: {kind: menu, prompts: [b]}
"""
BACK = """
flow: back
start: a
nodes:
  a: {kind: menu, options: {x: {key: "1", prompt: x, next: b}}}
  b: {kind: say, prompts: [b], next: a}
"""
PAIR = """
flow: pair
start: a
nodes:
  a: {kind: record, prompts: [a], next: b}
  b: {kind: record, prompts: [b], next: a}
"""


def clinic() -> Graph:
    return graph(book("fr"), ["clinic"])


def branches(*flows: str) -> Graph:
    texts = {"branches.yaml": BRANCHES, "visitor.yaml": VISITOR}
    return graph(beside_universal(texts), flows or ("branches",))


# -- registries -------------------------------------------------------------------------------------------


def test_every_kind_has_a_look_of_its_own_without_colour() -> None:
    assert sorted(LOOKS) == KINDS
    shapes = [(look.shape, look.style, look.peripheries) for look in LOOKS.values()]
    assert len(set(shapes)) == len(shapes)


def test_every_kind_is_in_the_legend_where_it_is_drawn() -> None:
    kinds = {node.kind for drawn in (graph(everything(), ["everything"]), branches()) for node in drawn.nodes}
    assert sorted(kinds) == KINDS
    for drawn in (graph(everything(), ["everything"]), branches()):
        legend = "\n".join(samples(drawn, Captions()))
        for kind in drawn.kinds:
            assert f'id="legend-{kind}"' in legend
            assert LOOKS[kind].word in legend
            assert f"legend_{kind}" in mermaid(drawn, Captions())


def test_black_text_is_read_on_every_colour() -> None:
    """7:1, WCAG 2.2 contrast (enhanced)."""
    for colour in [look.fill for look in LOOKS.values()] + [mark.fill for mark in MARKS.values()]:
        assert (_luminance(colour) + 0.05) / 0.05 >= 7


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_state_of_a_language_has_a_sign() -> None:
    assert list(MARKS) == [state.value for state in State]
    assert len({mark.sign for mark in MARKS.values()}) == len(MARKS)


def test_the_legend_names_every_universal_key() -> None:
    assert set(UNIVERSAL) == set(UNIVERSAL_KEYS)


# -- the graph --------------------------------------------------------------------------------------------


def test_every_way_of_every_flow_is_an_edge() -> None:
    whole = everything()
    drawn = graph(whole, whole.flows)
    ways = {(str(edge.source), edge.name, edge.target.node) for edge in drawn.edges if edge.way != "visit"}
    wanted = {
        (f"{flow}.{name}", field, target)
        for flow, each in whole.flows.items()
        for name, node in each.nodes.items()
        for field, target in node.targets()
    }
    assert ways == wanted
    assert {str(node.place) for node in drawn.nodes} == {
        f"{f}.{n}" for f, each in whole.flows.items() for n in each.nodes
    }


def test_edges_know_their_keys_words_and_values() -> None:
    known = {(edge.source.node, edge.name): (edge.way, edge.key, edge.words, edge.value) for edge in clinic().edges}
    assert known["needs", "options.doctor.next"] == ("key", "1", "need.doctor", "")
    assert known["needs", "shortcuts.teeth.next"] == ("word", "", "need.teeth", "")
    assert known["languages", "next"] == ("key", "1-3", "", "")
    assert known["languages", "unknown"] == ("key", "8", "", "")
    assert known["hello", "next"] == ("next", "", "", "")
    known = {(edge.source.node, edge.name): (edge.way, edge.key, edge.words, edge.value) for edge in branches().edges}
    assert known["agree", "no"] == ("key", "2", "no", "")
    assert known["way", "cases.yes"] == ("case", "", "", "yes")
    assert known["way", "otherwise"] == ("else", "", "", "")
    assert known["open", "closed"] == ("else", "", "", "")


def test_universal_keys_come_in_where_they_lead() -> None:
    drawn = graph(everything(), ["universal", "everything"])
    entrances = {node.place.node: node.entrance for node in drawn.nodes if node.entrance}
    assert {"person": "0", "danger": "9"}.items() <= entrances.items()
    assert [str(node.place) for node in drawn.nodes if node.first] == ["everything.hello"]


def test_a_visit_leads_to_the_node_it_begins_with_where_that_flow_is_drawn() -> None:
    visits = [edge for edge in branches("visitor", "branches").edges if edge.way == "visit"]
    assert [(str(edge.source), str(edge.target)) for edge in visits] == [("visitor.a", "branches.way")]
    assert [edge for edge in branches("visitor").edges if edge.way == "visit"] == []
    assert [node.detail for node in branches("visitor").nodes if node.kind == "subflow"] == ["branches.way"]


def test_an_unknown_flow_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        graph(everything(), ["nothing"])


def test_there_and_straight_back_is_one_line() -> None:
    drawn = graph(beside_universal({"back.yaml": BACK}), ["back"])
    assert len(drawn.edges) == 2
    (line,) = lines(drawn)
    assert line.both_ways
    assert (line.edge.source, line.edge.target) == (Place("back", "a"), Place("back", "b"))


def test_two_nodes_that_lead_to_nothing_else_keep_a_line() -> None:
    (line,) = lines(graph(beside_universal({"pair.yaml": PAIR}), ["pair"]))
    assert line.both_ways


def test_a_node_that_others_lead_to_has_its_way_back() -> None:
    both = [line for line in lines(clinic()) if line.both_ways]
    assert [(line.edge.source.node, line.edge.target.node) for line in both] == [("needs", "number")]


# -- captions ---------------------------------------------------------------------------------------------


def test_a_node_is_as_good_as_the_worst_it_says() -> None:
    nodes = {node.place.node: node for node in clinic().nodes}
    states = {("hello", "en"): "reviewed", ("info", "en"): "recorded", ("offer.back", "en"): "stale"}
    captions = Captions({}, states, ("en", "fr"))
    assert list(captions.badges(nodes["hello"])) == [("en", "reviewed")]
    assert list(captions.badges(nodes["doctor"])) == [("en", "stale")]
    assert list(captions.badges(nodes["bye"])) == []


def test_text_is_one_line_of_what_can_be_drawn() -> None:
    assert plain(" a\n\tb\x00\u202e c\ud800 ") == "a b c"
    assert plain("می\u200cخواهم") == "می\u200cخواهم"  # Persian needs its joiners


def test_long_text_is_cut_at_a_word_and_wide_letters_count_twice() -> None:
    assert wrapped("one two three four", 9, 2) == ("one two", "three…")
    assert wrapped("short", 9, 2) == ("short",)
    assert wrapped("", 9, 2) == ("",)
    assert shortened("undivided" * 3, 10) == "undivided…"
    assert columns(shortened("가나다라마바사아", 9)) <= 9
    assert shortened("가", 1) == "가"


def test_right_to_left_text_is_isolated() -> None:
    assert isolated("مرحبا") == "\u2067مرحبا\u2069"
    assert isolated("hello") == "hello"


# -- goldens ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "draw"), [("clinic.dot", dot), ("clinic.mmd", mermaid)])
def test_a_small_flow_is_drawn_as_written_down(name: str, draw: object) -> None:
    assert callable(draw)
    drawn = draw(clinic(), CAPTIONS)
    if os.environ.get("UPDATE_GOLDEN"):
        (HERE / name).write_text(drawn, encoding="utf-8")
        pytest.skip("rewritten: look at the difference")
    assert drawn == (HERE / name).read_text(encoding="utf-8")


HOSTILE = """"]; end %% <script>alert(1)</script> & `x` | #quot; \\ <b> --> A["""


def test_nothing_in_a_text_is_read_as_grammar_of_mermaid() -> None:
    drawn = mermaid(clinic(), Captions(dict.fromkeys(FRENCH, HOSTILE)))
    assert "<script" not in drawn
    for line in drawn.splitlines():
        assert line.count('"') in {0, 2}, line
        assert "`" not in line
        assert "\\\\" not in line


def test_the_drawing_is_in_the_readers_language() -> None:
    captions = Captions(translate=lambda template: template.upper())
    assert "SAYS SOMETHING AND GOES ON" in dot(clinic(), captions)
    assert "NONE OF THESE, OR NO ANSWER" in mermaid(clinic(), captions)

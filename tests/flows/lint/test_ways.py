"""The arrows of flows: subflows come back where they were visited, and nothing grows without bound."""

from flows.lint.facts import Facts
from flows.lint.rules import loop, v20_consent
from flows.lint.subject import Subject
from flows.lint.ways import MOST, nearest, reached, ways
from flows.load import book_of, sources
from flows.state import Place
from tests.support.flow_books import offer
from tests.support.lint_facts import UNIVERSAL

TWO_VISITS = """\
flow: welcome
start: one
nodes:
  one: {kind: subflow, flow: hello, next: consent}
  consent: {kind: consent, what: message, prompts: [consent.message], yes: again, no: school}
  again: {kind: subflow, flow: hello, next: message}
  message: {kind: record, prompts: [ask.message], next: school}
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
"""
HELLO = """\
flow: hello
start: hello
nodes:
  hello: {kind: say, prompts: [hello], next: return}
"""


def subject(*texts: str) -> Subject:
    named = {f"{number}.yaml": text for number, text in enumerate((UNIVERSAL.read_text(encoding="utf-8"), *texts))}
    found = sources(named)
    return Subject(book_of(found, offer("fr")), found, "welcome")


def test_a_flow_comes_back_to_the_place_that_visited_it() -> None:
    """Its return does not lead from the first visit to what follows the second."""
    looked = subject(TWO_VISITS, HELLO)
    hello = (Place("welcome", "one"), Place("hello", "hello"))
    assert [arrow.target for arrow in looked.ways[hello]] == [(Place("welcome", "consent"),)]
    assert list(v20_consent.RULE.look(looked, Facts())) == []


def test_without_the_consent_the_message_is_found_through_the_other_flow() -> None:
    looked = subject(TWO_VISITS.replace("next: consent}", "next: again}"), HELLO)
    seen = list(v20_consent.RULE.look(looked, Facts()))
    assert [(one.flow, one.node) for one in seen] == [("welcome", "message")]


def test_a_circle_through_another_flow_is_found() -> None:
    text = "flow: welcome\nstart: one\nnodes:\n  one: {kind: subflow, flow: hello, next: one}\n"
    seen = list(loop.RULE.look(subject(text, HELLO), Facts()))
    assert [dict(one.sentence.values)["path"] for one in seen] == ["welcome.one -> hello.hello -> welcome.one"]


def test_the_cheapest_way_is_found_where_the_shortest_costs_more() -> None:
    looked = subject(TWO_VISITS, HELLO)
    dear = nearest(looked.ways, looked.starts, lambda arrow: int(arrow.field == "no"))
    assert [arrow.field for arrow in dear[(Place("welcome", "school"),)]][-1] == "next"


def test_an_arrow_that_cannot_be_gone_hides_what_is_behind_it() -> None:
    looked = subject(TWO_VISITS, HELLO)
    places = {stack[-1].node for stack in reached(looked.ways, looked.starts, lambda arrow: arrow.field != "yes")}
    assert "message" not in places
    assert "school" in places


def test_a_thousand_nodes_that_visit_a_thousand_are_looked_at_up_to_a_bound() -> None:
    visits = "".join(f"  v{at}: {{kind: subflow, flow: wide, next: v{at + 1}}}\n" for at in range(200))
    first = f"flow: welcome\nstart: v0\nnodes:\n{visits}  v200: {{kind: menu, prompts: [info.school]}}\n"
    nodes = "".join(f"  n{at}: {{kind: say, prompts: [hello], next: n{at + 1}}}\n" for at in range(200))
    wide = f"flow: wide\nstart: n0\nnodes:\n{nodes}  n200: {{kind: menu, prompts: [info.school]}}\n"
    looked = subject(first, wide)
    assert len(ways(looked.book, looked.starts)) <= MOST

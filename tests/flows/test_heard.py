"""Where prompts are heard: every prompt of a flow has a place in plain words, and a role."""

import pytest

from flows.heard import KINDS, Role, occurrences
from flows.load import read
from flows.nodes import NODE_KINDS
from tests.support.flow_books import TEXTS

SAY_NOTHING_OF_THEIR_OWN = {"Language", "Branch", "Subflow", "Discreet"}
EVERYTHING = """
flow: all
start: hello
nodes:
  hello: {kind: say, prompts: [hello], next: promise}
  promise: {kind: say, prompts: [promise], skippable: false, next: needs}
  needs:
    kind: menu
    where: here
    intro: choose
    offers: [person]
    options:
      doctor: {key: "1", prompt: need.doctor, next: info}
    shortcuts:
      teeth: {prompt: need.teeth, next: info}
  info: {kind: menu, topic: health, prompts: [info], offers: [back]}
  ask: {kind: ask, prompts: [age], store: age, digits: {max: 2}, next: sort}
  sort: {kind: ask, where: second, prompts: [sort], store: sort, answers: {a: {key: "1", prompt: sort.a}}, next: agree}
  agree: {kind: consent, what: agree, prompts: [agree], yes: message, no: bye}
  message: {kind: record, prompts: [message], next: open}
  open: {kind: hours, times: [{days: [monday], from: "09:00", to: "10:00"}], opens: opens, open: bye, closed: bye}
  person: {kind: handover, looking: look, next: bye, nobody: bye}
  bye: {kind: goodbye, prompts: [bye, hello]}
"""


def test_every_kind_has_a_rule_or_names_no_prompt() -> None:
    assert {kind.__name__ for kind in NODE_KINDS if kind not in KINDS} == SAY_NOTHING_OF_THEIR_OWN


@pytest.mark.parametrize("file", TEXTS)
def test_every_prompt_and_word_of_the_library_has_a_place(file: str) -> None:
    flow = read(TEXTS[file], file)
    found = occurrences([flow])
    assert set(found) == {name for node in flow.nodes.values() for name in node.prompts_said()}
    chosen = {name for node in flow.nodes.values() for name in node.words_heard()}
    assert {name for name, one in found.items() if one.chosen} == chosen
    assert all(one.where.startswith(f"flow {flow.flow}, at '") for one in found.values())


@pytest.mark.parametrize(
    ("prompt", "role", "where"),
    [
        ("promise", Role.FIRM, "flow all, at 'promise': a sentence that no key skips; then the call goes on"),
        ("here", Role.PLACE, "flow all, at 'needs': says where in a row of questions the caller is"),
        ("choose", Role.QUESTION, "flow all, at 'needs': before the choices, where callers can speak"),
        ("choose_keys", Role.QUESTION, "flow all, at 'needs': before the choices, where callers have only keys"),
        ("need.doctor", Role.LABEL, "flow all, at 'needs': name of the choice 'doctor', key 1"),
        ("need.teeth", Role.LABEL, "flow all, at 'needs': name of 'teeth', asked back when it was heard unsurely"),
        ("info", Role.INFORMATION, "flow all, at 'info': the information about health"),
        ("age", Role.QUESTION, "flow all, at 'ask': the question; a number follows, keyed or spoken"),
        ("second", Role.PLACE, "flow all, at 'sort': says where in a row of questions the caller is"),
        ("sort.a", Role.LABEL, "flow all, at 'sort': name of the choice 'a', key 1"),
        ("agree", Role.FIRM, "flow all, at 'agree': what is asked for; yes and no follow; no key skips it"),
        ("message", Role.QUESTION, "flow all, at 'message': what to do; then the caller's message is recorded"),
        ("opens", Role.INFORMATION, "flow all, at 'open': closed now; says when it opens"),
        ("look", Role.FIRM, "flow all, at 'person': while a person is looked for"),
        ("bye", Role.FIRM, "flow all, at 'bye': the last words; then the call ends"),
    ],
)
def test_a_place_in_plain_words(prompt: str, role: Role, where: str) -> None:
    one = occurrences([read(EVERYTHING, "all.yaml")])[prompt]
    assert (one.role, one.where) == (role, where)


def test_what_the_line_puts_in_is_told() -> None:
    assert occurrences([read(EVERYTHING, "all.yaml")])["opens"].values == ("day", "time")


def test_a_prompt_at_several_places_is_told_once() -> None:
    one = occurrences([read(EVERYTHING, "all.yaml")])["hello"]
    assert one.role is Role.INFORMATION
    assert one.where == (
        "flow all, at 'hello': information; then the call goes on; "
        "flow all, at 'bye': the last words; then the call ends"
    )

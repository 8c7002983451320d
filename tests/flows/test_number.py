"""A number by voice and by key: rules V14, V15, V23."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.effects import DIGIT_WORDS, DIGITS, Listen
from flows.limits import INTERDIGIT_MS, SPOKEN_DIGITS_MS
from flows.load import book
from flows.model import FlowBook
from flows.nodes.ask import Ask, Digits
from flows.nodes.base import Offer
from flows.proofs import prove
from flows.proofs.explore import explore
from flows.proofs.paths import by_voice, reached
from flows.state import Place
from flows.walk import Walk, WalkError
from speech.ports import DIGITS as HEARD_DIGITS
from tests.support.flow_books import TEXTS

LONGEST = 9
FLOW = f"""
flow: number
start: first
nodes:
  first: {{kind: ask, prompts: [ask.number], store: number, digits: {{min: 4, max: {LONGEST}}}, next: last}}
  last: {{kind: menu, topic: law, prompts: [info.law], offers: [person, again]}}
"""


def flows(*by_example: str) -> FlowBook:
    offer = Offer(("ko", "en"), "ko", frozenset({"ko", *by_example}), by_example=frozenset(by_example))
    return book({"universal": TEXTS["universal.yaml"], "number": FLOW}, offer)


BOOK = flows()


def called(*actions: str, language: str = "ko", flow_book: FlowBook = BOOK) -> Walk:
    walked = Walk(flow_book, "number", language=language)
    for action in actions:
        walked.do(action)
    walked.settle()
    return walked


def heard(walked: Walk) -> set[str]:
    return {name for name, _ in walked.listening}


def test_a_spoken_number_is_said_back_and_a_yes_takes_it() -> None:
    walked = called("say 3 1 4 1", "silence")
    assert "digits[3141]/ko" in walked.lines[-2]
    walked.do("say yes")
    assert dict(walked.state.answers) == {"number": "3141"}
    assert walked.state.tally.voice
    assert not walked.state.tally.keys


def test_how_surely_digits_were_heard_makes_no_difference_they_are_said_back() -> None:
    assert called("mumble 3 1 4 1", "silence").lines[-2:] == called("say 3 1 4 1", "silence").lines[-2:]


def test_the_longest_number_is_said_back_at_once() -> None:
    walked = called("say 123456789")
    assert walked.state.confirming == DIGITS


def test_silence_after_spoken_digits_is_as_long_as_between_keys() -> None:
    """The ears have waited for a part of it."""
    (listen,) = [effect for effect in called("say 3 1 4").step.effects if isinstance(effect, Listen)]
    assert listen.no_input_ms == INTERDIGIT_MS - SPOKEN_DIGITS_MS
    assert listen.patience == "digits"


def test_more_digits_than_fit_are_not_taken_and_those_before_stay() -> None:
    walked = called("say 1 2 3 4", "say 5 6 7 8 9 0")
    assert walked.state.digits == "1234"
    assert walked.state.errors_here == 1
    assert "digits[1234]/ko" in walked.lines[-2]


def test_no_to_the_read_back_asks_again_and_twice_leads_to_a_person() -> None:
    walked = called("say 1 2 3 4", "silence", "say no")
    assert (walked.state.digits, walked.state.place.node) == ("", "first")
    walked.do("say 1 2 3 4")
    walked.do("silence")
    walked.do("say no")
    assert str(walked.state.place) == "universal.find"


@pytest.mark.parametrize("unclear", ["nonsense", "mumble yes", "silence"])
def test_a_read_back_without_an_answer_is_read_again(unclear: str) -> None:
    walked = called("say 1 2 3 4", "silence", unclear)
    assert walked.state.confirming == DIGITS
    assert "digits[1234]/ko . yes_no.yes" in walked.lines[-2]
    assert not walked.state.answers


def test_mistakes_in_a_number_lead_to_keys_and_then_to_a_person() -> None:
    walked = called("say 1 2 3", "nonsense", "nonsense")
    assert DIGITS not in heard(walked)
    assert walked.state.digits == "123"
    walked.do("nonsense")
    assert str(walked.state.place) == "universal.find"


@pytest.mark.parametrize("word", ["@back", "@again"])
def test_a_word_takes_back_what_was_said_last_and_then_means_what_it_means_everywhere(word: str) -> None:
    walked = called("say 1 2", "say 3 4 5 6", f"say {word}")
    assert walked.state.digits == "12"
    walked.do("mumble @back")
    assert walked.state.digits == ""
    assert not walked.state.confirming
    walked.do(f"say {word}")
    assert walked.lines[-2].endswith(f"{word} by voice)") or f"{word} by voice" in "".join(walked.lines[-4:])


def test_a_word_that_was_no_word_costs_no_digit() -> None:
    walked = called("say 1 2 3", "mumble @person")
    assert walked.state.confirming == "@person"
    walked.do("say no")
    assert walked.state.digits == "123"
    assert "digits[123]/ko" in walked.lines[-1]


def test_a_language_taught_by_example_hears_no_digits() -> None:
    taught = flows("en")
    assert DIGITS not in heard(called(language="en", flow_book=taught))
    assert DIGITS in heard(called(language="ko", flow_book=taught))
    with pytest.raises(WalkError, match="'say 1 2 3 4': only @again"):
        called("say 1 2 3 4", language="en", flow_book=taught)
    assert (
        called("key 1", "key 2", "key 3", "key 4", "key #", language="en", flow_book=taught).state.confirming == DIGITS
    )


@pytest.mark.parametrize("by_example", [(), ("en",)])
def test_a_number_is_no_hole_in_the_proofs(by_example: tuple[str, ...]) -> None:
    assert prove(flows(*by_example), lambda _: 2_000).unproved == ()


def test_it_is_reached_by_voice_alone_and_by_key_where_digits_are_not_heard() -> None:
    taught = flows("en")
    for language, spoken in (("ko", True), ("en", False)):
        found = explore(taught, "number", language)
        assert Place("number", "last") in reached(found, by_voice)
        ways = [way for way in found.ways[found.start] if way.act.choice]
        assert {way.act.label for way in ways} == {"keys 1111#", *(["say a number"] if spoken else [])}
        assert any(way.act.number for way in ways) == (not spoken)


def test_the_names_of_the_two_rooms_are_one() -> None:
    assert HEARD_DIGITS == DIGITS
    ask = BOOK.flows["number"].nodes["first"]
    assert isinstance(ask, Ask)
    assert ask.digits == Digits(min=4, max=LONGEST)
    assert ask.words_heard() == DIGIT_WORDS


SAID = st.text("0123456789", min_size=1, max_size=4)
ACTS = st.lists(st.one_of(SAID.map(lambda digits: f"say {digits}"), st.sampled_from(["key 7", "key 0", "say @again"])))


@given(acts=ACTS)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_what_is_keyed_and_said_adds_up(acts: list[str]) -> None:
    """Against the obvious: a list of groups, of which the last is taken back."""
    walked = called()
    digits, last = "", None
    for act in acts:
        verb, _, what = act.partition(" ")
        if what == "@again" and not digits:
            break
        if what == "@again":
            keep = last if last is not None else (len(digits) - 1) // 3 * 3
            digits, last = digits[:keep], None
        elif len(digits + what) > LONGEST:
            break
        else:
            digits, last = digits + what, len(digits) if verb == "say" else None
        walked.do(act)
        assert walked.state.digits == digits
        if len(digits) == LONGEST:
            assert walked.state.confirming == DIGITS
            break

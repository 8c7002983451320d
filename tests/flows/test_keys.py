"""Keys: when they count, when they are forgotten, what they never do (V12, V17, V18, V22, V23; DESIGN 4, Keys)."""

import pytest

from flows.effects import Gap, Listen, Play, Spoken
from flows.events import Heard, KeyPressed
from flows.limits import AFTER_KEY_MS
from flows.state import Finding, Listening
from flows.walk import Walk, WalkError
from tests.support.flow_books import beside_universal, everything, library


def called(flow: str, *actions: str) -> Walk:
    walked = Walk(library("ko") if flow == "welcome" else everything("ko"), flow)
    for action in actions:
        walked.do(action)
    return walked


def test_half_a_second_of_silence_after_a_key_and_none_after_a_word() -> None:
    """Rule V18: the keypad is often in the handset."""
    by_key = called("welcome", "key 1").step.effects[-1]
    by_voice = called("welcome", "say language.ko", "say yes").step.effects[-1]
    assert isinstance(by_key, Play)
    assert isinstance(by_voice, Play)
    assert by_key.items == (Gap(AFTER_KEY_MS), *by_voice.items)


def test_a_key_before_a_consent_sentence_never_answers_the_consent() -> None:
    """Rules V17 and V22: the key in front is forgotten; what is pressed during the sentence too."""
    walked = called("everything", "key 2", "early 1", "early 1", "early 1")
    assert str(walked.state.place) == "everything.consent"
    walked.settle()
    assert str(walked.state.place) == "everything.agree"
    assert not walked.state.answers


@pytest.mark.parametrize(("key", "node"), [("0", "find"), ("9", "danger"), ("#", "languages")])
def test_a_consent_sentence_can_always_be_left(key: str, node: str) -> None:
    walked = called("everything", "key 2", f"early {key}")
    assert walked.state.place.node == node


def test_an_unsure_yes_is_no_yes() -> None:
    """Rule V22: what may be noise is never consent."""
    walked = called("everything", "key 1", "mumble agree.yes", "mumble yes")
    assert str(walked.state.place) == "everything.agree"
    assert not walked.state.answers
    assert not walked.state.confirming


def test_an_unsure_yes_is_enough_for_a_step_in_a_menu() -> None:
    """Rule V20: two things were heard, and back is one key."""
    walked = called("welcome", "key 1", "mumble menu.law", "mumble yes")
    assert str(walked.state.place) == "law.choose"
    walked.do("key #")
    assert str(walked.state.place) == "welcome.needs"


@pytest.mark.parametrize("word", ["@person", "@danger", "@language"])
def test_an_unsure_yes_is_none_where_more_hangs_on_it(word: str) -> None:
    walked = called("welcome", "key 1", f"mumble {word}", "mumble yes")
    assert str(walked.state.place) == "welcome.needs"


def test_an_unsure_yes_leads_to_no_person_through_a_menu_either() -> None:
    """Rule V22, as for any sound."""
    text = """
flow: asks
start: needs
nodes:
  needs: {kind: menu, prompts: [menu.intro], options: {law: {key: "1", prompt: menu.law, next: find}}}
  find: {kind: handover, next: needs, nobody: needs}
"""
    walked = Walk(beside_universal({"asks.yaml": text}, "ko"), "asks", language="ko")
    for action in ("mumble menu.law", "mumble yes"):
        walked.do(action)
    assert str(walked.state.place) == "asks.needs"
    walked.do("mumble menu.law")
    walked.do("say yes")
    assert str(walked.state.place) == "asks.find"


def test_a_number_wrong_twice_leads_to_a_person() -> None:
    """Rule V23."""
    walked = called("everything", "key 1", "key 1", *["early 1", "early 2", "early #"] * 2)
    assert str(walked.state.place) == "universal.find"
    assert walked.state.tally.ladder_end


def test_the_longest_number_needs_no_hash() -> None:
    walked = called("everything", "key 1", "key 1", *(f"early {key}" for key in "09876543"))
    assert "digits[09876543]/ko" in walked.lines[-1]
    walked.do("key 1")
    assert dict(walked.state.answers)["number"] == "09876543"


def test_star_takes_back_three_digits_at_a_time() -> None:
    walked = called("everything", "key 1", "key 1", *(f"early {key}" for key in "1234567"))
    left = []
    for _ in range(3):
        walked.do("early *")
        left.append(walked.state.digits)
    assert left == ["123456", "123", ""]
    assert "ask.number" in walked.lines[-1]


def test_a_key_during_the_question_is_the_first_digit() -> None:
    walked = called("everything", "key 1", "key 1")
    walked.do("early 7")
    assert walked.state.digits == "7"


@pytest.mark.parametrize("key", ["A", "D", "", "12", "F"])
def test_what_is_no_key_of_a_telephone_is_not_taken(key: str) -> None:
    """RFC 4733 has A to D and flash too."""
    walked = called("welcome", "key 1")
    before = walked.state
    assert not walked.post(KeyPressed(walked.at, key)).effects
    assert walked.state == before


def test_a_stray_key_in_the_greeting_costs_nothing() -> None:
    walked = called("welcome", "early 7")
    assert str(walked.state.place) == "welcome.languages"
    assert walked.state.errors_total == 0


def test_zero_again_does_not_begin_the_search_again() -> None:
    walked = called("welcome", "key 2", "key 0", "early 0")
    assert walked.lines[-1] == "> early 0"


def test_danger_leaves_a_search_and_the_search_is_not_taken_up_again() -> None:
    walked = called("welcome", "early 0")
    assert isinstance(walked.state.mode, Finding)
    walked.do("early 9")
    assert "danger.short/ko" in walked.lines[-1]
    walked = called("welcome", "key 2", "key 1", "key 0", "early 9", "key #")
    assert str(walked.state.place) == "health.choose"


def test_zero_in_a_search_of_the_flow_does_not_double_it() -> None:
    """After the second search the call goes on where the first would have gone on."""
    walked = called("welcome", "key 8", "wait 1", "early 0", "key 2")
    assert sum("find a person" in line for line in walked.lines) == 2
    assert str(walked.state.place) == "welcome.promise"


def test_danger_is_not_remembered_as_a_question_to_go_back_to() -> None:
    walked = called("welcome", "key 2", "key 1", "key 9", "key #")
    assert str(walked.state.place) == "health.choose"
    walked.do("key #")
    assert str(walked.state.place) == "welcome.needs"


def test_universal_words_are_heard_in_every_question_also_when_only_keys_are_left() -> None:
    """Rules V11 and V12."""
    walked = called("welcome", "key 1", "nonsense", "nonsense")
    walked.settle()
    (listen,) = walked.step.effects
    assert isinstance(listen, Listen)
    assert {name for name, _ in listen.options} == {"@person", "@danger", "@again", "@slower", "@back", "@language"}


def test_a_word_that_was_not_offered_is_not_understood() -> None:
    walked = called("welcome", "key 1")
    walked.settle()
    mode = walked.state.mode
    assert isinstance(mode, Listening)
    walked.post(Heard(walked.at, mode.listen, "menu.from_elsewhere"))
    assert walked.state.errors_here == 1
    with pytest.raises(WalkError, match="only @again"):
        called("welcome", "key 1", "say menu.from_elsewhere")


def test_the_read_back_is_said_with_the_digits() -> None:
    walked = called("everything", "key 1", "key 1", *(f"early {key}" for key in "1230#"))
    (play,) = [effect for effect in walked.step.effects if isinstance(effect, Play)]
    assert Spoken("digits", "ko", (("digits", "1230"),)) in play.items

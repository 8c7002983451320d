"""What is said over a sentence counts where a key would, and nowhere else (rules V17, V22)."""

import pytest

from flows.effects import Overhear, Play, Spoken, StopPlaying
from flows.events import KeyDown, Overheard
from flows.state import Listening, Speaking, changed
from flows.step import Answered
from flows.walk import Walk
from tests.support.flow_books import beside_universal, library

CONSENT = """
flow: example
start: agree
nodes:
  agree: {kind: consent, what: sharing, prompts: [share], "yes": told, "no": last}
  told: {kind: say, prompts: [info.health], skippable: false, next: long}
  long: {kind: say, prompts: [info.health], next: last}
  last: {kind: menu, prompts: [info.health], options: {more: {key: "1", prompt: option.more, next: last}}}
"""


def _at_menu(*hears: str) -> Walk:
    walked = Walk(library(*hears), "welcome")
    walked.do("early 1")
    walked.settle()
    walked.do("key 2")
    return walked


def _hears(walked: Walk) -> Overhear | None:
    (play,) = [effect for effect in walked.step.effects if isinstance(effect, Play)]
    return play.hears


def _say(walked: Walk, option: str) -> None:
    mode = walked.state.mode
    assert isinstance(mode, Speaking)
    walked.post(Overheard(walked.at, mode.play, option))


def test_the_answers_of_a_question_and_the_universal_words_are_heard_over_it() -> None:
    walked = _at_menu("ko")
    over = _hears(walked)
    assert over is not None
    walked.settle()
    assert over.options == walked.listening
    assert set(over.hot) == {"@person", "@again"}
    assert not over.strict


def test_what_is_said_over_a_question_stops_it_and_is_answered() -> None:
    early, late = _at_menu("ko"), _at_menu("ko")
    over = _hears(early)
    assert over is not None
    option = next(words for words, _ in over.options if not words.startswith("@"))
    _say(early, option)
    late.settle()
    late.do(f"say {option}")
    assert early.state.place == late.state.place
    assert early.step.effects[0] == StopPlaying()
    assert any(isinstance(note, Answered) and note.by == "voice" for note in early.step.notes)
    assert early.state.tally.voice
    assert early.state.tally.asked == late.state.tally.asked


def test_over_information_only_hot_words_are_heard_and_more_strictly() -> None:
    walked = Walk(beside_universal({"example.yaml": CONSENT}, "ko"), "example", language="ko")
    walked.settle()
    walked.do("key 1")
    assert _hears(walked) is None, "no key skips it, and no word"
    walked.tick()
    over = _hears(walked)
    assert over is not None
    assert over.options == (("@person", "ko"), ("@again", "ko"))
    assert over.strict
    _say(walked, "@person")
    assert walked.state.place.flow == "universal"


def test_nothing_is_heard_over_a_consent_and_its_second_question() -> None:
    walked = Walk(beside_universal({"example.yaml": CONSENT}, "ko"), "example", language="ko")
    assert _hears(walked) is None
    _say(walked, "yes")
    _say(walked, "@person")
    assert walked.state.place.node == "agree"
    assert isinstance(walked.state.mode, Speaking)


def test_a_language_without_ears_hears_nothing_over_its_sentences() -> None:
    assert _hears(_at_menu()) is None


def test_quiet_mode_hears_no_word() -> None:
    walked = _at_menu("ko")
    walked.do("key 9")
    walked.do("key 3")
    assert walked.state.discreet
    while isinstance(walked.state.mode, Speaking):
        assert not [one for one in walked.step.effects if isinstance(one, Play) and one.hears]
        walked.tick()


@pytest.mark.parametrize("option", ["no.such.word", "", "menu.health"])
def test_a_word_that_is_no_answer_here_changes_nothing(option: str) -> None:
    walked = _at_menu("ko")
    before = walked.state
    _say(walked, option)
    assert walked.state == before


def test_a_word_over_a_sentence_that_is_over_changes_nothing() -> None:
    walked = _at_menu("ko")
    mode = walked.state.mode
    assert isinstance(mode, Speaking)
    walked.settle()
    before = walked.state
    assert isinstance(before.mode, Listening)
    walked.post(Overheard(walked.at, mode.play, "@person"))
    assert walked.state == before


@pytest.mark.parametrize("due", ["quiet", "warning"])
def test_whoever_speaks_when_a_clock_has_run_out_is_there(due: str) -> None:
    walked = _at_menu("ko")
    walked.state = changed(walked.state, {"due": due})
    _say(walked, "@person")
    assert walked.state.place.flow == "universal"
    assert walked.state.due != "quiet"


def test_nothing_more_is_taken_when_the_call_has_lasted_long_enough() -> None:
    walked = _at_menu("ko")
    walked.state = changed(walked.state, {"due": "length"})
    before = walked.state
    _say(walked, "@person")
    assert walked.state == before


def test_what_is_asked_back_is_answered_only_after_it_was_named() -> None:
    walked = _at_menu("ko")
    walked.settle()
    walked.do("mumble @person")
    over = _hears(walked)
    assert over is not None
    (play,) = [effect for effect in walked.step.effects if isinstance(effect, Play)]
    named = [item.prompt for item in play.items[: over.named] if isinstance(item, Spoken)]
    assert named == ["confirm.heard", "offer.person"]


def test_a_key_that_is_going_down_goes_before_a_word() -> None:
    walked = _at_menu("ko")
    walked.post(KeyDown(walked.at, "5"))
    before = walked.state
    _say(walked, "@person")
    assert walked.state == before

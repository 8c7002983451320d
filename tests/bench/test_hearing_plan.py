"""Who speaks and what is said in the synthetic corpus: split, menus and plan."""

from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from bench.hearing.conditions import ALL, CLEAN
from bench.hearing.korean_corpus import espoken
from bench.hearing.korean_frames import FRAMES, framed
from bench.hearing.korean_menus import confirmation, consent, menus
from bench.hearing.korean_plan import CALIBRATION_SIDE, TEST_SIDE, Amounts, own_phrases, plan, strangers
from bench.hearing.trying import Kind
from bench.hearing.voices import BABBLE, CALIBRATION, TEST, Take, other_take, takes
from prompts import words as phrases
from speech.decoys import decoys
from speech.measure import STRANGERS
from speech.vocabulary import normal
from tests.support.korean import why_no_espeak

MENUS = menus()
FEW = Amounts(clean=1, degraded=0.5, strange=1, degraded_strange=0.5, frames=10, degraded_frames=10)


def test_no_voice_is_on_two_sides() -> None:
    everybody = (*CALIBRATION, *TEST, *BABBLE)
    assert len(set(everybody)) == len(everybody)


def test_words_on_no_list_are_on_no_list() -> None:
    calibration, test = strangers("calibration"), strangers("test")
    book = phrases.load()
    listed = {
        word
        for option in book.options("ko")
        for phrase in book.phrases(option, "ko")
        for word in (*normal(phrase), phrase)
    }
    before = set((STRANGERS / "ko.txt").read_text(encoding="utf-8").split())
    assert min(len(calibration), len(test)) >= 40
    assert len({*calibration, *test}) == len(calibration) + len(test)
    assert not {*calibration, *test} & ({*decoys("ko")} | listed | before)


def test_no_sentence_holds_an_option() -> None:
    listed = {tuple(normal(phrase)) for menu in MENUS for _, said in menu.grammar.options for phrase in said}
    assert len(set(FRAMES)) == 10
    for frame in FRAMES:
        assert frame.count("{x}") == 1
        words = normal(framed(frame, ""))
        inside = {words[start:end] for start in range(len(words)) for end in range(start + 1, len(words) + 1)}
        assert not inside & listed


@pytest.mark.skipif(why_no_espeak() is not None, reason=str(why_no_espeak()))
def test_every_voice_is_there_and_sounds_different() -> None:
    """espeak-ng takes the voice itself where it does not know a variant, and says nothing."""
    sounds = {voice: espoken("아이 엄마", Take(voice, 130, 50).voice("ko"), 130, 50).tobytes() for voice in everyone()}
    assert len(set(sounds.values())) == len(sounds)


def everyone() -> tuple[str, ...]:
    return (*CALIBRATION, *TEST, *BABBLE)


def test_every_voice_speaks_before_the_first_speaks_again() -> None:
    for each in (list(islice(takes(TEST, "x"), 24)), list(islice(takes(TEST, "y"), 24))):
        assert Counter(take.variant for take in each) == dict.fromkeys(TEST, 4)
    assert list(islice(takes(TEST, "x"), 24)) == list(islice(takes(TEST, "x"), 24))
    assert list(islice(takes(TEST, "x"), 24)) != list(islice(takes(TEST, "y"), 24))


def test_another_take_is_the_same_voice_said_otherwise() -> None:
    take = Take("m2", 175, 65)
    again = other_take(take)
    assert again.variant == take.variant
    assert (again.speed, again.pitch) != (take.speed, take.pitch)


def test_the_menus_are_those_of_a_call() -> None:
    places = {menu.place: menu for menu in MENUS}
    needs = places["welcome.needs"]
    assert [option for option, _ in needs.own][:4] == ["menu.health", "menu.law", "menu.shelter", "menu.work"]
    assert "need.doctor" not in dict(needs.own)  # no shortcut there
    assert len(needs.universal) == 6
    assert len(places["welcome.languages"].universal) == 5  # no `wrong language` before there is one
    assert dict(confirmation().own).keys() == {"yes", "no"}
    assert len({menu.grammar for menu in MENUS}) == len(MENUS)
    assert needs.items


def test_a_consent_is_strict_and_nothing_else_is() -> None:
    assert consent().grammar.strict
    assert not any(menu.grammar.strict for menu in MENUS)


def test_every_phrase_is_tried_and_universal_words_once() -> None:
    pairs = [(option, phrase) for _, option, phrase in own_phrases(MENUS) if option.startswith("@")]
    assert len(pairs) == len(set(pairs)) == 18
    own = {(option, phrase) for _, option, phrase in own_phrases(MENUS)}
    assert own == {(option, phrase) for menu in MENUS for option, said in menu.grammar.options for phrase in said}
    for number, option, phrase in own_phrases(MENUS):
        assert phrase in dict(MENUS[number].grammar.options)[option]


@pytest.mark.parametrize("side", [CALIBRATION_SIDE, TEST_SIDE])
def test_a_plan_keeps_to_its_side_and_is_always_the_same(side: object) -> None:
    assert side in {CALIBRATION_SIDE, TEST_SIDE}
    chosen = CALIBRATION_SIDE if side == CALIBRATION_SIDE else TEST_SIDE
    tries = list(plan(MENUS, chosen, FEW, ALL))
    assert tries == list(plan(MENUS, chosen, FEW, ALL))
    assert {each.take.variant for each in tries} == set(chosen.variants)
    assert {each.phrase for each in tries if not each.option} == set(chosen.strangers)
    assert {each.condition for each in tries} == set(ALL)


def test_amounts_are_kept() -> None:
    count = Counter(each.kind for each in plan(MENUS, TEST_SIDE, FEW, [CLEAN]))
    assert count == {
        Kind.LISTED: len(own_phrases(MENUS)),
        Kind.STRANGE: len(TEST_SIDE.strangers),
        Kind.FRAMED: 10,
        Kind.EMPTY: 10,
    }
    assert any(each.free for each in plan(MENUS, TEST_SIDE, FEW, [CLEAN]))


def test_word_files_say_who_wrote_them() -> None:
    folder = Path(__file__).parents[2] / "bench" / "hearing" / "words"
    for file in sorted(folder.glob("*.txt")):
        assert "review: none" in file.read_text(encoding="utf-8")

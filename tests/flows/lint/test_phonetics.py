"""How far apart phrases sound: a distance, and one that ears would agree with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.lint.phonetics import LETTERS, Consonant, Vowel, between, distance, letters

SOUNDS = st.lists(st.sampled_from(sorted(LETTERS)), max_size=8).map(tuple)


@given(one=SOUNDS, other=SOUNDS)
def test_the_same_either_way_and_nothing_from_itself(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert distance(one, other) == pytest.approx(distance(other, one))
    assert 0.0 <= distance(one, other) <= 1.0
    assert distance(one, one) == 0.0


@given(one=SOUNDS, other=SOUNDS, sound=st.sampled_from(sorted(LETTERS)))
def test_what_both_begin_with_makes_them_no_farther(one: tuple[str, ...], other: tuple[str, ...], sound: str) -> None:
    assert distance((sound, *one), (sound, *other)) <= distance(one, other) + 1e-9


@pytest.mark.parametrize(
    ("near", "far"),
    [
        (("p", "t"), ("p", "s")),  # place is hardly heard, manner is
        (("p", "b"), ("p", "m")),
        (("m", "n"), ("m", "v")),
        (("i", "ɪ"), ("i", "a")),
        (("o", "u"), ("o", "i")),
        (("j", "i"), ("j", "t")),
        (("l", "r"), ("l", "k")),
    ],
)
def test_what_ears_confuse_is_near(near: tuple[str, str], far: tuple[str, str]) -> None:
    assert 0 < between(*near) < between(*far)


def test_a_transcription_becomes_letters() -> None:
    assert letters("d_ˈɒ_k_t_ə") == ("d", "ɒ", "k", "t", "ə")
    assert letters("tʃ_ˈɛ̃ː g") == (
        "t",
        "ʃ",
        "ɛ",
        "ɡ",
    )  # affricates fall apart, length and stress and nasals are left out
    assert letters("(en)?") == ("e", "n")


def test_every_letter_has_features_in_range() -> None:
    assert len(LETTERS) > 90
    for sound in LETTERS.values():
        if isinstance(sound, Vowel):
            assert 0 <= sound.height <= 1
            assert 0 <= sound.back <= 1
        if isinstance(sound, Consonant):
            assert 0 <= sound.place <= 1


def test_words_that_rhyme_are_nearer_than_others() -> None:
    pain, bain, manger = letters("pɛ̃"), letters("bɛ̃"), letters("mɑ̃ʒe")
    assert distance(pain, bain) < 0.25 < distance(pain, manger)

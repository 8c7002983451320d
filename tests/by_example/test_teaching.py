"""A language taught from a few voices: what is learnt, what is refused, and what is heard of a stranger."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from speech.by_example import taught
from speech.by_example.hearer import ExampleHearer
from speech.by_example.recipe import EXAMPLES, SUMMARY
from speech.by_example.recording import Fault, Recording
from speech.by_example.teaching import FEWEST_SPEAKERS, MOST_EXAMPLES, teach
from speech.judge import Answer
from speech.models import check, installed
from speech.ports import Grammar, ModelBroken, Zone
from tests.support.korean import why_no_espeak
from tests.support.voices import STRANGER, TEACHERS, network, recordings, word
from tests.support.voices import taught as taught_into

pytestmark = [
    pytest.mark.espeak,
    pytest.mark.skipif(why_no_espeak() is not None, reason=str(why_no_espeak())),
]

WORDS = ("docteur", "droits", "abri", "travail", "personne", "encore", "oui", "non", "police")
MENU = (
    ("menu.health", ("santé", "docteur")),
    ("menu.law", ("droits",)),
    ("menu.shelter", ("abri",)),
    ("menu.work", ("travail",)),
)
ALWAYS = (("@danger", ("police",)), ("@again", ("encore",)), ("@person", ("personne",)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """French as five voices taught it."""
    found = tmp_path_factory.mktemp("models") / "fr"
    taught_into(WORDS, "fr", found)
    return found


@pytest.fixture(scope="module")
def ears(folder: Path) -> ExampleHearer:
    return ExampleHearer(folder)


def heard(ears: ExampleHearer, text: str, *options: tuple[str, tuple[str, ...]]) -> Answer | None:
    return ears.answer(ears.vocabulary(Grammar("fr", options)), word(text, "fr", STRANGER))


@pytest.mark.parametrize(("option", "phrase"), [(name, phrases[-1]) for name, phrases in (*MENU, *ALWAYS[1:])])
def test_a_stranger_is_heard(ears: ExampleHearer, option: str, phrase: str) -> None:
    assert heard(ears, phrase, *MENU, *ALWAYS) == Answer(option, phrase, Zone.ACCEPT, whole=True)


@pytest.mark.parametrize("other", ["ordinateur", "fenêtre", "bonjour", "voiture", "chapeau"])
def test_a_word_nobody_asked_for_is_never_taken_unasked(ears: ExampleHearer, other: str) -> None:
    answer = heard(ears, other, *MENU, *ALWAYS)
    assert answer is None or (answer.zone is Zone.CONFIRM and not answer.whole)


def test_a_word_like_no_other_is_refused(ears: ExampleHearer) -> None:
    assert heard(ears, "fenêtre", *MENU, *ALWAYS) is None


def test_one_yes_is_no_consent(ears: ExampleHearer) -> None:
    options = (("yes", ("oui",)), ("no", ("non",)))
    asked, agreed = (ears.vocabulary(Grammar("fr", options, strict=strict)) for strict in (False, True))
    said = word("oui", "fr", STRANGER)
    assert ears.answer(asked, said) == Answer("yes", "oui", Zone.ACCEPT, whole=True)
    assert ears.answer(agreed, said) == Answer("yes", "oui", Zone.CONFIRM, whole=False)


@pytest.mark.parametrize("other", ["oui", "non", "bien", "quoi", "nuit", "fenêtre", "aujourd'hui", "oui oui"])
def test_what_is_not_surely_yes_or_no_is_nothing_where_it_would_be_a_consent(ears: ExampleHearer, other: str) -> None:
    options = (("yes", ("oui",)), ("no", ("non",)))
    asked, agreed = (ears.vocabulary(Grammar("fr", options, strict=strict)) for strict in (False, True))
    said = word(other, "fr", STRANGER)
    loose, strict = ears.answer(asked, said), ears.answer(agreed, said)
    sure = loose is not None and loose.zone is Zone.ACCEPT
    assert (strict is not None) == sure
    assert strict is None or (strict.option, strict.zone) == (loose.option if loose else "", Zone.CONFIRM)


def test_six_words_are_live_at_most_and_danger_is_a_key(ears: ExampleHearer) -> None:
    live = ears.vocabulary(Grammar("fr", (*MENU, ("more", ("oui",)), *ALWAYS))).phrases
    assert list(live.values()) == ["menu.health", "menu.law", "menu.shelter", "menu.work", "@person", "@again"]


def test_half_a_menu_is_for_keys(ears: ExampleHearer) -> None:
    half = (*MENU[:3], ("menu.work", ("boulot",)))
    assert list(ears.vocabulary(Grammar("fr", (*half, *ALWAYS))).phrases.values()) == ["@person", "@again"]
    assert heard(ears, "droits", *half) is None


def test_a_word_nobody_recorded_is_no_mistake(ears: ExampleHearer) -> None:
    assert ears.knows("boulot")


def test_what_was_taught_is_there_again(folder: Path) -> None:
    again = taught.load(folder)
    assert again.passed == WORDS
    assert again.speakers == len(TEACHERS)
    assert {len(examples) for examples in again.examples.values()} == {len(TEACHERS)}
    assert all(again.right(each) == 1 for each in WORDS)
    assert installed(folder.parent)["fr"] == folder


def test_no_sound_and_no_speaker_is_kept(folder: Path) -> None:
    assert sorted(file.name for file in folder.iterdir()) == [SUMMARY, EXAMPLES]
    kept = (folder / SUMMARY).read_text()
    assert not any(f'"{voice}"' in kept for voice in TEACHERS)
    assert set(np.load(folder / EXAMPLES).files) == {"frames", "lengths", "semitones", "sure", "seconds"}


@pytest.mark.parametrize("part", [SUMMARY, EXAMPLES])
def test_a_broken_one_is_a_sentence(folder: Path, tmp_path: Path, part: str) -> None:
    broken = tmp_path / "fr"
    shutil.copytree(folder, broken)
    whole = (broken / part).read_bytes()
    (broken / part).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ModelBroken, match="teach the language again"):
        ExampleHearer(broken)


@pytest.mark.parametrize(
    ("kept", "instead"),
    [('"live": [', '"alive": ['), ('"docteur": 5', '"docteur": 900'), ('"live": [', '"live": ["x",')],
)
def test_a_summary_that_does_not_fit_is_a_sentence(folder: Path, tmp_path: Path, kept: str, instead: str) -> None:
    changed = tmp_path / "fr"
    shutil.copytree(folder, changed)
    summary = (changed / SUMMARY).read_text()
    assert kept in summary
    (changed / SUMMARY).write_text(summary.replace(kept, instead, 1))
    with pytest.raises(ModelBroken, match="teach the language again"):
        ExampleHearer(changed)


def test_one_of_another_version_is_a_sentence(folder: Path, tmp_path: Path) -> None:
    old = tmp_path / "fr"
    shutil.copytree(folder, old)
    (old / SUMMARY).write_text((old / SUMMARY).read_text().replace('"recipe": 1', '"recipe": 0'))
    with pytest.raises(ModelBroken, match="another version of this program"):
        check(old)


def test_a_wrong_word_is_named_by_the_others() -> None:
    every = recordings(WORDS[:4], "fr")
    wrong = Recording("droits", "m1", "m1/droits.wav", word("travail", "fr", "m1"))
    lesson = teach(network(), [wrong if each.place == wrong.place else each for each in every])
    (refused,) = lesson.refused
    assert (refused.place, refused.why, refused.heard_as) == ("m1/droits.wav", Fault.WRONG_WORD, "travail")
    assert len(lesson.taught.examples["droits"]) == len(TEACHERS) - 1


def test_words_that_sound_alike_stay_off() -> None:
    lesson = teach(network(), recordings(("droits", "travail", "poisson", "boisson"), "fr"))
    assert {"droits", "travail"} <= set(lesson.taught.passed)
    same = teach(network(), [*recordings(("droits",), "fr"), *_called("droit", recordings(("droits",), "fr"))])
    assert same.taught.passed != ("droits", "droit")


def _called(name: str, others: list[Recording]) -> list[Recording]:
    return [Recording(name, each.speaker, f"{each.speaker}/{name}.wav", each.sound) for each in others]


def test_two_speakers_are_too_few() -> None:
    lesson = teach(network(), recordings(WORDS[:4], "fr", TEACHERS[: FEWEST_SPEAKERS - 1]))
    assert lesson.taught.passed == ()


def test_nobody_outweighs_the_others() -> None:
    many = [Recording("droits", "m1", f"m1/droits-{n}.wav", word("droits", "fr", "m1")) for n in range(MOST_EXAMPLES)]
    kept = teach(network(), [*many, *recordings(WORDS[:4], "fr")]).taught.examples["droits"]
    assert len(kept) == MOST_EXAMPLES


def test_nothing_teaches_nothing() -> None:
    lesson = teach(network(), ())
    assert (lesson.taught.passed, lesson.refused) == ((), ())

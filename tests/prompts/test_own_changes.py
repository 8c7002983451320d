"""What callers hear otherwise: by prompt and option, as it comes out over what the program brings."""

from prompts.catalogue import load
from prompts.own import NONE, Files
from prompts.own_changes import Changes, Phrases, Sentence, changes
from prompts.words import load as words
from tests.support.sheets import HEAD, entry


def texts(**files: str) -> Files:
    return Files({tag: HEAD + entries for tag, entries in files.items()})


def test_nothing_changes_nothing() -> None:
    assert changes(NONE, NONE) == Changes((), ())
    noted = texts(en="#. keep: everything\n" + entry("clinic.mine", "Ours", ""))
    assert changes(NONE, noted) == Changes((), ())


def test_new_and_changed_sentences_are_told_as_they_come_out() -> None:
    one = texts(en=entry("clinic.mine", "Ours", "Ours"), fr=entry("clinic.mine", "Ours", "Le nôtre"))
    assert changes(NONE, one).sentences == (
        Sentence("clinic.mine", "en", "", "Ours"),
        Sentence("clinic.mine", "fr", "", "Le nôtre"),
    )
    two = texts(en=entry("clinic.mine", "Ours", "Ours"), fr=entry("clinic.mine", "Ours", "À nous"))
    assert changes(one, two).sentences == (Sentence("clinic.mine", "fr", "Le nôtre", "À nous"),)
    assert changes(two, NONE).sentences[1] == Sentence("clinic.mine", "fr", "À nous", "")


def test_own_english_over_shipped_leaves_the_other_languages_without() -> None:
    """Nobody has looked whether they still say the same, so callers do not hear them."""
    shipped = load()
    name = "offer.person"
    found = changes(NONE, texts(en=entry(name, "Somebody:", "Somebody:"))).sentences
    assert {each.language for each in found} == set(shipped.languages)
    assert next(each for each in found if each.language == "en").after == "Somebody:"
    assert {(each.before, each.after) for each in found if each.language == "fr"} == {
        (shipped.prompt(name, "fr").text, "")
    }


def test_phrases_are_told_by_what_is_added_and_removed() -> None:
    said = words().phrases("@back", "en")
    own = Files(words={"en": f'"@back":\n  - "{said[0]}"\n  - backwards now\n  - one place back\n'})
    assert changes(NONE, own).phrases == (Phrases("@back", "en", ("backwards now", "one place back"), said[1:]),)
    assert changes(own, NONE).phrases == (Phrases("@back", "en", said[1:], ("backwards now", "one place back")),)


def test_what_becomes_no_shortcut_is_told() -> None:
    own = Files(words={"ti": "clinic.mine: [ab, cd, ef]\nno_shortcut: [clinic.mine]\n"})
    assert changes(NONE, own).phrases == (
        Phrases("clinic.mine", "ti", ("ab", "cd", "ef"), ()),
        Phrases("no_shortcut", "ti", ("clinic.mine",), ()),
    )

"""An installation's own texts over the shipped ones: what counts, when, and where mistakes are told."""

from pathlib import Path

import pytest

from flows.messages import untranslated
from ivr.authoring import updating
from prompts import overlay, own_files, packs
from prompts.catalogue import TEXTS, UNITS, Catalogue, load
from prompts.errors import PromptError
from prompts.own import Own
from prompts.sheet import lines
from tests.support.sheets import Texts, entry

HELLO, BYE = entry("hello", "Hello", "Hello"), entry("bye", "Bye", "Bye")
SALUT = entry("hello", "Hello", "Salut")


class Both:
    """A shipped folder, and an installation's own."""

    def __init__(self, folder: Path) -> None:
        self.shipped = Texts(folder / "shipped", en=(HELLO, BYE), fr=(SALUT,))
        self.own = Texts(folder / "state")
        self.mine = Own(folder / "state")

    def write(self, place: Texts, **files: tuple[str, ...]) -> None:
        Texts(place.folder.parent / "made", **files)
        for file in (place.folder.parent / "made" / "texts").iterdir():
            file.replace(place.folder / file.name)
        (place.folder.parent / "made" / "texts").rmdir()
        (place.folder.parent / "made").rmdir()

    def catalogue(self) -> Catalogue:
        return load(self.shipped.folder, own=own_files.read(self.mine))

    def said(self, language: str) -> dict[str, str]:
        return {prompt.name: prompt.text for prompt in self.catalogue().spoken(language)}

    def rows(self) -> dict[str, tuple[tuple[str, str, str], ...]]:
        library = overlay.read(self.own.folder, [self.shipped.folder])
        return {line.key: line.texts for line in lines(library, ("fr",))}


@pytest.fixture
def both(tmp_path: Path) -> Both:
    return Both(tmp_path)


def test_without_own_files_everything_is_as_shipped(both: Both, tmp_path: Path) -> None:
    plain = load(both.shipped.folder)
    for own in (both.mine, Own(tmp_path / "nowhere")):
        over = load(both.shipped.folder, own=own_files.read(own))
        assert {(n, t): over.has(n, t) for n in over.names for t in ("en", "fr")} == {
            (n, t): plain.has(n, t) for n in plain.names for t in ("en", "fr")
        }


def test_an_own_wording_wins_and_a_new_name_is_added(both: Both) -> None:
    both.write(both.own, en=(entry("mine", "Mine", "Mine"),), fr=(entry("hello", "Hello", "Coucou"),))
    assert both.said("fr") == {"hello": "Coucou"}
    assert both.said("en") == {"hello": "Hello", "bye": "Bye", "mine": "Mine"}
    assert both.rows() == {
        "hello": (("fr", "Coucou", "done"),),
        "bye": (("fr", "", "missing"),),
        "mine": (("fr", "", "missing"),),
    }


@pytest.mark.parametrize("more", ["", "#, fuzzy\n"])
def test_a_new_version_of_the_program_with_other_english_is_not_contradicted(both: Both, more: str) -> None:
    """The own wording was made from English that nobody says any more; the shipped one follows the new."""
    both.write(both.own, fr=(entry("hello", "Hello", "Coucou", more),))
    both.write(
        both.shipped, en=(entry("hello", "Welcome", "Welcome"), BYE), fr=(entry("hello", "Welcome", "Bienvenue"),)
    )
    assert both.said("fr") == {"hello": "Bienvenue"}
    assert both.rows()["hello"] == (("fr", "Bienvenue", "done"),)


def test_own_english_wins_and_shipped_wordings_of_other_english_are_looked_at_again(both: Both) -> None:
    both.write(both.own, en=(entry("hello", "Good day", "Good day"),))
    assert both.said("en")["hello"] == "Good day"
    assert both.said("fr") == {}
    assert both.rows()["hello"] == (("fr", "Salut", "check again"),)
    both.write(both.own, fr=(entry("hello", "Good day", "Bonjour"),))
    assert both.said("fr") == {"hello": "Bonjour"}


def test_a_name_that_the_program_has_later_too_stays_the_installations(both: Both) -> None:
    both.write(both.own, en=(entry("new", "Ours", "Ours"),), fr=(entry("new", "Ours", "Le nôtre"),))
    both.write(both.shipped, en=(HELLO, entry("new", "Theirs", "Theirs")), fr=(entry("new", "Theirs", "Le leur"),))
    assert (both.said("en")["new"], both.said("fr")["new"]) == ("Ours", "Le nôtre")


def test_a_wording_whose_english_is_gone_is_left_alone(both: Both) -> None:
    both.write(both.own, fr=(entry("gone", "Gone", "Parti"),))
    assert both.catalogue().prompt("gone", "fr").text == "Parti"
    assert "gone" not in both.rows()


def test_a_language_of_the_installation_only(both: Both) -> None:
    both.write(both.own, ti=(entry("hello", "Hello", "ሰላም"),))
    assert both.catalogue().languages == ("en", "fr", "ti")
    assert both.said("ti") == {"hello": "ሰላም"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ((SALUT, SALUT), "fr.po:16: hello: is already in line"),
        ((entry("hello", "Hello", "Salut {x}"),), "fr.po:7: hello: nothing is known to put into {x}."),
        (("nonsense",), "fr.po: this is not a PO file"),
    ],
)
def test_mistakes_name_the_own_file(both: Both, content: tuple[str, ...], sentence: str) -> None:
    both.write(both.own, fr=content)
    with pytest.raises(PromptError) as refused:
        both.catalogue()
    assert str(refused.value).startswith(f"{both.own.folder}/{sentence.split(':', maxsplit=1)[0]}")
    assert sentence.rpartition(":")[2] in str(refused.value)


def test_what_a_country_pack_says_stands_over_all(tmp_path: Path) -> None:
    Texts(tmp_path, en=(entry("fact.lawyer", "We know", "We know"),))
    own = own_files.read(Own(tmp_path))
    example = packs.load(packs.PACKS / "eu_example")
    assert load(TEXTS, UNITS, own=own).prompt("fact.lawyer", "en").text == "We know"
    over = load(TEXTS, UNITS, own=own, pack=example).prompt("fact.lawyer", "en").text
    assert over == load(TEXTS, UNITS, pack=example).prompt("fact.lawyer", "en").text


# -- ./amparo prompts update ------------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path) -> Own:
    return Own(tmp_path / "state")


def test_an_update_brings_own_wordings_to_the_english_of_today(own: Own, capsys: pytest.CaptureFixture[str]) -> None:
    name = "offer.person"
    texts = Texts(
        own.home,
        en=(entry("mine", "Mine now", "Mine now"), entry("more", "More", "More")),
        fr=(entry("mine", "Mine", "Le mien"), entry(name, "As it was", "Comme avant"), entry("gone", "G", "Parti")),
    )
    updating.update(untranslated, own=own)
    file = own.texts / "fr.po"
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith(str(file))]
    assert said[0] == f"{file}: 1 new, 2 to look at again because the English changed, 1 no longer used."
    written = texts.text("fr")
    assert '#| msgid "Mine"\nmsgctxt "mine"\nmsgid "Mine now"\nmsgstr "Le mien"' in written
    assert '#| msgid "As it was"\nmsgctxt "offer.person"' in written
    assert '#~ msgctxt "gone"' in written
    assert '"more"\nmsgid "More"\nmsgstr ""' in written
    shipped = load(TEXTS, UNITS)
    assert load(own=own_files.read(own)).prompt(name, "fr").text == shipped.prompt(name, "fr").text
    updating.update(untranslated, own=own)
    assert f"{file}: nothing to do." in capsys.readouterr().out
    assert texts.text("fr") == written


def test_own_english_that_is_half_changed_stops_an_update(own: Own) -> None:
    Texts(own.home, en=(entry("mine", "Mine", "Mine now"),))
    with pytest.raises(PromptError, match="mine: msgid and msgstr differ"):
        updating.update(untranslated, own=own)

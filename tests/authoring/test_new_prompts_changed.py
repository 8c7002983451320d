"""A sheet of prompts that comes back again: what is changed in it, and what somebody else changed meanwhile."""

import multiprocessing
import shutil
from pathlib import Path

import pytest

from flows.messages import untranslated
from ivr import wordings
from ivr.authoring import sheets
from ivr.authoring.sheets import Place
from prompts import catalogue, words
from prompts.own import Own
from prompts.words import FOLDER
from tests.support.coordinator import TEXTS, WORDS, Coordinator

LOOK = "Taken, but look at these once more:"


@pytest.fixture(params=[".xlsx", ".csv"])
def she(request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Coordinator:
    return Coordinator(tmp_path, capsys, str(request.param))


@pytest.fixture
def her(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Coordinator:
    return Coordinator(tmp_path, capsys)


def test_a_slip_in_english_is_mended_in_the_same_sheet(she: Coordinator) -> None:
    """The wordings beside it are meant for the new English; those that are not in the sheet have to be looked at."""
    she.make()
    she.fill()
    she.take()
    she.put("texts", "clinic.which", "English", "Which clinic?")
    she.put("texts", "clinic.which", "ko", "")
    status, lines = she.take("--verbose")
    assert status == 0
    assert "row 2, en: clinic.which: “Which clinic?” instead of “Which clinic do you look for?”" in lines
    kept = lines[lines.index(LOOK) + 1]
    assert f"row 2, fr: clinic.which: “{TEXTS['clinic.which'][1]}” is kept for the new English; look whether" in kept
    assert "Refused:" not in lines
    assert "ko: still without a wording: clinic.which." in lines
    texts = wordings.texts(she.settings, None)
    assert texts.prompt("clinic.which", "en").text == "Which clinic?"
    assert texts.has("clinic.which", "fr")
    assert not texts.has("clinic.which", "ko")
    assert she.take()[0] == 0
    she.done("prompts", "update")
    assert "#, fuzzy" in (she.own.texts / "ko.po").read_text(encoding="utf-8")
    she.make()
    assert she.cell("texts", "clinic.which", "ko state") == "check again"
    she.put("texts", "clinic.which", "ko state", "done")
    assert she.take()[0] == 0
    assert wordings.texts(she.settings, None).has("clinic.which", "ko")


def test_a_note_can_be_changed(she: Coordinator) -> None:
    she.make()
    she.fill()
    she.take()
    she.put("texts", "clinic.teeth", "max seconds", "3,5")
    assert "row 4, en: clinic.teeth: its note is changed." in she.take("--verbose")[1]
    assert wordings.texts(she.settings, None).prompt("clinic.teeth", "en").note.max_ms == 3500


def test_two_sheets_do_not_undo_each_other(she: Coordinator) -> None:
    she.make()
    she.fill()
    she.take()
    she.make("--all")
    old = she.sheet.read_bytes()
    she.put("texts", "clinic.which", "fr", "Quelle clinique ?")
    she.put("words", "clinic.teeth", "fr", "dents; dentiste; une dent")
    she.take()
    she.sheet.write_bytes(old)
    she.put("texts", "clinic.which", "fr", "Où ?")
    she.put("texts", "clinic.teeth", "English", "Teeth:")
    she.put("words", "clinic.teeth", "fr", "dents; dentiste; ma dent")
    status, lines = she.take("--verbose")
    assert status == 1
    here = "since this sheet was made; change it in a new one (prompts new --all)."
    assert f"row 2, fr: clinic.which: the wording is “Quelle clinique ?” {here}" in lines
    words = f"fr: clinic.teeth: the wording is “dents; dentiste; une dent” {here}"
    assert [line for line in lines if line.startswith("page 'words', row ") and line.endswith(words)]
    assert any("clinic.teeth: “Teeth:” instead of" in line for line in lines)


def test_all_shows_also_what_is_complete(she: Coordinator) -> None:
    she.make("--all")
    assert she.cell("texts", "offer.person", "fr") == catalogue.load().prompt("offer.person", "fr").text
    assert she.take()[0] == 0


def test_a_shipped_wording_is_changed_in_the_own_files_only(she: Coordinator) -> None:
    she.make("--all")
    she.put("texts", "offer.person", "fr", "Parler à quelqu'un :")
    assert she.take()[0] == 0
    assert wordings.texts(she.settings, None).prompt("offer.person", "fr").text == "Parler à quelqu'un :"
    assert catalogue.load().prompt("offer.person", "fr").text != "Parler à quelqu'un :"
    she.put("texts", "offer.person", "English", "Somebody:")
    status, lines = she.take()
    assert status == 1
    assert any("offer.person: the English here is" in line and "changed in en.po only" in line for line in lines)


def test_an_export_has_both_and_its_import_too(her: Coordinator) -> None:
    her.make()
    her.fill()
    her.take()
    her.sheet.unlink()
    her.done("prompts", "export", her.sheet, "--language", "fr")
    assert her.cell("texts", "clinic.which", "source") == TEXTS["clinic.which"][0]
    her.put("texts", "clinic.which", "fr", "Quelle clinique ?")
    assert her.take()[0] == 0
    assert wordings.texts(her.settings, None).prompt("clinic.which", "fr").text == "Quelle clinique ?"
    her.done("prompts", "export", her.folder / "shipped.xlsx", "--shipped")
    assert (her.folder / "shipped.xlsx").stat().st_size > 10_000


# -- whose files -------------------------------------------------------------------------------------------


def test_nothing_in_the_program_changes(she: Coordinator) -> None:
    before = {file: file.read_bytes() for folder in (catalogue.TEXTS, FOLDER) for file in folder.iterdir()}
    she.make()
    she.fill()
    she.take()
    assert {file: file.read_bytes() for folder in (catalogue.TEXTS, FOLDER) for file in folder.iterdir()} == before


def test_the_files_say_that_nobody_reviewed_them(she: Coordinator) -> None:
    she.make()
    she.fill()
    she.take()
    french = she.own.texts / "fr.po"
    reviewed = french.read_text(encoding="utf-8").replace("# review: none (drafted)", "# review: Invented Reader")
    french.write_text(reviewed, encoding="utf-8")
    she.take()
    assert french.read_text(encoding="utf-8") == reviewed
    she.put("texts", "clinic.which", "fr", "Quelle clinique ?")
    she.take()
    assert "# review: none (drafted)\n" in french.read_text(encoding="utf-8")
    assert "# review: none (drafted)\n" in (she.own.words / "fr.yaml").read_text(encoding="utf-8")


def _take(sheet: Path, home: Path) -> None:
    sheets.take(sheet, untranslated, Place(Own(home)))


def test_imports_at_the_same_time_lose_nothing(her: Coordinator) -> None:
    made = []
    her.make()
    for number, (name, said) in enumerate(TEXTS.items()):
        her.fill({name: said}, {name: WORDS[name]} if name in WORDS else {})
        made.append(her.folder / f"{number}.xlsx")
        made[-1].write_bytes(her.sheet.read_bytes())
        her.sheet.unlink()
        her.make()
    spawn = multiprocessing.get_context("spawn")
    running = [spawn.Process(target=_take, args=(sheet, her.own.home)) for sheet in made]
    for process in running:
        process.start()
    for process in running:
        process.join()
    assert [process.exitcode for process in running] == [0] * len(made)
    texts, spoken = wordings.texts(her.settings, None), wordings.words(her.settings)
    assert all(texts.has(name, tag) for name in TEXTS for tag in ("en", "fr", "ko"))
    assert all(spoken.phrases(name, tag) for name in WORDS for tag in ("en", "fr", "ko"))


def test_whoever_works_on_the_program_writes_into_its_own_texts(her: Coordinator) -> None:
    """As `--shipped` does, on copies."""
    copies = (shutil.copytree(each, her.folder / each.name) for each in (catalogue.TEXTS, catalogue.UNITS))
    spoken_in = Path(shutil.copytree(FOLDER, her.folder / "spoken"))
    place = Place(folders=tuple(map(Path, copies)), words=spoken_in)
    her.make()
    her.fill()
    assert sheets.take(her.sheet, untranslated, place) == 0
    texts, spoken = catalogue.load(*place.folders), words.load(place.words)
    assert [texts.prompt("clinic.which", tag).text for tag in ("en", "fr", "ko")] == list(TEXTS["clinic.which"])
    assert spoken.phrases("clinic.teeth", "fr") == tuple(WORDS["clinic.teeth"][1].split("; "))
    for folder, shipped in ((place.folders[0], catalogue.TEXTS), (place.words, FOLDER)):
        for file in shipped.iterdir():
            written = (folder / file.name).read_text(encoding="utf-8")
            assert written.startswith(file.read_text(encoding="utf-8").rstrip("\n"))
    assert sheets.take(her.sheet, untranslated, place) == 0
    assert not her.own.home.exists()

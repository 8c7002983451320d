"""`./amparo prompts import|export|check|report|update` as somebody types them."""

import json
from pathlib import Path

import openpyxl
import pytest

from flows.messages import untranslated
from ivr.authoring import sheets, updating
from ivr.authoring.coverage_table import percent
from ivr.cli import main
from prompts import manifest
from prompts.catalogue import load
from prompts.coverage import State
from prompts.errors import PromptError
from prompts.parts import parts
from tests.support.sheets import Texts, entry
from tests.support.sound_files import encoded, quiet_around, speechlike


class House:
    """Settings of a test."""

    def __init__(self, folder: Path) -> None:
        self.arriving = folder / "arriving"
        self.recordings = folder / "recordings"
        self.file = folder / "amparo.toml"
        self.arriving.mkdir()
        self.file.write_text('[line]\nstate = "state"\n[prompts]\nrecordings = "recordings"\n', encoding="utf-8")

    def amparo(self, *words: str | Path) -> int:
        return main(["--settings", str(self.file), "prompts", *map(str, words)])


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_a_folder_is_imported_checked_and_reported(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    encoded(house.arriving / "fr" / "greeting.wav", quiet_around(speechlike(2.0)))
    (house.arriving / "fr" / "promise.mp3").write_bytes(b"nonsense")
    assert house.amparo("import", house.arriving, "--voice", "voice A") == 1
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "fr/greeting.wav: new.",
        "fr/promise.mp3: this is not a sound file; save it as WAV, FLAC, Ogg, M4A or MP3.",
        "1 recordings are new, 0 changed, 0 unchanged, 1 refused.",
    ]
    (house.arriving / "fr" / "promise.mp3").unlink()
    assert house.amparo("import", house.arriving) == 0
    assert capsys.readouterr().out == "0 recordings are new, 0 changed, 1 unchanged, 0 refused.\n"
    assert manifest.load(house.recordings, "fr").entries["greeting"].voice == "voice A"
    assert house.amparo("check") == 0
    assert capsys.readouterr().out == "The recordings are in order: fr.\n"


def test_the_check_writes_its_findings_for_machines(house: House, tmp_path: Path) -> None:
    encoded(house.arriving / "fr" / "greeting.wav", quiet_around(speechlike(2.0)))
    house.amparo("import", house.arriving)
    (house.recordings / "fr" / "manifest.yaml").unlink()
    assert house.amparo("check", "--json", tmp_path / "found.json") == 1
    assert json.loads((tmp_path / "found.json").read_text(encoding="utf-8")) == {
        "languages": ["fr"],
        "findings": [
            {
                "language": "fr",
                "recording": "greeting",
                "sentence": "nothing is known about it in manifest.yaml; import it from elsewhere.",
            }
        ],
    }


def test_there_may_be_no_recordings(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert house.amparo("check") == 0
    assert capsys.readouterr().out == "There are no recordings.\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("import", "arriving", "--voice", "+49 1"), "'+49 1' is no neutral label for a voice; give one like"),
        (("import", "arriving", "--language", "French"), "'French' is no language's tag; give one like 'fr'."),
        (("import", "recordings"), "these are the line's own recordings; import from another folder."),
        (("import", "recordings/fr"), "these are the line's own recordings; import from another folder."),
        (("import", "amparo.toml"), "a sheet of texts is an XLSX or CSV file; save it as amparo.xlsx."),
        (("import", "nowhere.xlsx"), "nowhere.xlsx cannot be used: No such file or directory."),
        (("export", "all.csv"), "a sheet of texts is an XLSX file; save it as all.xlsx."),
        (("export", "all.xlsx", "--language", "en"), "'en' is no language to translate into; give a tag like 'fr'."),
        (("report", "--flow", "welcom"), "there is no flow 'welcom'. Did you mean 'welcome'?"),
    ],
)
def test_a_wrong_command_says_what_to_do(
    house: House, words: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (house.recordings / "fr").mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    command, path, *more = words
    assert house.amparo(command, path if path.startswith("-") else tmp_path / path, *more) == 1
    assert sentence in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


def test_the_report_counts_and_lists(house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    encoded(house.arriving / "qaa" / "greeting.wav", quiet_around(speechlike(2.0)))
    house.amparo("import", house.arriving, "--language", "qaa")
    capsys.readouterr()
    assert house.amparo("report", "--language", "qaa", "--flow", "welcome", "--json", tmp_path / "report.json") == 0
    said = capsys.readouterr().out
    assert said.startswith("qaa: no texts; only a synthesiser says 0 %, reviewed recordings say 0 %.\n")
    assert "qaa: 'promise' is missing; write or record it (./amparo prompts new FILE.yaml).\n" in said
    figures = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["languages"]["qaa"]
    assert figures["all"] == figures["flows"]["welcome"]
    assert figures["all"]["recorded"] == 1
    assert figures["all"]["missing"] == len(figures["missing"])
    assert figures["review_of_texts"] == ""


def test_every_language_says_who_reviewed_its_texts(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert house.amparo("report") == 0
    said = capsys.readouterr().out
    for language in load().languages:
        assert f"{language}: review of the texts: none (drafted); only a synthesiser says" in said


def test_shares_are_whole_only_where_they_are() -> None:
    assert [percent(count, 1000) for count in (0, 1, 500, 999, 1000)] == ["0 %", "1 %", "50 %", "99 %", "100 %"]
    assert percent(0, 0) == "0 %"


def test_texts_are_exported(house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert house.amparo("export", tmp_path / "all.xlsx", "--language", "fr", "--language", "wo") == 0
    assert "texts in en, fr, wo are in" in capsys.readouterr().out
    headings = [cell.value for cell in openpyxl.load_workbook(tmp_path / "all.xlsx").worksheets[0][1]]
    assert headings[4:] == ["fr", "fr state", "fr version", "wo", "wo state", "wo version"]
    assert house.amparo("export", "--out", tmp_path / "same.xlsx", "--language", "fr") == 0
    assert (tmp_path / "same.xlsx").exists()


def test_a_sheet_is_taken_and_every_row_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ("hello", "bye", "new")
    english = tuple(entry(name, name, name) for name in names)
    texts = Texts(tmp_path, en=english, fr=tuple(entry(name, name, f"{name}-fr") for name in names[:2]))
    sheets.export(texts.sheet, (), untranslated, sheets.Place(folders=(texts.folder,)))
    book = openpyxl.load_workbook(texts.sheet)
    page = book.worksheets[0]
    page["E2"], page["E3"], page["E4"] = "salut", "=1", "neuf"
    book.save(texts.sheet)
    capsys.readouterr()
    assert sheets.take(texts.sheet, untranslated, sheets.Place(folders=(texts.folder,)), verbose=True) == 1
    assert capsys.readouterr().out.splitlines() == [
        "row 2, fr: hello: “salut” instead of “hello-fr”",
        "row 4, fr: new: “neuf”",
        "texts/fr.po is written.",
        "2 wordings are changed, 0 unchanged, 1 refused.",
        f"{texts.sheet} knows of this now; where it is still open in another program, open it again before you go on.",
        "Refused:",
        "row 3, fr: bye: this is a formula; write the wording as text.",
        "Correct this in the same sheet, and import it again; everything else is taken.",
    ]
    assert load(texts.folder).prompt("new", "fr").text == "neuf"


def test_a_refused_sheet_changes_nothing(tmp_path: Path) -> None:
    texts = Texts(tmp_path, en=(entry("a", "A", "A"),), fr=(entry("a", "A", "Ah"),))
    before = texts.text("fr")
    texts.sheet.write_bytes(b"nonsense")
    with pytest.raises(PromptError, match=r"^all\.xlsx: it is damaged"):
        sheets.take(texts.sheet, untranslated, sheets.Place(folders=(texts.folder,)))
    assert texts.text("fr") == before


def test_an_update_is_told_and_done_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = Texts(tmp_path, en=(entry("a", "A two", "A two"), entry("b", "B", "B")), fr=(entry("a", "A", "Ah"),))
    assert updating.update(untranslated, (texts.folder,)) == 0
    assert capsys.readouterr().out.splitlines() == [
        "texts/fr.po: 1 new, 1 to look at again because the English changed, 0 no longer used.",
        "texts/fr.po: a: look at the wording again, then take out 'fuzzy'.",
    ]
    updating.update(untranslated, (texts.folder,))
    assert capsys.readouterr().out == "texts/fr.po: nothing to do.\n"


def test_a_wrong_english_stops_an_update_before_anything_is_written(tmp_path: Path) -> None:
    texts = Texts(tmp_path, en=(entry("a", "A two", "A"),), fr=(entry("a", "A", "Ah"),))
    before = texts.text("fr")
    with pytest.raises(PromptError, match="write the same English in both"):
        updating.update(untranslated, (texts.folder,))
    assert texts.text("fr") == before


def test_a_recording_goes_stale_with_its_wording_and_is_reported(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    encoded(house.arriving / "fr" / "greeting.wav", quiet_around(speechlike(2.0)))
    house.amparo("import", house.arriving)
    kept = manifest.load(house.recordings, "fr").entries["greeting"]
    assert kept.text == next(part.version for part in parts(load(), "fr") if part.name == "greeting")
    manifest.put(house.recordings, "fr", {"greeting": kept.model_copy(update={"text": "abcdef"})})
    house.amparo("report", "--language", "fr", "--json", tmp_path / "report.json")
    assert (
        "fr: the recording of 'greeting' was made from another wording; listen to it again." in capsys.readouterr().out
    )
    figures = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["languages"]["fr"]
    assert (figures["stale"], figures["all"][State.STALE]) == (["greeting"], 1)

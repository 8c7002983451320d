"""One sheet, corrected and imported as often as its writer likes; a copy from before undoes nothing."""

from pathlib import Path

import pytest

from ivr import wordings
from tests.support.coordinator import TEXTS, Coordinator, change_rows

AGAIN = "{file} knows of this now; where it is still open in another program, open it again before you go on."


@pytest.fixture(params=[".xlsx", ".csv"])
def she(request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Coordinator:
    return Coordinator(tmp_path, capsys, str(request.param))


def test_a_sheet_is_filled_corrected_and_changed_twice_more(she: Coordinator) -> None:
    she.make("--all")
    she.fill()
    she.put("texts", "clinic.which", "fr", "Quelle {day} ?")
    she.put("texts", "clinic.teeth", "English", "=1+1")
    she.put("words", "clinic.teeth", "English", "teeth; kids; my little one")
    status, lines = she.take()
    assert status == 1
    assert AGAIN.format(file=she.sheet) in lines
    assert len([line for line in lines if line.startswith(("row ", "page "))]) == 3
    she.put("texts", "clinic.which", "fr", TEXTS["clinic.which"][1])
    she.put("texts", "clinic.teeth", "English", "For teeth:")
    she.put("words", "clinic.teeth", "English", "teeth; tooth; dentist")
    assert she.take()[0] == 0
    for said in ("un", "deux"):
        she.put("texts", "clinic.which", "fr", f"Quelle clinique, {said} ?")
        she.put("texts", "offer.person", "fr", f"Une personne, {said} :")
        she.put("words", "clinic.teeth", "fr", f"dents; dentiste; dent {said}")
        assert she.take()[0] == 0
        texts = wordings.texts(she.settings, None)
        assert texts.prompt("clinic.which", "fr").text == f"Quelle clinique, {said} ?"
        assert texts.prompt("offer.person", "fr").text == f"Une personne, {said} :"
        assert wordings.words(she.settings).phrases("clinic.teeth", "fr")[2] == f"dent {said}"
    assert she.take() == (0, [line for line in she.take()[1] if "0 refused" in line])


def test_a_copy_from_before_undoes_nothing(she: Coordinator) -> None:
    she.make("--all")
    she.fill()
    she.take()
    copy = she.sheet.read_bytes()
    she.put("texts", "clinic.which", "fr", "Où ?")
    she.take()
    she.sheet.write_bytes(copy)
    assert any("newer here than in the sheet" in line for line in she.take()[1])
    she.put("texts", "clinic.which", "fr", "Laquelle ?")
    assert she.take()[0] == 1
    assert wordings.texts(she.settings, None).prompt("clinic.which", "fr").text == "Où ?"


def test_a_sheet_that_may_not_be_written_is_taken_all_the_same(
    she: Coordinator, monkeypatch: pytest.MonkeyPatch
) -> None:
    she.make()
    she.fill()
    before = she.sheet.read_bytes()
    write = Path.replace

    def refused(draft: Path, target: Path) -> Path:
        if target == she.sheet:
            raise PermissionError("not yours")
        return write(draft, target)

    monkeypatch.setattr(Path, "replace", refused)
    status, lines = she.take()
    assert status == 0
    assert AGAIN.format(file=she.sheet) not in lines
    assert she.sheet.read_bytes() == before
    assert [file.name for file in she.folder.glob(".*part")] == []


def test_what_the_sheet_says_is_the_same_afterwards(she: Coordinator) -> None:
    she.make("--all")
    she.fill()
    keys = [(page, key) for page in ("texts", "words") for key in ("clinic.children", "clinic.teeth")]
    headings = ("where", "English", "fr", "ko")
    before = [she.cell(page, key, heading) for page, key in keys for heading in headings]
    she.take()
    assert [she.cell(page, key, heading) for page, key in keys for heading in headings] == before


def test_it_stays_where_it_lies_and_whose_it_is(she: Coordinator) -> None:
    she.make()
    she.fill()
    kept = she.folder / f"kept{she.sheet.suffix}"
    she.sheet.rename(kept)
    kept.chmod(0o600)
    she.sheet.symlink_to(kept)
    assert AGAIN.format(file=she.sheet) in she.take()[1]
    assert she.sheet.is_symlink()
    assert kept.stat().st_mode & 0o777 == 0o600


def test_csv_keeps_its_separator(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    her = Coordinator(tmp_path, capsys, ".csv")
    her.make()
    her.fill()
    change_rows(her.sheet, lambda rows: rows.reverse(), delimiter=";")
    assert AGAIN.format(file=her.sheet) in her.take()[1]
    assert her.sheet.read_text(encoding="utf-8-sig").startswith('"kind";"key";"where"')
    assert her.take()[0] == 0

"""A key that is mistyped in a sheet is told, taken all the same, and mended in the same sheet."""

from pathlib import Path

import pytest

from tests.support.coordinator import FLOW, TEXTS, Coordinator, change_rows

LOOK = "Taken, but look at these once more:"
COMPLETE = "Nothing is missing: what clinic says is written or recorded in en, fr, ko; all choices have words."


@pytest.fixture(params=[".xlsx", ".csv"])
def she(request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Coordinator:
    made = Coordinator(tmp_path, capsys, request.param)
    made.make()
    made.fill()
    return made


def doubt(row: int, key: str, name: str) -> str:
    return (
        f"row {row}: {key} is the name of a new text now. Did you mean '{name}'? Then correct the key, and import the "
        "sheet again."
    )


def test_the_key_of_a_new_row(she: Coordinator) -> None:
    she.put("texts", "clinic.which", "key", "clinic.wich")
    status, lines = she.take()
    assert status == 0
    assert lines[lines.index(LOOK) + 1] == doubt(2, "clinic.wich", "clinic.which")
    she.put("texts", "clinic.wich", "key", "clinic.which")
    status, lines = she.take()
    assert status == 0
    assert LOOK not in lines
    assert she.amparo("prompts", "new", she.flow) == (0, [COMPLETE])


def test_the_key_of_a_row_that_was_taken_before(she: Coordinator) -> None:
    assert LOOK not in she.take()[1]
    she.put("texts", "clinic.which", "key", "which_clinic")
    assert doubt(2, "which_clinic", "clinic.which") in she.take()[1]


def test_names_that_differ_by_a_letter_are_believed_where_a_flow_has_both(she: Coordinator) -> None:
    she.flow.write_text(FLOW.replace("[clinic.which]", "[clinic.which, clinic.which_b]"), encoding="utf-8")
    she.take()
    she.make()
    she.fill({"clinic.which_b": TEXTS["clinic.which"]}, {})
    status, lines = she.take()
    assert status == 0
    assert "clinic.which_b" in str(wording_files(she))
    assert LOOK not in lines


def wording_files(she: Coordinator) -> list[str]:
    return [file.read_text(encoding="utf-8") for file in she.own.texts.glob("*.po")]


def test_a_row_that_somebody_adds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    her = Coordinator(tmp_path, capsys, ".csv")
    her.make()
    her.fill()
    her.take()

    def add(rows: list[dict[str, str]]) -> None:
        rows.append({**dict.fromkeys(rows[0], ""), "kind": "texts", "key": "clinic.wich", "where": "my flow"})
        rows[-1] |= {"English": "Which one?"}

    change_rows(her.sheet, add)
    (told,) = (line for line in her.take()[1] if "Did you mean" in line)
    assert told.endswith(doubt(9, "clinic.wich", "clinic.which").partition(": ")[2])

"""A coordinator looks which notices there are, and writes one of her own."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from prompts.recordings import MANIFEST
from tests.support.coordinator import Coordinator

NAME = "notice.training"
WORDING = (
    "Today our people are learning.",
    "Aujourd'hui, notre équipe est en formation.",
    "오늘은 상담원이 교육을 받아요.",
)
UNTIL = f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%d %H:%M}"
ON = ("message", "on", NAME, "--until", UNTIL, "--who", "author1", "--why", "training")


@pytest.fixture(params=[".xlsx", ".csv"])
def she(tmp_path: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> Coordinator:
    return Coordinator(tmp_path, capsys, request.param)


def published(she: Coordinator) -> None:
    """What she wrote, as callers get it."""
    lines = she.done("message", "notices")
    assert lines[lines.index(NAME) + 2] == "  en fr ko; not published in en fr ko, so it cannot be switched on yet."
    status, lines = she.amparo(*ON)
    assert status == 1
    assert f"'{NAME}' is written in en, fr, ko, and callers hear it when it is published: ./amparo flows" in lines[-1]
    who = ("--who", "author1", "--why", "training")
    she.done("flows", "draft", "wording", *who)
    she.done("flows", "approve", "wording", "1", "--who", "reader")
    she.done("flows", "publish", "wording", *who)
    lines = she.done("message", "notices")
    assert lines[lines.index(NAME) + 2] == "  en fr ko"


def test_every_notice_is_listed_with_its_wording_and_languages(she: Coordinator) -> None:
    lines = she.done("message", "notices")
    at = lines.index("notice.fault")
    assert lines[at + 1 : at + 3] == ["  This line has a fault today. Please call again if it stops.", "  en fr ko"]
    assert {"notice.closed", "notice.emergency"} <= set(lines)
    assert "./amparo prompts new notice.NAME" in lines[-1]


def test_a_notice_of_ones_own_is_written_in_a_sheet_and_switched_on(she: Coordinator) -> None:
    assert she.amparo(*ON)[0] == 1
    status, lines = she.amparo("prompts", "new", NAME)
    assert status == 1
    assert lines[1].split() == [NAME, "notice", "en", "fr", "ko"]
    she.done("prompts", "new", NAME, "--out", she.sheet)
    assert she.cell("texts", NAME, "max seconds") == "6"
    she.fill({NAME: (WORDING[0], WORDING[1], "")}, {})
    assert she.take()[0] == 0
    lines = she.done("message", "notices")
    assert lines[lines.index(NAME) + 2] == "  en fr; not in ko, so it cannot be switched on yet."
    status, lines = she.amparo(*ON)
    assert status == 1
    assert f"'{NAME}' cannot be said in ko yet" in lines[-1]
    she.sheet.unlink()
    she.done("prompts", "new", NAME, "--out", she.sheet)
    she.put("texts", NAME, "ko", WORDING[2])
    assert she.take()[0] == 0
    published(she)
    lines = she.done(*ON)
    assert f"{NAME} is said to every caller until {UNTIL}" in lines[0]
    assert lines[1] == f"  {WORDING[0]}"
    assert she.done("prompts", "new", NAME)[-1].startswith(f"Nothing is missing: what {NAME} says")


def test_a_name_that_is_none_is_refused(she: Coordinator) -> None:
    status, lines = she.amparo("prompts", "new", "notice.Training")
    assert status == 1
    assert "'notice.Training' is no name of a notice" in lines[0]


def test_a_recording_counts_where_no_voice_speaks_the_language(she: Coordinator) -> None:
    text = she.settings_file.read_text(encoding="utf-8")
    she.settings_file.write_text(text.replace('"ko"]', '"qaa"]'), encoding="utf-8")
    fault = "notice.fault"
    lines = she.done("message", "notices")
    assert lines[lines.index(fault) + 2] == "  en fr; not in qaa, so it cannot be switched on yet."
    folder = she.settings.prompts.recordings / "qaa"
    folder.mkdir(parents=True)
    (folder / f"{fault}.wav").write_bytes(b"")
    (folder / MANIFEST).write_text("{}\n")
    lines = she.done("message", "notices")
    assert lines[lines.index(fault) + 2] == "  en fr qaa"

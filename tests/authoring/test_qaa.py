"""A language with recordings only in the rooms of authors: complete, in order, and nothing of it is rendered."""

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ivr.authoring import linting
from ivr.authoring.units import units
from ivr.cli import main
from ivr.doctor_content import languages, models
from ivr.doctor_report import Level
from ivr.settings import Settings, changed
from ivr.voice import build_and_report
from prompts import catalogue, manifest, recordings
from prompts.cache import key
from prompts.parts import parts
from prompts.recordings import Recording
from speech.models import installed
from speech.ports import SynthesisFailed
from speech.pyttsx3_synthesiser import Pyttsx3Synthesiser
from tests.support.qaa import DAY, QAA, VOICE, listened, needed

pytestmark = pytest.mark.espeak


@pytest.fixture
def settings(qaa_recordings: Path, tmp_path: Path) -> Settings:
    """A line in `qaa` alone."""
    line = {"profile": "test", "state": tmp_path / "state", "languages": (QAA,), "main_language": QAA}
    return Settings.model_validate({"line": line, "prompts": {"recordings": qaa_recordings}})


@pytest.fixture
def file(qaa_recordings: Path, tmp_path: Path) -> Path:
    """The same in a file."""
    written = tmp_path / "amparo.toml"
    written.write_text(
        f'[line]\nstate = "state"\nlanguages = ["{QAA}"]\nmain_language = "{QAA}"\n'
        f'[prompts]\nrecordings = "{qaa_recordings}"\n',
        encoding="utf-8",
    )
    return written


# -- both engines are refused ---------------------------------------------------------------------------


async def test_no_voice_speaks_it() -> None:
    voice = Pyttsx3Synthesiser()
    await voice.start()
    try:
        assert voice.speaks("en")
        assert not voice.speaks(QAA)
        with pytest.raises(SynthesisFailed):
            await voice.say("hello", QAA)
    finally:
        await voice.close()


def test_no_recogniser_hears_it(settings: Settings) -> None:
    assert QAA not in installed(settings.speech.models)
    found = models(settings)
    assert found.level is Level.WARN
    assert found.sentence.startswith(f"No recogniser for {QAA}: callers press keys there.")


async def test_every_sound_comes_from_a_recording(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """What is played lies in the cache, and nothing lies there but what recordings were made into."""
    assert await build_and_report(settings) == 0
    assert re.search(r"\d+ prompts can be said; 0 are missing\.\n$", capsys.readouterr().out)
    folder = settings.prompts.recordings
    names = [(part.prompt, part.piece, part.name) for part in needed(catalogue.load())]
    heard = [recordings.read(Recording(p, QAA, folder / QAA / f"{name}.wav", n)) for p, n, name in names]
    kept = {kept.stem for kept in (settings.state / "sounds").iterdir()}
    assert kept == {key("recording", str(sound.rate), sound.pcm) for sound in heard}


# -- what authors see -----------------------------------------------------------------------------------


def test_every_recording_is_known(qaa_recordings: Path) -> None:
    entries = manifest.load(qaa_recordings, QAA).entries
    versions = {part.name: part.version for part in parts(catalogue.load(), QAA)}
    assert {(one.voice, one.review, one.source, one.date) for one in entries.values()} == {(VOICE, "none", "file", DAY)}
    assert {name: one.text for name, one in entries.items()} == {name: versions[name] for name in entries}
    assert entries.keys() == {part.name for part in needed(catalogue.load())}


def test_the_script_of_units_is_done(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert units(settings, QAA, None, str) == 0
    printed = capsys.readouterr().out
    told = re.match(r"Spoken units in 'qaa': (\d+) recordings, (\d+) of them are there; ([\d.]+) minutes", printed)
    assert told
    assert told[1] == told[2] == str(printed.count("\n[x] "))
    assert "\n[ ] " not in printed
    assert 2 < float(told[3]) < 10


def test_the_report_has_nothing_missing_and_nothing_stale(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = tmp_path / "report.json"
    assert main(["--settings", str(file), "prompts", "report", "--language", QAA, "--json", str(figures)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("qaa: no texts; only a synthesiser says 0 %, reviewed recordings say 0 %.\n")
    assert "missing;" not in printed
    one = json.loads(figures.read_text(encoding="utf-8"))["languages"][QAA]
    assert (one["missing"], one["stale"]) == ([], [])
    assert {"every_call", "welcome", "health", "law", "shelter", "work", "about", "universal", "units"} <= set(
        one["flows"]
    )
    assert all(row["recorded"] == row["prompts"] > 0 for row in (one["all"], *one["flows"].values()))


def test_the_check_finds_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--settings", str(file), "prompts", "check"]) == 0
    assert capsys.readouterr().out == "The recordings are in order: qaa.\n"


def test_the_doctor_takes_it_for_a_language(settings: Settings) -> None:
    assert languages(settings, datetime.now(UTC).date()).level is Level.WARN


def found_by_lint(settings: Settings) -> list[tuple[str, str, str, bool]]:
    found = [one for one in linting.report(settings).report.findings if one.language == QAA]
    return [(one.rule, one.level, str(one.trouble), bool(one.accepted)) for one in found]


def test_the_lint_finds_nothing_in_it_but_recordings_that_nobody_reviewed(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "recordings"
    shutil.copytree(settings.prompts.recordings, folder)
    here = changed(settings, {"prompts": {"recordings": folder}})
    [(rule, level, told, accepted)] = found_by_lint(here)
    assert (rule, level, accepted) == ("V34", "warning", True)
    assert re.search(r"(\d+) of \1 recordings in 'qaa' are not reviewed", told)
    listened(folder, but="digit.7")
    assert re.search(r": 1 of \d+ recordings in 'qaa' are not reviewed", found_by_lint(here)[0][2])
    listened(folder)
    assert found_by_lint(here) == []

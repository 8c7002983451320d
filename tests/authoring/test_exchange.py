"""The commands that exchange flows with other programs: files that load, nothing overwritten, nothing half done."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from flows import load
from flows.errors import Refused
from flows.exchange.errors import ExchangeError
from flows.messages import Translate, untranslated
from flows.parse import text
from ivr.authoring.asked import NotThere
from ivr.authoring.exchange import export_floip, import_floip, import_rapidpro
from ivr.settings import Settings
from ivr.settings import load as load_settings
from prompts.reading import read_folder
from tests.support.floip_schema import complaints
from tests.support.flow_books import TEXTS, beside_universal

HERE = Path(__file__).parents[1]
CLINIC = HERE / "floip" / "foreign" / "clinic.json"
HELP_LINE = HERE / "rapidpro" / "voice" / "help_line.json"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    file = tmp_path / "amparo.toml"
    file.write_text("", encoding="utf-8")
    return load_settings(file)


def flows_in(folder: Path) -> dict[str, str]:
    return {file.name: text(file.read_bytes(), file.name) for file in sorted(folder.glob("*.yaml"))}


def listed(folder: Path) -> set[str]:
    return {str(file.relative_to(folder)) for file in folder.rglob("*")}


def test_export_and_import_of_the_shipped_flows(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target, folder = tmp_path / "out.json", tmp_path / "in"
    assert export_floip(settings, target, ("welcome",), untranslated) == 0
    made = json.loads(target.read_bytes())
    assert complaints(made) == []
    assert import_floip(target, folder, untranslated) == 0
    for name, written in flows_in(folder).items():
        assert load.read(written, name) == load.read(TEXTS[name], name)
    said = capsys.readouterr().out
    assert f"{target} holds {len(made['flows'])} flows" in said
    assert f"{folder} has {len(made['flows'])} flows and their texts." in said
    assert not (folder / "report.txt").exists()


def test_texts_and_words_are_files_of_this_project(settings: Settings, tmp_path: Path) -> None:
    target, folder = tmp_path / "out.json", tmp_path / "in"
    export_floip(settings, target, (), untranslated)
    import_floip(target, folder, untranslated)
    texts = {(prompt.name, prompt.language): prompt.text for prompt in read_folder(folder / "texts")}
    assert texts["greeting", "en"]
    assert {"en", *settings.line.languages} == {language for _, language in texts}
    assert "- lawyer" in (folder / "words" / "en.yaml").read_text(encoding="utf-8")


def test_a_flow_of_ones_own_is_exported_by_its_file(settings: Settings, tmp_path: Path) -> None:
    file, target = tmp_path / "mine.yaml", tmp_path / "out.json"
    file.write_text("flow: school\nstart: a\nnodes:\n  a: {kind: goodbye, prompts: [apology]}\n", encoding="utf-8")
    export_floip(settings, target, (str(file),), untranslated)
    assert [flow["name"] for flow in json.loads(target.read_bytes())["flows"]] == ["school", "universal"]


def test_an_unknown_flow_is_a_sentence(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(NotThere, match=r"there is no flow 'welcom'\. Did you mean 'welcome'\?"):
        export_floip(settings, tmp_path / "out.json", ("welcom",), untranslated)
    assert not (tmp_path / "out.json").exists()


def test_a_strangers_container_becomes_files_that_load(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "clinic"
    import_floip(CLINIC, folder, untranslated)
    beside_universal(flows_in(folder))
    texts = {(prompt.name, prompt.language): prompt.text for prompt in read_folder(folder / "texts")}
    assert texts["clinic_line.welcome", "es"].startswith("Hola")
    assert texts["clinic_line.come_in_the_morning", "en"] == "", "what another program would fill in is not spoken"
    report = (folder / "report.txt").read_text(encoding="utf-8").splitlines()
    said = capsys.readouterr().out.splitlines()
    assert said[1].startswith(f"{len(report)} things were left behind")
    assert said[2:] == [f"- {line}" for line in report]


def test_a_rapidpro_export_becomes_files_that_load(tmp_path: Path) -> None:
    folder = tmp_path / "help"
    import_rapidpro(HELP_LINE, folder, untranslated)
    beside_universal(flows_in(folder))
    assert read_folder(folder / "texts")
    assert (folder / "report.txt").exists()


def test_what_is_there_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "advice.yaml").write_text("mine", encoding="utf-8")
    before = listed(tmp_path)
    with pytest.raises(ExchangeError, match=r"advice\.yaml: it is there already; import into another folder\."):
        import_floip(CLINIC, tmp_path, untranslated)
    assert listed(tmp_path) == before
    assert (tmp_path / "advice.yaml").read_text(encoding="utf-8") == "mine"


def test_half_an_import_is_taken_back(tmp_path: Path) -> None:
    (tmp_path / "texts").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(OSError, match="texts"):
        import_floip(CLINIC, tmp_path, untranslated)
    assert listed(tmp_path) == {"texts"}


@pytest.mark.parametrize("reader", [import_floip, import_rapidpro])
def test_a_file_without_end_is_not_read_to_its_end(reader: object, tmp_path: Path) -> None:
    assert callable(reader)
    with pytest.raises(Refused, match="zero: the file has 8000001 bytes"):
        reader(Path("/dev/zero"), tmp_path / "in", untranslated)
    assert not (tmp_path / "in").exists()


def test_everything_said_can_be_translated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No part of a sentence is put together outside of its template."""
    asked: list[str] = []

    def shouted(template: str) -> str:
        asked.append(template)
        return template.upper() if "{" not in template else template

    translate: Translate = shouted
    import_floip(CLINIC, tmp_path / "in", translate)
    assert "AMPARO KEEPS NOTHING ABOUT A CALLER." in capsys.readouterr().out
    assert "flow '{flow}'{block}{kind}{exit}" in asked


def amparo(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ivr.cli", *words]
    return subprocess.run(command, cwd=HERE.parent, capture_output=True, text=True, check=False, timeout=120)


def test_a_broken_file_is_one_sentence_on_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "broken.json"
    file.write_bytes(b'{"flows": [')
    for program in ("floip", "rapidpro"):
        done = amparo("flows", program, "import", str(file), "--into", str(tmp_path / "in"))
        wrong = "broken.json: this is not JSON: line 1, place 12, does not fit what is before it."
        assert (done.returncode, done.stdout, done.stderr) == (1, "", f"amparo: {wrong}\n")
    missing = amparo("flows", "floip", "import", str(tmp_path / "none.json"), "--into", str(tmp_path / "in"))
    assert missing.returncode == 1
    assert "none.json cannot be used: No such file or directory." in missing.stderr

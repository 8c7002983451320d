"""`./amparo flows lint` as somebody types it."""

import json
from importlib import metadata
from pathlib import Path

import pytest

from flows.lint import RULES
from ivr.authoring.facts import engine
from ivr.authoring.linting import report
from ivr.cli import main
from ivr.settings import Settings, load
from speech.pyttsx3_synthesiser import Pyttsx3Synthesiser
from tests.support.korean import why_no_espeak

pytestmark = [
    pytest.mark.espeak,
    pytest.mark.skipif(why_no_espeak() is not None, reason=why_no_espeak() or ""),
]

FINE = """\
flow: extra
start: school
nodes:
  school: {kind: menu, topic: work, prompts: [info.school], offers: [person, again, back]}
"""
LONELY = FINE.replace("[person, again, back]", "[again]")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """English and French, nothing is heard: what is kept between runs is kept for all tests of this file."""
    folder = tmp_path_factory.mktemp("lint")
    file = folder / "amparo.toml"
    file.write_text(
        '[line]\nlanguages = ["en", "fr"]\nmain_language = "en"\nstate = "state"\n[speech]\nmodels = "none"\n',
        encoding="utf-8",
    )
    return load(file)


@pytest.fixture
def amparo(settings: Settings) -> "Amparo":
    return Amparo(settings.state.parent)


class Amparo:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: str | Path, language: str = "en") -> int:
        settings = str(self.folder / "amparo.toml")
        return main(["--settings", settings, "--ui-language", language, "flows", "lint", *map(str, words)])

    def flow(self, name: str, text: str) -> Path:
        file = self.folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file


def test_an_error_is_told_with_its_place_and_the_exit_status(
    amparo: Amparo, capsys: pytest.CaptureFixture[str]
) -> None:
    file = amparo.flow("lonely.yaml", LONELY)
    assert amparo(file) == 1
    said = capsys.readouterr().out
    assert f"{file}\n" in said
    assert "     4  error V11  school\n" in said
    assert "'offers' has no 'person'; who has heard information may need to talk with somebody." in said
    assert "welcome.yaml" not in said
    assert "\nextra: pieces of information: 1; choices to the farthest: 0; speech before it: " in said
    assert said.splitlines()[-1].startswith("7 other flows: ")
    assert amparo(file, "--all") == 1
    said = capsys.readouterr().out
    assert "welcome.yaml\n" in said
    assert "nobody has reviewed" not in said  # accepted findings are told by their reason
    assert "accepted: V34 (2): drafted: only production demands a review" in said


def test_findings_are_written_for_machines(amparo: Amparo, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = amparo.flow("folder/lonely.yaml", LONELY).parent
    written = tmp_path / "findings.json"
    assert amparo(folder, "--json", written) == 1
    assert "errors" in capsys.readouterr().out.splitlines()[-1]
    assert {one["flow"] for one in json.loads(written.read_text(encoding="utf-8"))["findings"]} >= {"extra", "welcome"}
    assert amparo("--json", "--", folder) == 1
    assert json.loads(capsys.readouterr().out) == json.loads(written.read_text(encoding="utf-8"))
    found = json.loads(written.read_text(encoding="utf-8"))
    [lonely] = [one for one in found["findings"] if one["rule"] == "V11"]
    assert lonely == {
        "file": str(folder / "lonely.yaml"),
        "line": 4,
        "flow": "extra",
        "node": "school",
        "language": "",
        "rule": "V11",
        "level": "error",
        "sentence": "'offers' has no 'person'; who has heard information may need to talk with somebody.",
        "accepted": False,
        "reason": "",
    }
    assert found["open"] == sum(one["level"] == "error" or not one["accepted"] for one in found["findings"])
    assert {row["language"] for row in found["figures"]} == {"en", "fr"}


def test_only_one_language_is_told(amparo: Amparo, capsys: pytest.CaptureFixture[str]) -> None:
    amparo("--json", "--language", "fr")
    found = json.loads(capsys.readouterr().out)
    assert {one["language"] for one in found["findings"]} <= {"", "fr"}
    assert {row["language"] for row in found["figures"]} == {"fr"}


def test_a_file_that_cannot_be_read_is_a_finding(amparo: Amparo, capsys: pytest.CaptureFixture[str]) -> None:
    assert amparo(amparo.flow("torn.yaml", "flow: [extra\n")) == 1
    said = capsys.readouterr().out
    assert "error load" in said
    assert said.splitlines()[-1] == "1 errors, 0 warnings without a reason, 0 accepted."


HOURS = """\
flow: extra
start: door
nodes:
  door: {kind: hours, times: [{days: [monday], from: "09:00", to: "17:00"}], closed: school}
  school: {kind: menu, topic: work, prompts: [info.school], offers: [person, again, back]}
"""
NO_NEXT = FINE.replace("back]}", 'back], options: {more: {key: "1", prompt: option.more}}}')


@pytest.mark.parametrize(("text", "field"), [(HOURS, "open"), (NO_NEXT, "next")])
def test_a_field_that_is_missing_is_a_finding(
    amparo: Amparo, capsys: pytest.CaptureFixture[str], text: str, field: str
) -> None:
    """It was a crash: such findings have no sentence of their own parts."""
    assert amparo(amparo.flow("torn.yaml", text)) == 1
    heard = capsys.readouterr()
    assert heard.err == ""
    assert "error load" in heard.out
    assert f"'{field}'" in heard.out
    assert heard.out.splitlines()[-1] == "1 errors, 0 warnings without a reason, 0 accepted."


def test_many_errors_begin_with_what_they_are(amparo: Amparo, capsys: pytest.CaptureFixture[str]) -> None:
    said = "".join(f"  n{at}: {{kind: say, prompts: [extra.n{at}], next: n{at + 1}}}\n" for at in range(5))
    text = FINE.replace("start: school", "start: n0").replace("nodes:\n", f"nodes:\n{said}")
    file = amparo.flow("many.yaml", text.replace("  school:", "  n5:"))
    assert amparo(file) == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert shown.startswith("1")
    assert "errors, all of the kind missing_prompt. One slip often makes many, one in each language." in shown
    assert amparo(amparo.flow("lonely.yaml", LONELY)) == 1
    assert "One slip" not in capsys.readouterr().out


def test_a_flow_is_never_replaced_by_findings(amparo: Amparo, capsys: pytest.CaptureFixture[str]) -> None:
    file = amparo.flow("fine.yaml", FINE)
    assert amparo("--json", file) == 1
    assert "would be replaced by the findings" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == FINE


def test_an_empty_folder_is_told(amparo: Amparo, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert amparo(tmp_path) == 1
    assert capsys.readouterr().err == f"amparo: there is no flow (*.yaml) in {tmp_path}.\n"


def test_every_rule_is_shown_in_both_languages(amparo: Amparo, capsys: pytest.CaptureFixture[str]) -> None:
    for language in ("en", "fr"):
        assert amparo("--rules", language=language) == 0
        said = capsys.readouterr().out
        assert all(f"{rule.id}: " in said and "        flow: welcome\n" in said for rule in RULES)
        assert ("every node can be reached" in said) == (language == "en")


def test_one_rule_is_shown_alone(amparo: Amparo, capsys: pytest.CaptureFixture[str]) -> None:
    assert amparo("--rules", "v20") == 0
    said = capsys.readouterr().out
    assert said.startswith("V20: ")
    assert "kind: consent" in said
    assert amparo("--rules", "V200") == 1
    assert "there is no rule V200. Did you mean 'V20'?" in capsys.readouterr().err


def test_a_second_look_finds_the_same(settings: Settings) -> None:
    """Phonemes and lengths that were kept are those that were found."""
    assert report(settings).report == report(settings).report


async def test_the_engine_is_called_as_it_calls_itself(settings: Settings) -> None:
    """Otherwise no rendered sound would ever be found, and every length would be a guess."""
    synthesiser = Pyttsx3Synthesiser(words_per_minute=settings.saying.words_per_minute)
    await synthesiser.start()
    try:
        assert synthesiser.name == engine(settings)
    finally:
        await synthesiser.close()
    assert metadata.version("pyttsx3") in engine(settings)

"""The library is fit to be published: no error, and no warning without a reason, in every language."""

import re
from pathlib import Path

import pytest

from flows.messages import untranslated
from ivr.authoring.linting import Checked, Wish, lint, report
from ivr.content import LIBRARY
from ivr.settings import Settings, load
from tests.support.korean import why_no_espeak

pytestmark = [
    pytest.mark.espeak,
    pytest.mark.skipif(why_no_espeak() is not None, reason=why_no_espeak() or ""),
]
LANGUAGES = ("ko", "en", "fr", "es", "ar", "pt")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Nothing rendered, nothing kept: as on a new machine, with the recognisers that are installed here."""
    file = tmp_path_factory.mktemp("lint") / "amparo.toml"
    languages = ", ".join(f'"{language}"' for language in LANGUAGES)
    file.write_text(f'[line]\nlanguages = [{languages}]\nstate = "state"\n', encoding="utf-8")
    return load(file)


@pytest.fixture(scope="module")
def checked(settings: Settings) -> Checked:
    return report(settings)


def test_nothing_is_left_to_be_done(checked: Checked) -> None:
    assert [f"[{one.language}] {one.rule}: {one.trouble}" for one in checked.report.open] == []


def test_every_reason_is_needed(checked: Checked) -> None:
    """Of all that are there, with all languages: one that nothing needs is left over from something that was mended."""
    assert [str(one.trouble) for one in checked.report.findings if one.rule == "unused_reason"] == []


def test_the_command_says_so(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert lint(settings, Wish(), untranslated) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("0 errors, 0 warnings without a reason, ")


def test_every_language_is_near(checked: Checked) -> None:
    """Rule V6, by the proofs: three choices to any information, in each language."""
    assert {row.language: row.choices for row in checked.figures} == dict.fromkeys(LANGUAGES, 3)


ROOM = {"about": 4, "health": 5, "law": 0, "shelter": 4, "welcome": 0, "work": 0}
"""Key of one choice more in the first menu of each shipped flow, as `flows/README.md` has it; 0: V8 refuses it."""
LAST_OPTION = re.compile(r"(    options:\n(?:      .*\n)*      \w+: \{key: \"(\d)\", prompt: [^,]+, next: (\w+)\}\n)")


def test_which_menus_have_room_is_written_where_authors_read(settings: Settings, tmp_path: Path) -> None:
    keys: dict[str, int] = {}
    for flow in ROOM:
        text = (LIBRARY / f"{flow}.yaml").read_text(encoding="utf-8")
        found = LAST_OPTION.search(text)
        assert found
        keys[flow] = int(found[2]) + 1
        more = f'{found[1]}      more_room: {{key: "{keys[flow]}", prompt: need.wages, next: {found[3]}}}\n'
        (tmp_path / f"{flow}.yaml").write_text(text.replace(found[1], more), encoding="utf-8")
    refused = {one.flow for one in report(settings, Wish((tmp_path,))).report.errors if one.rule == "V8"}
    assert {flow: 0 if flow in refused else key for flow, key in keys.items()} == ROOM


def test_the_files_stay_where_they_are(settings: Settings) -> None:
    """What is kept between runs lies in the state folder."""
    kept = {path.relative_to(settings.state).parts[0] for path in settings.state.rglob("*") if path.is_file()}
    assert kept <= {"phonemes", "known_words"}
    assert Path(settings.state / "phonemes").is_dir()

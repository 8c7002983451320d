"""`./amparo flows walk` as somebody types it, with the shipped flows."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest

from ivr.authoring import clocks
from ivr.cli import main
from prompts import catalogue
from tests.support.flow_books import library
from tests.support.golden_calls import read, replay

Printed = pytest.CaptureFixture[str]
MINE = "flow: mine\nstart: a\nnodes:\n  a: {kind: menu, prompts: [info.mine]}\n"
NIGHT = """
flow: night
start: door
nodes:
  door: {kind: hours, whose: line, times: [{days: [every_day], from: "09:00", to: "17:00"}], open: day, closed: dark}
  day: {kind: menu, prompts: [info.day]}
  dark: {kind: menu, prompts: [info.dark]}
"""
WEDNESDAY = "Wednesday 2026-11-25 02:38"
NO_PACK = "No country pack is set, so no public holidays are known."


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The defaults, wherever the tests run; nothing is typed."""
    (tmp_path / "amparo.toml").write_text("", encoding="utf-8")
    monkeypatch.setenv("AMPARO_CONFIG", str(tmp_path / "amparo.toml"))
    typing(monkeypatch, "")


def typing(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(text))


def walk(*words: str) -> int:
    return main(("flows", "walk", *words))


def test_welcome_is_walked_in_french_by_keys_and_words(monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    typing(monkeypatch, "1\n#\navocat\n")
    assert walk("welcome", "--language", "fr") == 0
    shown = capsys.readouterr().out
    texts = catalogue.load()
    for prompt in ("promise", "menu.health", "offer.back"):
        assert texts.prompt(prompt, "fr").text in shown
    assert "> key 3" in shown
    assert "→ health, by key" in shown
    assert "→ back, by key" in shown
    assert ", by voice" in shown
    assert "the call is not over" in shown
    assert "\x1b" not in shown


DESK = "This walk has the wording as it is written here; callers do not hear that yet: texts: 1, phrases: 0"


def test_what_callers_do_not_hear_is_told_at_the_head(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    (tmp_path / "amparo.toml").write_text('[line]\nstate = "state"\n', encoding="utf-8")
    assert walk() == 0
    assert not {DESK[:9], "notice.fa"} & {line[:9] for line in capsys.readouterr().out.splitlines()}
    own = tmp_path / "state" / "texts" / "en.po"
    own.parent.mkdir(parents=True)
    own.write_text(OWN, encoding="utf-8")
    until = f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%d %H:%M}"
    on = ("message", "on", "notice.fault", "--closed", "--until", until, "--who", "author1", "--why", "a test")
    assert main(on) == 0
    capsys.readouterr()
    assert walk() == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[1].startswith(DESK)
    assert shown[2].startswith("notice.fault is said to every caller and the line counts as closed until ")
    assert shown[2].endswith("This walk is without it; with it: --notice notice.fault --closed.")
    assert walk("--notice", "notice.fault", "--closed") == 0
    assert "This walk is without it" not in capsys.readouterr().out
    assert walk("--notice", "notice.fault") == 0
    assert "This walk is without it" in capsys.readouterr().out
    assert main((*("message", "off"), *on[-4:])) == 0
    assert walk() == 0
    assert "This walk is without it" not in capsys.readouterr().out


OWN = """\
#. where: a test
#. tone: calm
msgctxt "own.test"
msgid "A test."
msgstr "A test."
"""


def test_without_a_language_the_language_page_is_there(capsys: Printed) -> None:
    assert walk() == 0
    shown = capsys.readouterr().out
    assert "welcome.languages" in shown
    assert "> key" not in shown


def test_a_flow_without_a_language_page_is_walked_as_if_it_had_been_chosen(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "mine.yaml").write_text(MINE, encoding="utf-8")
    assert walk("mine", "--file", str(tmp_path / "mine.yaml"), "--language", "ar") == 0
    shown = capsys.readouterr().out
    assert "   ar     <info.mine: no wording>   (info.mine)" in shown
    assert "no recogniser for 'ar' is installed here" in shown


def test_only_keys_where_only_keys_are_wanted(monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    typing(monkeypatch, "avocat\n")
    assert walk("--language", "fr", "--keys-only") == 0
    shown = capsys.readouterr().out
    assert "a word is a sound like any other here" in shown
    assert "or say:" not in shown
    assert catalogue.load().prompt("menu.intro_keys", "fr").text in shown


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (("--at", "2026-12-25 10:00"), "night.day"),
        (("--at", "2026-12-25 03:00"), "night.dark"),
        (("--at", "2026-12-25T10:00", "--closed"), "night.dark"),
    ],
)
def test_the_hour_of_the_call_can_be_chosen(
    tmp_path: Path, capsys: Printed, words: tuple[str, ...], place: str
) -> None:
    (tmp_path / "night.yaml").write_text(NIGHT, encoding="utf-8")
    assert walk("night", "--file", str(tmp_path / "night.yaml"), "--language", "en", *words) == 0
    assert f"\n{place}  menu" in capsys.readouterr().out


def clock_at(hour: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Wednesday in November, at this hour of the line's own clocks."""
    monkeypatch.setattr(clocks, "now", lambda zone: datetime(2026, 11, 25, hour, 38, tzinfo=zone))


@pytest.mark.parametrize(("hour", "place"), [(10, "night.day"), (2, "night.dark")])
def test_a_call_is_now_unless_another_hour_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed, hour: int, place: str
) -> None:
    clock_at(hour, monkeypatch)
    (tmp_path / "night.yaml").write_text(NIGHT, encoding="utf-8")
    assert walk("night", "--file", str(tmp_path / "night.yaml"), "--language", "en") == 0
    assert f"\n{place}  menu" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("toml", "line"),
    [
        ("", f"It is {WEDNESDAY} (UTC, since no zone is set under [line] in amparo.toml). {NO_PACK}"),
        ('[line]\nzone = "UTC"\n', f"It is {WEDNESDAY} (UTC). {NO_PACK}"),
        ('[line]\nzone = "Europe/Lisbon"\n', f"It is {WEDNESDAY} (Europe/Lisbon). {NO_PACK}"),
        (
            '[line]\nzone = "UTC"\n[prompts]\npack = "eu_example"\n',
            f"It is {WEDNESDAY} (UTC). Public holidays are those of the country pack 'eu_example'.",
        ),
    ],
)
def test_the_first_line_says_when_it_is_and_on_which_clocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed, toml: str, line: str
) -> None:
    clock_at(2, monkeypatch)
    (tmp_path / "amparo.toml").write_text(toml, encoding="utf-8")
    assert walk() == 0
    assert capsys.readouterr().out.splitlines()[0] == line
    assert walk("--at", "2026-12-25 03:00") == 0
    assert capsys.readouterr().out.startswith("It is Friday 2026-12-25 03:00 (")


def test_a_saved_call_keeps_its_own_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    kept = str(tmp_path / "kept.yaml")
    clock_at(2, monkeypatch)
    assert walk("--save", kept) == 0
    assert read(tmp_path / "kept.yaml").local == "2026-11-25T02:38"
    clock_at(10, monkeypatch)
    capsys.readouterr()
    assert walk("--script", kept) == 0
    assert capsys.readouterr().out.splitlines()[0] == "In this call it is Wednesday 2026-11-25 02:38."


def test_a_saved_call_keeps_the_holidays_of_its_country(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "night.yaml").write_text(NIGHT, encoding="utf-8")
    (tmp_path / "amparo.toml").write_text('[prompts]\npack = "eu_example"\n', encoding="utf-8")
    kept = str(tmp_path / "kept.yaml")
    assert walk("night", "--file", str(tmp_path / "night.yaml"), "--at", "2026-12-25 10:00", "--save", kept) == 0
    (tmp_path / "amparo.toml").write_text("", encoding="utf-8")
    capsys.readouterr()
    assert walk("--script", kept) == 0
    assert "\nnight.dark  menu" in capsys.readouterr().out


def test_a_message_can_be_switched_on(capsys: Printed) -> None:
    assert walk("--language", "en", "--notice", "apology") == 0
    assert catalogue.load().prompt("apology", "en").text in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("welcom",), "there is no flow 'welcom'. Did you mean 'welcome'? There are: "),
        (("--language", "frr"), "there is no language 'frr' here. Did you mean 'fr'? There are: ko, en, "),
        (("--notice", "apolgy"), "there is no prompt 'apolgy'. Did you mean 'apology'?"),
        (("--at", "tomorrow"), "'tomorrow' is no local time; write it like this: 2026-12-25 03:00"),
        (("--at", "2026-12-25T03:00Z"), "is no local time"),
        (("--script", "{folder}/none"), "{folder}/none cannot be used: No such file or directory."),
        (("--file", "{folder}/none.yaml"), "{folder}/none.yaml cannot be read: No such file or directory."),
        (("--save", "{folder}/amparo.toml"), "amparo.toml is there and is no saved call; choose another name."),
        (("--speak", "{folder}/none/call.wav"), "{folder}/none is no folder."),
        (("--script", "{folder}/broken.yaml"), "broken.yaml:1: 'call' is missing."),
        (("--file", "{folder}/broken.yaml"), "broken.yaml:1: 'flow' is missing."),
    ],
)
def test_what_cannot_be_had_is_one_sentence(
    tmp_path: Path, capsys: Printed, words: tuple[str, ...], sentence: str
) -> None:
    (tmp_path / "broken.yaml").write_text("about: nothing\n", encoding="utf-8")
    assert walk(*(word.format(folder=tmp_path) for word in words)) == 1
    assert sentence.format(folder=tmp_path) in capsys.readouterr().err


def test_a_script_is_walked_without_waiting_in_between(tmp_path: Path, capsys: Printed) -> None:
    script = tmp_path / "script"
    script.write_text("# a comment\nkey 2\nearly 1\n\n> key #\nhang up\n", encoding="utf-8")
    assert walk("--script", str(script)) == 0
    shown = capsys.readouterr().out
    assert "– what was being said is cut off" in shown
    assert "the call is over after" in shown


def test_a_mistake_in_a_script_has_its_line(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "script").write_text("key 2\n\nmessage 5\n", encoding="utf-8")
    assert walk("--script", str(tmp_path / "script")) == 1
    shown = capsys.readouterr()
    assert "script:3: 'message 5' cannot happen at welcome.needs, where the call is listening." in shown.err
    assert "welcome.promise" in shown.out


def test_a_saved_walk_is_replayed_by_the_tests_and_by_the_walker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    file = tmp_path / "french.yaml"
    typing(monkeypatch, "1\n0\nnobody\n#\navocat\nwait 10\nhang up\n")
    assert walk("--language", "fr", "--save", str(file)) == 0
    kept = read(file)
    assert replay(kept, library()) == kept.lines
    assert kept.actions[0] == "key 3"
    capsys.readouterr()
    assert walk("--script", str(file), "--save", str(tmp_path / "again.yaml")) == 0
    assert (tmp_path / "again.yaml").read_text(encoding="utf-8") == file.read_text(encoding="utf-8")
    assert "the call is over after" in capsys.readouterr().out


def test_a_saved_walk_of_a_flow_of_ones_own_brings_it_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    (tmp_path / "mine.yaml").write_text(MINE, encoding="utf-8")
    typing(monkeypatch, "silence\n")
    assert walk("mine", "--file", str(tmp_path / "mine.yaml"), "--save", str(tmp_path / "call.yaml")) == 0
    (tmp_path / "mine.yaml").unlink()
    assert walk("--script", str(tmp_path / "call.yaml")) == 0
    assert "mine.a" in capsys.readouterr().out
    assert read(tmp_path / "call.yaml").flow == MINE


@pytest.mark.parametrize("call", sorted((Path(__file__).parents[1] / "flows" / "calls").glob("*.yaml"))[:3], ids=str)
def test_the_golden_calls_of_the_library_are_scripts_too(call: Path, capsys: Printed) -> None:
    assert walk("--script", str(call)) == 0
    assert "welcome.greeting" in capsys.readouterr().out


def test_the_walker_speaks_french_where_its_sentences_are_translated(capsys: Printed) -> None:
    assert main(("--ui-language", "fr", "flows", "walk", "--language", "fr")) == 0
    assert "welcome.needs" in capsys.readouterr().out

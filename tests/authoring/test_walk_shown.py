"""A walked call as somebody reads it: golden, with every way there is to show something.

`UPDATE_GOLDEN=1 pytest tests/authoring` rewrites `walks/clinic.txt`; look at the difference before you keep it.
"""

import os
from io import StringIO
from pathlib import Path

import pytest

from flows.effects import Gap, Spoken
from flows.limits import KEY_GAP_MS, OPTION_GAP_MS
from flows.looking import UNIVERSAL_WORDS
from ivr.authoring import style
from ivr.authoring.shown import UNIVERSAL, Shown, rows
from ivr.authoring.style import Style, isolated
from tests.support import clinic
from tests.support.clinic import sitting, walk

GOLDEN = Path(__file__).parent / "walks" / "clinic.txt"
TYPED = (
    "bonjour",
    "oui",
    "?",
    "dents",
    "1",
    "retour",
    "météo",
    "help",
    "médecin",
    "nobody",
    "names",
    "2; 1",
    "silence",
    "345#",
    "oui",
    "*",
    "0",
    "joined 5",
    "left 60",
    "3; early 0; early #",
    "message 5",
)


def test_a_walk_reads_as_written_down(capsys: pytest.CaptureFixture[str]) -> None:
    sitting("fr").typed(TYPED)
    shown = capsys.readouterr().out
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(shown, encoding="utf-8")
        pytest.skip("rewritten: look at the difference")
    assert shown == GOLDEN.read_text(encoding="utf-8")


def test_a_command_that_callers_may_say_is_a_callers_word(capsys: pytest.CaptureFixture[str]) -> None:
    sat = sitting("fr")
    sat.typed(["2", "help"])
    assert "“help” is what a caller says here; for help type ?" in capsys.readouterr().out
    assert sat.walked.state.place.node == "person"


def test_a_script_ends_where_it_says_quit(capsys: pytest.CaptureFixture[str]) -> None:
    sat = sitting("fr")
    sat.script(["2", "> quit", "1"], "script")
    assert sat.walked.state.place.node == "needs"
    assert "quit" not in capsys.readouterr().out


def test_what_cannot_be_done_is_a_sentence_and_the_walk_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    sat = sitting("fr")
    sat.typed(["2", "message 5", "wait soon", "say need.dents", "", "quit", "1"])
    shown = capsys.readouterr().out
    assert "'message 5' cannot happen at clinic.needs, where the call is listening." in shown
    assert "'wait soon': give whole seconds, like 5." in shown
    assert "only @again" in shown
    assert "Did you mean" in shown
    assert sat.walked.state.place.node == "needs"  # what follows `quit` is not done


def test_an_option_and_its_key_stand_on_one_line() -> None:
    option, key, other = Spoken("a", "fr"), Spoken("key.1", "fr"), Spoken("b", "fr")
    items = (Gap(500), option, Gap(KEY_GAP_MS), key, Gap(OPTION_GAP_MS), other, other)
    assert tuple(rows(items)) == ((option, key), (other,), (other,))


def test_right_to_left_wording_stands_apart_from_what_is_beside_it() -> None:
    walked = walk()
    walked.settle()
    lines = list(Shown(walked, clinic.wording).news())
    (arabic,) = [line for line in lines if "العربية" in line]
    assert "\u2067العربية: … ثلاثة\u2069" in arabic
    assert isolated("Bonjour") == "Bonjour"


def test_every_universal_word_has_a_name() -> None:
    assert set(UNIVERSAL) == set(UNIVERSAL_WORDS)


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_there_is_colour_only_on_a_terminal_that_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert style.of(Terminal()).on
    assert not style.of(StringIO()).on
    monkeypatch.setenv("TERM", "dumb")
    assert not style.of(Terminal()).on
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not style.of(Terminal()).on


def test_style_surrounds_and_ends() -> None:
    assert Style(on=True).strong("x") == "\x1b[1mx\x1b[0m"
    assert Style(on=True).faint("") == ""
    assert Style().strong("x") == "x"

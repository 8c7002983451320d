"""A walk that is kept is a golden case: read back, it goes exactly as it was walked."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows import golden
from flows.errors import FlowError
from ivr.authoring.asked import NotThere
from ivr.authoring.kept import actions, check
from ivr.authoring.sitting import Sitting
from tests.support.clinic import sitting
from tests.support.golden_calls import read, replay

LINES = (
    *"123409*#",
    *("bonjour", "oui", "non", "médecin", "dents", "météo", "help", "retour", "123#", "2; 1", "early 2", "early #"),
    *("nonsense", "silence", "hear", "wait 8", "wait 130", "message 5", "message 0", "ears lost", "joined 5", "nobody"),
    *("left 60", "1; early 2", "hang up", "names", "?", "0; early 9"),
)


def walked(*lines: str, hears: tuple[str, ...] = ("fr",)) -> Sitting:
    sat = sitting(*hears)
    sat.typed(lines)
    return sat


def as_shown(sat: Sitting) -> list[str]:
    """What happened, without hearing things out."""
    return [line for line in sat.walked.lines if line != "> hear"]


@pytest.mark.parametrize(
    "lines",
    [
        ("2", "1", "#"),
        ("bonjour", "oui", "dents", "1", "hang up"),
        ("2", "hang up"),
        ("2", "early 1"),
        ("2; early 1",),
        ("2", "0", "joined 300", "wait 7200", "left 1"),
        ("2", "0", "nobody"),
        ("2", "0", "#"),
        ("2", "3", "message 5"),
        ("2", "wait 130"),
        (),
    ],
    ids=str,
)
def test_a_kept_walk_is_replayed_line_by_line(tmp_path: Path, lines: tuple[str, ...]) -> None:
    sat = walked(*lines)
    sat.keeper.keep(sat.walked, tmp_path / "call.yaml")
    kept = read(tmp_path / "call.yaml")
    assert list(replay(kept, sat.walked.book)) == list(kept.lines)
    assert [line for line in kept.lines if line != "> hear"] == as_shown(sat)
    assert kept.entry == "clinic"
    assert kept.hears == ("fr",)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=12), st.sampled_from([(), ("fr",), ("en", "fr", "ar")]))
def test_whatever_is_typed_can_be_kept_and_replayed(lines: list[str], hears: tuple[str, ...]) -> None:
    sat = walked(*lines, hears=hears)
    kept = sat.keeper.base.saying(tuple(f"> {action}" for action in actions(sat.walked)))
    again = kept.played(sat.walked.book)
    assert [line for line in again if line != "> hear"] == as_shown(sat)
    written = kept.saying(again)
    assert golden.read(golden.text(written), "call.yaml") == written


def test_hearing_out_is_kept_only_where_it_matters() -> None:
    assert actions(walked("2", "1", "hang up").walked) == ("key 2", "key 1", "hear", "hang up")


def test_a_call_that_is_kept_again_keeps_what_was_written_about_it(tmp_path: Path) -> None:
    file = tmp_path / "call.yaml"
    sat = walked("2")
    sat.keeper.keep(sat.walked, file)
    file.write_text(file.read_text(encoding="utf-8").replace("A walk.", "What I wanted to see."), encoding="utf-8")
    other = walked("2", "1")
    assert str(other.keeper.keep(other.walked, file)) == f"{file} keeps this call."
    assert read(file).golden.about == "What I wanted to see."
    assert "> key 1" in read(file).lines


@pytest.mark.parametrize("content", [b"# Something else\n", b"flow: x\nstart: y\n", b"\xff\xfe"])
def test_a_file_that_is_something_else_is_not_overwritten(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "mine.yaml"
    file.write_bytes(content)
    with pytest.raises(NotThere, match=r"mine\.yaml is there and is no saved call; choose another name\."):
        check(file)
    sat = walked("2")
    with pytest.raises(NotThere):
        sat.keeper.keep(sat.walked, file)
    assert file.read_bytes() == content
    check(tmp_path / "new.yaml")


def test_save_is_also_something_one_can_type(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    walked("2", f"save {tmp_path / 'call.yaml'}", "1")
    assert f"{tmp_path / 'call.yaml'} keeps this call." in capsys.readouterr().out
    assert "> key 1" not in read(tmp_path / "call.yaml").lines


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("about: x\n", "call.yaml:1: 'call' is missing."),
        ("call: [1]\n", "call.yaml:1: 'call' is one name or text; put it in quotes if it looks like a number."),
        (
            "call: ''\nhear: [fr]\n",
            "call.yaml:2: 'hear' is not known here; remove it or correct its spelling. Did you mean 'hears'?",
        ),
        ("- a\n", "call.yaml:1: a flow file begins with 'flow:', 'start:' and 'nodes:'."),
    ],
)
def test_a_broken_saved_call_is_a_sentence_with_its_place(text: str, sentence: str) -> None:
    with pytest.raises(FlowError) as raised:
        golden.read(text, "call.yaml")
    assert str(raised.value) == sentence

"""How far prompts are: by prompt and language, then counted by flow."""

import datetime
from collections.abc import Mapping
from pathlib import Path

import pytest

from prompts.catalogue import Catalogue, load
from prompts.coverage import State, counts, states, worst
from prompts.coverage_report import REST, UNITS, report
from prompts.manifest import Entry, Manifest, Review
from prompts.parts import parts, text_version
from prompts.recordings import Recording

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
NOTE = "#. where: anywhere\n#. tone: calm\n"
DAY = datetime.date(2026, 3, 31)
EN = {"hello": "Hello", "bye": "Bye", "code": "Code {digits}, good.", "digits": "{digits}", "digit.0": "zero"}


@pytest.fixture
def texts(tmp_path: Path) -> Catalogue:
    for language, said in (("en", EN), ("fr", EN | {"hello": "Salut", "bye": ""})):
        entries = (f'{NOTE}msgctxt "{k}"\nmsgid "{EN[k]}"\nmsgstr "{v}"\n' for k, v in said.items())
        (tmp_path / f"{language}.po").write_text(HEAD + "\n".join(entries), encoding="utf-8")
    return load(tmp_path)


def recorded(language: str, *names: str) -> list[Recording]:
    pieces = [(name.rpartition(".") if name.startswith("code.") else (name, "", "0")) for name in names]
    return [Recording(prompt, language, Path("x.wav"), int(piece)) for prompt, _, piece in pieces]


def entry(wording: str, *, reviewed: bool = False) -> Entry:
    review = Review(name="Invented Reviewer", date=DAY)
    return Entry(voice="v", date=DAY, text=text_version(wording), review=review if reviewed else "none")


def found(texts: Catalogue, language: str, entries: Mapping[str, Entry]) -> dict[str, State]:
    manifest = Manifest(language=language, entries=entries)
    got = states(texts, (language,), recorded(language, *entries), {language: manifest})
    return {name: state for (name, _), state in got.items()}


def test_a_text_is_text_and_nothing_is_missing(texts: Catalogue) -> None:
    got = found(texts, "fr", {})
    assert (got["hello"], got["bye"], got["code"]) == (State.TEXT, State.MISSING, State.TEXT)
    assert "digits" not in got


def test_a_recording_is_as_good_as_its_wording_and_review(texts: Catalogue) -> None:
    assert found(texts, "fr", {"hello": entry("Salut")})["hello"] is State.RECORDED
    assert found(texts, "fr", {"hello": entry("Salut", reviewed=True)})["hello"] is State.REVIEWED
    assert found(texts, "fr", {"hello": entry("Bonjour", reviewed=True)})["hello"] is State.STALE


def test_a_recording_nobody_knows_anything_of_is_stale(texts: Catalogue) -> None:
    got = states(texts, ("fr",), recorded("fr", "hello"), {})
    assert got["hello", "fr"] is State.STALE


def test_a_prompt_in_pieces_is_as_good_as_its_worst_and_not_half_recorded(texts: Catalogue) -> None:
    first, second = (part.wording for part in parts(texts, "fr") if part.prompt == "code")
    assert found(texts, "fr", {"code.1": entry(first)})["code"] is State.TEXT
    both = {"code.1": entry(first, reviewed=True), "code.2": entry(second)}
    assert found(texts, "fr", both)["code"] is State.RECORDED
    assert found(texts, "fr", both | {"code.2": entry("old")})["code"] is State.STALE


def test_a_language_without_texts_is_recorded_from_the_english(texts: Catalogue) -> None:
    got = found(texts, "qaa", {"hello": entry("Hello"), "bye": entry("Good bye")})
    assert (got["hello"], got["bye"], got["code"]) == (State.RECORDED, State.STALE, State.MISSING)


def test_a_language_needs_only_the_units_it_puts_together() -> None:
    texts = load()
    for language in texts.languages:
        names = {name for name, _ in states(texts, (language,), (), {})}
        wanted = set(texts.wanted(lambda name, tag=language: texts.has(name, tag)))  # type: ignore[misc]  # a default binds it
        assert names <= wanted


def test_states_have_an_order() -> None:
    assert [state.rank for state in State] == [0, 1, 2, 3, 4]
    assert worst([State.REVIEWED, State.STALE, State.RECORDED]) is State.STALE
    assert worst([]) is State.MISSING
    assert counts([State.TEXT, State.TEXT]) == {state: 2 * (state is State.TEXT) for state in State}


FLOWS = {"one": ("hello", "code", "digits"), "two": ("hello", "nowhere")}


def test_a_report_counts_each_flow_and_each_prompt_once(texts: Catalogue) -> None:
    got = states(texts, ("fr",), (), {})
    made = report(texts, got, FLOWS, "fr")
    rows = {row.flow: row for row in made.rows}
    assert rows["one"].counts[State.TEXT] == 2
    assert rows["two"].counts == {State.MISSING: 1, State.TEXT: 1} | dict.fromkeys(list(State)[2:], 0)
    assert rows[REST].counts[State.MISSING] == 1
    assert rows[UNITS].prompts >= 1
    assert made.all.prompts == len({*got, ("nowhere", "fr")})
    assert set(made.missing) >= {"nowhere", "bye"}
    assert made.stale == ()
    assert made.synthesised == made.all.counts[State.TEXT] / made.all.prompts


def test_a_report_of_one_flow_has_the_units_it_puts_in(texts: Catalogue) -> None:
    made = report(texts, states(texts, ("fr",), (), {}), FLOWS, "fr", "one")
    assert [row.flow for row in made.rows] == ["one"]
    assert made.all.prompts == 2 + 10

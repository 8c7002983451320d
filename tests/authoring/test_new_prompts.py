"""From a new flow to its wording and words, as a coordinator does it: a sheet out, filled in, and back."""

from pathlib import Path

import pytest

from ivr import wordings
from ivr.authoring import books
from ivr.authoring.books import Which
from ivr.content import missing_prompts, missing_words, prompts_needed
from tests.support.coordinator import TEXTS, WORDS, Coordinator

OTHER = "choose another name."


@pytest.fixture(params=[".xlsx", ".csv"])
def she(request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Coordinator:
    return Coordinator(tmp_path, capsys, str(request.param))


@pytest.fixture
def her(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Coordinator:
    return Coordinator(tmp_path, capsys)


def test_a_new_flow_gets_its_wording_and_words(she: Coordinator) -> None:
    she.make()
    she.fill()
    status, lines = she.take()
    assert status == 0, lines
    assert "15 wordings are changed, 0 unchanged, 0 refused." in lines
    assert "6 choices have new words, 0 the same, 0 refused." in lines
    texts, spoken = wordings.texts(she.settings, None), wordings.words(she.settings)
    book = books.book(she.settings, frozenset({"en", "fr", "ko"}), Which((she.flow,)))
    assert set(TEXTS) <= set(prompts_needed(book))
    said = {(prompt.name, tag) for tag in ("en", "fr", "ko") for prompt in texts.spoken(tag)}
    assert [hole for hole in map(str, missing_prompts(book, said)) if "clinic" in hole] == []
    assert [hole for hole in map(str, missing_words(book, spoken)) if "clinic" in hole] == []
    for place, tag in enumerate(("en", "fr", "ko")):
        assert [texts.prompt(name, tag).text for name in TEXTS] == [said[place] for said in TEXTS.values()]
        assert [spoken.phrases(name, tag) for name in WORDS] == [
            tuple(said[place].split("; ")) for said in WORDS.values()
        ]
    script = she.folder / "script"
    script.write_text("mal aux dents\n", encoding="utf-8")
    walked = she.done("flows", "walk", "clinic", "--file", she.flow, "--language", "fr", "--script", script)
    assert "    → teeth, by voice" in walked
    assert any("Elle ouvre mardi." in line for line in walked)


def test_a_second_time_changes_nothing(she: Coordinator) -> None:
    she.make()
    she.fill()
    she.take()
    files = {file: file.stat().st_mtime_ns for file in she.own.home.rglob("*.*") if file.name != ".lock"}
    assert she.take() == (
        0,
        [
            "0 wordings are changed, 10 unchanged, 0 refused.",
            "0 choices have new words, 6 the same, 0 refused.",
            *[line for line in she.take()[1] if "still" in line],
        ],
    )
    assert {file: file.stat().st_mtime_ns for file in files} == files
    said = "Nothing is missing: what clinic says is written or recorded in en, fr, ko; all choices have words."
    assert she.done("prompts", "new", she.flow) == [said]
    assert she.done("prompts", "new", she.flow, "--out", she.folder / "more.xlsx") == [said]
    assert not (she.folder / "more.xlsx").exists()


def test_without_a_sheet_it_says_what_is_missing_and_what_to_type(her: Coordinator) -> None:
    status, lines = her.amparo("prompts", "new", her.flow)
    assert status == 1
    assert lines == [
        "These prompts have no wording in:",
        "  clinic.which                   question             en fr ko",
        "  clinic.children                choice               en fr ko",
        "  clinic.teeth                   choice               en fr ko",
        "  clinic.children_hours          information          en fr ko",
        "  clinic.teeth_hours             information          en fr ko",
        "For these choices callers can say nothing in:",
        "  clinic.children                choice               en fr ko",
        "  clinic.teeth                   choice               en fr ko",
        f"Next, a sheet of them to fill in: ./amparo prompts new {her.flow} --out clinic.xlsx",
    ]
    assert not her.own.home.exists()


def test_a_mistyped_name_is_guessed(her: Coordinator) -> None:
    her.flow.write_text(her.flow.read_text().replace("clinic.teeth_hours", "info.docter"))
    _, lines = her.amparo("prompts", "new", her.flow)
    assert any("info.docter" in line and "Did you mean 'info.doctor'?" in line for line in lines)


def test_the_sheet_says_where_everything_is_heard_and_how_long_it_may_be(she: Coordinator) -> None:
    she.make()
    places = {
        "clinic.which": ("flow clinic, at 'which': before the choices", "12"),
        "clinic.teeth": ("flow clinic, at 'which': name of the choice 'teeth', key 2", "2.5"),
        "clinic.teeth_hours": ("flow clinic, at 'teeth': the information about health", "15"),
    }
    for name, (where, seconds) in places.items():
        assert (she.cell("texts", name, "where"), she.cell("texts", name, "max seconds")) == (where, seconds)
        assert she.cell("texts", name, "tone")
    assert she.cell("words", "clinic.teeth", "where").startswith("three or more, with a semicolon between them;")


def test_a_language_left_empty_is_missing_and_told(she: Coordinator) -> None:
    she.make()
    she.fill({name: (en, fr, "") for name, (en, fr, _) in TEXTS.items()}, {})
    status, lines = she.take()
    assert status == 0
    assert f"ko: still without a wording: {', '.join(TEXTS)}." in lines
    assert "fr: still nothing that can be said for: clinic.children, clinic.teeth." in lines
    _, lines = she.amparo("prompts", "new", she.flow)
    assert "  clinic.which                   question             ko" in lines
    _, lines = she.amparo("prompts", "report", "--flow", she.flow, "--language", "ko")
    assert any(line.startswith("ko: 'clinic.which' is missing") for line in lines)


def test_the_next_sheet_has_what_is_there(she: Coordinator) -> None:
    she.make()
    she.fill(
        {name: (en, fr, "") for name, (en, fr, _) in TEXTS.items()}, {"clinic.teeth": ("teeth; tooth; dentist", "", "")}
    )
    she.take()
    she.make()
    assert she.cell("texts", "clinic.which", "fr") == TEXTS["clinic.which"][1]
    assert she.cell("words", "clinic.teeth", "English") == "teeth; tooth; dentist"
    for name, (_, _, korean) in TEXTS.items():
        she.put("texts", name, "ko", korean)
    status, lines = she.take()
    assert status == 0, lines
    assert wordings.texts(she.settings, None).prompt("clinic.which", "ko").text == TEXTS["clinic.which"][2]


def test_rows_nobody_has_filled_in_are_told(she: Coordinator) -> None:
    she.make()
    status, lines = she.take()
    assert status == 0
    assert f"Without English yet: {', '.join(TEXTS)}." in lines
    assert not list(she.own.home.rglob("*.po"))


def test_a_sheet_somebody_may_have_filled_in_is_not_written_over(she: Coordinator) -> None:
    she.make()
    before = she.sheet.read_bytes()
    status, lines = she.amparo("prompts", "new", she.flow, "--out", she.sheet)
    assert (status, lines) == (
        1,
        [f"amparo: {she.sheet}: it is there already, and somebody may have written into it; import it, or {OTHER}"],
    )
    assert she.sheet.read_bytes() == before


def test_only_sheets_are_written(her: Coordinator) -> None:
    status, lines = her.amparo("prompts", "new", her.flow, "--out", her.folder / "clinic.ods")
    assert (status, lines) == (1, ["amparo: a sheet of texts is an XLSX or CSV file; save it as clinic.xlsx."])


def test_a_flow_with_mistakes_is_told_with_its_lines(her: Coordinator) -> None:
    her.flow.write_text("flow: clinic\nstart: which\nnodes:\n  which: {kind: menue}\n")
    status, lines = her.amparo("prompts", "new", her.flow)
    assert status == 1
    assert lines[0].startswith(f"amparo: {her.flow}:4: node 'which': there is no kind 'menue'")


def test_a_language_that_is_new_lacks_what_every_call_needs_too(she: Coordinator) -> None:
    """An installation whose people have begun to write words in Tigrinya."""
    settings = she.settings_file.read_text(encoding="utf-8").replace('"ko"', '"ti"')
    she.settings_file.write_text(settings, encoding="utf-8")
    she.own.words.mkdir(parents=True)
    (she.own.words / "ti.yaml").write_text("clinic.teeth: [x, y, z]\n", encoding="utf-8")
    _, lines = she.amparo("prompts", "new", she.flow)
    found = [line.split()[0] for line in lines if line.startswith("  ") and line.endswith(" ti")]
    assert {"key.1", "apology", "danger.short", "@person", "yes", "language.ti", "clinic.children"} <= set(found)
    assert found.count("slower.on") == 1
    assert "language.fr" not in found
    she.make()
    she.put("words", "@person", "ti", "u; v; w")
    she.put("words", "language.ti", "ti", "r; s; t")
    she.put("texts", "key.1", "ti", "One")
    assert she.take()[0] == 0
    spoken = wordings.words(she.settings)
    assert (spoken.phrases("@person", "ti"), spoken.phrases("language.ti", "ti")) == (("u", "v", "w"), ("r", "s", "t"))
    assert wordings.texts(she.settings, None).prompt("key.1", "ti").text == "One"

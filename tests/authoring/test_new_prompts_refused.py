"""What a sheet of new prompts cannot bring; and CSV files as other programs write them."""

from pathlib import Path

import pytest

from ivr import wordings
from prompts import words
from tests.support.coordinator import TEXTS, WORDS, Coordinator, change_rows


@pytest.fixture(params=[".xlsx", ".csv"])
def she(request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Coordinator:
    return Coordinator(tmp_path, capsys, str(request.param))


@pytest.fixture
def her(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Coordinator:
    return Coordinator(tmp_path, capsys)


WRONG = (
    ("texts clinic.which English", "", "row 2: clinic.which: write its English too; translators work"),
    ("texts clinic.which English", "=1+1", "row 2: clinic.which: this is a formula; write the wording"),
    ("texts clinic.which English", "...", "row 2: clinic.which: there is no word in it."),
    ("texts clinic.which English", "At {place}", "row 2: clinic.which: nothing is known to put into {place}."),
    ("texts clinic.which where", "", "row 2: clinic.which: write into 'where' at what place it is heard;"),
    ("texts clinic.which max seconds", "long", "row 2: clinic.which: 'max: long' is not a number of seconds"),
    ("texts clinic.which max seconds", "60", "row 2: clinic.which: a prompt lasts 20 s at most; make two of it."),
    ("texts clinic.which key", "Clinic which", "row 2: Clinic which: this is no name of a prompt: small"),
    ("texts clinic.which key", "", "row 2: : this is no name of a prompt: small letters"),
    ("texts clinic.teeth English", "Teeth " * 40, "row 4: clinic.teeth: its 200 letters cannot be said in 2.5 s"),
    ("texts clinic.which fr", "=1+1", "row 2, fr: clinic.which: this is a formula; write the wording as text."),
    ("texts clinic.which fr", "Où, {day} ?", "row 2, fr: clinic.which: the English has no {day}; only what"),
    ("words clinic.teeth fr", "dents; dentiste", "row 3, fr: clinic.teeth: has 2 phrases and needs 3"),
    ("words clinic.teeth fr", "dents; une; ?!", "row 3, fr: clinic.teeth: '?!' has no letters; write words."),
    ("words clinic.teeth fr", "dents; a; Dents!", "row 3, fr: clinic.teeth: 'dents' is there twice."),
    ("words clinic.teeth fr", "=A1", "row 3, fr: clinic.teeth: this is a formula; write the wording as text."),
    ("words clinic.teeth fr", "a; b; " + "x" * 61, "row 3, fr: clinic.teeth: 'xxxxxxxxxxxxxxxxxxxx...' is longer"),
    ("words clinic.teeth fr", "; ".join(map(chr, range(97, 123))) * 3, "row 3, fr: clinic.teeth: has 76 phrases; 40"),
    ("words clinic.teeth key", "clinic.tooth", "row 3: nothing can be chosen by the name 'clinic.tooth'."),
)
"""Where, what, and how the refusal begins."""


@pytest.mark.parametrize(("where", "value", "sentence"), WRONG)
def test_what_is_wrong_is_refused_with_its_place_and_the_rest_is_taken(
    she: Coordinator, where: str, value: str, sentence: str
) -> None:
    page, key, heading = where.split(" ", 2)
    she.make()
    she.fill()
    she.put(page, key, heading, value)
    status, lines = she.take()
    assert status == 1
    if page == "words":
        sentence = f"page 'words', {sentence}"
        if she.sheet.suffix == ".csv":
            sentence = sentence.replace("row 3", "row 8")  # one table, whose first six rows are texts
    assert [line for line in lines if line.startswith(sentence)], lines
    texts, spoken = wordings.texts(she.settings, None), wordings.words(she.settings)
    assert texts.prompt("clinic.children_hours", "ko").text == TEXTS["clinic.children_hours"][2]
    assert spoken.phrases("clinic.children", "ko") == tuple(WORDS["clinic.children"][2].split("; "))
    words.load(she.own.words)


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        ("@person", "'{phrase}' is what callers say for @person at any place; leave it out here."),
        ("clinic.children", "'{phrase}' is already said for clinic.children (flow clinic, at 'which'). Choose another"),
    ],
)
def test_a_phrase_means_one_thing_at_a_question(her: Coordinator, option: str, sentence: str) -> None:
    her.make()
    her.fill()
    phrase = words.load().phrases(option, "en")[0] if option in words.load().options("en") else "kids"
    her.put("words", "clinic.teeth", "English", f"teeth; {phrase.upper()}; tooth")
    before = her.take()
    assert before[0] == 1
    told = f"page 'words', row 3, en: clinic.teeth: {sentence.format(phrase=phrase.upper())}"
    assert [line for line in before[1] if line.startswith(told)], before[1]
    assert her.take()[0] == 1
    assert wordings.words(her.settings).phrases("clinic.teeth", "en") == ()


def test_a_phrase_may_move_from_one_choice_to_another(she: Coordinator) -> None:
    she.make()
    she.fill()
    she.take()
    she.put("words", "clinic.children", "English", "for kids; kids; teeth")
    assert she.take()[0] == 1
    she.put("words", "clinic.teeth", "English", "dentist; tooth; toothache")
    assert she.take()[0] == 0
    assert wordings.words(she.settings).phrases("clinic.children", "en") == ("for kids", "kids", "teeth")


def test_a_row_that_is_there_twice_is_taken_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    she = Coordinator(tmp_path, capsys, ".csv")
    she.make()
    she.fill()

    def twice(rows: list[dict[str, str]]) -> None:
        rows.insert(1, {**rows[0], "English": "Where?"})

    change_rows(she.sheet, twice)
    status, lines = she.take()
    assert status == 1
    assert "row 3: 'clinic.which' is already in row 2; keep one of them." in lines
    assert wordings.texts(she.settings, None).prompt("clinic.which", "en").text == TEXTS["clinic.which"][0]


def test_a_sheet_of_all_texts_brings_no_new_ones(her: Coordinator) -> None:
    """There a name that nobody knows is a slip of the hand."""
    her.done("prompts", "export", her.sheet, "--language", "fr")
    her.put("texts", "offer.person", "key", "offer.persons")
    status, lines = her.take()
    assert status == 1
    assert any("there is no text 'offer.persons'. Did you mean" in line for line in lines)


# -- CSV -----------------------------------------------------------------------------------------------------


def test_csv_with_semicolons_and_without_a_mark(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    she = Coordinator(tmp_path, capsys, ".csv")
    she.make()
    she.fill()
    change_rows(she.sheet, lambda rows: rows.reverse(), delimiter=";")
    assert she.take()[0] == 0
    assert wordings.words(she.settings).phrases("clinic.teeth", "fr") == ("dents", "dentiste", "mal aux dents")


@pytest.mark.parametrize("text", ["-10 % off", "+1 for you", "@ home", "'@ home", "'hello", "-"])
def test_what_looks_like_a_formula_is_escaped_and_comes_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    she = Coordinator(tmp_path, capsys, ".csv")
    she.make()
    she.fill()
    wording = f"{text} one" if text == "-" else text
    she.put("texts", "clinic.which", "English", wording.replace("'@", "''@"))
    assert she.take()[0] == 0
    assert wordings.texts(she.settings, None).prompt("clinic.which", "en").text == wording
    she.make("--all")
    shown = she.cell("texts", "clinic.which", "English")
    assert shown == (wording if wording.startswith("'h") else f"'{wording}")
    status, lines = she.take()
    assert (status, lines[0]) == (0, "0 wordings are changed, 20 unchanged, 0 refused."), lines

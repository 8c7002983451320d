"""What the import of a sheet says: little where all is well, and everything that is wrong in one round."""

from pathlib import Path

import pytest

from ivr import wordings
from prompts import words
from tests.support.coordinator import TEXTS, Coordinator
from tests.support.korean import why_no_espeak

FEW = "has 2 phrases and needs 3, with a semicolon between; people say things differently."
HOURS = """\
flow: clinic
start: hours
nodes:
  hours:
    kind: hours
    times: [{days: [monday], from: "09:00", to: "17:00"}]
    opens: clinic.opens
    open: open
    closed: bye
  open: {kind: menu, topic: health, prompts: [clinic.open], offers: [person, back]}
  bye: {kind: goodbye, prompts: [goodbye]}
"""
LOOK = "Taken, but look at these once more:"
CORRECT = "Correct this in the same sheet, and import it again; everything else is taken."


@pytest.fixture
def her(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Coordinator:
    return Coordinator(tmp_path, capsys)


def test_refusals_stand_last_and_changes_only_where_they_are_asked_for(her: Coordinator) -> None:
    her.make()
    her.fill()
    her.put("texts", "clinic.which", "ko", "=1+1")
    her.put("words", "clinic.teeth", "fr", "dents; dentiste")
    status, lines = her.take()
    assert status == 1
    assert lines[-4:] == [
        "Refused:",
        "row 2, ko: clinic.which: this is a formula; write the wording as text.",
        f"page 'words', row 3, fr: clinic.teeth: {FEW}",
        CORRECT,
    ]
    assert "14 wordings are changed, 0 unchanged, 1 refused." in lines
    assert not [line for line in lines if TEXTS["clinic.teeth"][0] in line]
    her.put("texts", "clinic.which", "ko", TEXTS["clinic.which"][2])
    her.put("words", "clinic.teeth", "fr", "dents; dentiste; dent")
    status, lines = her.take("--verbose")
    assert status == 0
    assert lines[:2] == [
        f"row 2, ko: clinic.which: “{TEXTS['clinic.which'][2]}”",
        "page 'words', row 3, fr: clinic.teeth: “dents; dentiste; dent”",
    ]
    assert lines[-1] == "Callers do not hear this yet. Next: ./amparo flows draft wording --who NAME --why TEXT"
    assert "Next" not in her.take()[1][-1]


def test_all_that_is_wrong_in_a_cell_is_told_at_once(her: Coordinator) -> None:
    her.make()
    her.fill()
    her.put("texts", "clinic.which", "English", "It opens {day} at {time}.")
    her.put("texts", "clinic.which", "fr", "Ouvert {jour} {heure\u202e.")
    her.put("texts", "clinic.which", "ko", "{time}")
    her.put("texts", "clinic.teeth", "key", "Clinic.teeth")
    her.put("texts", "clinic.children", "where", "")
    her.put("texts", "clinic.children", "max seconds", "60")
    her.put("words", "clinic.children", "English", "kids; KIDS; help; ?!; my little one; help me")
    her.put("words", "clinic.teeth", "English", "my little one; Kids; tooth")
    _, lines = her.take()
    english = [line.partition("row 2, en: clinic.children: ")[2] for line in lines if "row 2, en: clinic.child" in line]
    assert [line for line in lines if line.startswith("row 2, fr: ")] == [
        "row 2, fr: clinic.which: it has the invisible character U+202E; write it again without.",
        "row 2, fr: clinic.which: it lacks {day} and {time}; write it where the line is to say it.",
        "row 2, fr: clinic.which: the English has no {jour}; only what stands there can be put in.",
        "row 2, fr: clinic.which: a brace has no partner.",
    ]
    assert "row 2, ko: clinic.which: it lacks {day}; write it where the line is to say it." in lines
    assert english[:2] == ["'?!' has no letters; write words.", "'kids' is there twice."]
    assert english[2].startswith("'help")
    assert english[2].endswith("is what callers say for @person at any place; leave it out here.")
    assert lines[-1] == CORRECT


def test_a_row_without_right_english_is_looked_at_whole(her: Coordinator) -> None:
    her.make()
    her.fill()
    her.put("texts", "clinic.teeth", "English", "=1+1")
    her.put("texts", "clinic.teeth", "fr", "Pour {les dents :")
    her.put("texts", "clinic.teeth", "ko", "=2")
    her.put("texts", "clinic.which", "where", "")
    her.put("texts", "clinic.which", "ko", "{day}?")
    her.put("words", "clinic.teeth", "fr", "dents; dentiste")
    status, lines = her.take()
    assert status == 1
    assert [line.partition(":")[0] for line in lines if line.startswith(("row ", "page "))] == [
        "row 2",
        "row 2, ko",
        "row 4",
        "row 4, fr",
        "row 4, ko",
        "page 'words', row 3, fr",
    ]


def test_a_phrase_may_mean_something_else_at_another_question(her: Coordinator) -> None:
    her.make()
    her.fill()
    phrase = words.load().phrases("need.doctor", "en")[0]
    her.put("words", "clinic.teeth", "English", f"teeth; {phrase}; tooth")
    assert her.take()[0] == 0
    spoken = wordings.words(her.settings)
    assert phrase in spoken.phrases("clinic.teeth", "en")
    assert phrase in spoken.phrases("need.doctor", "en")


def test_what_is_taken_at_a_question_of_a_flow_here_is_told_with_its_place(her: Coordinator) -> None:
    her.flow.write_text((Path(words.__file__).parents[1] / "flows" / "library" / "health.yaml").read_text())
    her.make("--all")
    doctor, midwife = (words.load().phrases(f"need.{name}", "en")[0] for name in ("doctor", "pregnancy"))
    her.put("words", "need.hospital", "English", f"hospital; {doctor}; {midwife}; to the ward")
    status, lines = her.take()
    assert status == 1
    where, _, told = lines[-2].partition(", en: need.hospital: ")
    assert where.startswith("page 'words', row ")
    assert told == (
        f"'{doctor}' is already said for need.doctor (flow welcome, at 'needs'). Choose another, such as two words. "
        f"Also taken here: '{midwife}' (need.pregnancy)."
    )


@pytest.mark.espeak
@pytest.mark.skipif(why_no_espeak() is not None, reason=why_no_espeak() or "")
def test_a_wording_longer_than_it_may_be_is_told_and_taken(her: Coordinator) -> None:
    her.make()
    her.fill()
    her.put("texts", "clinic.teeth", "fr", "Pour les dents, les gencives et la bouche des grands et des petits :")
    status, lines = her.take()
    assert status == 0
    (told,) = (line for line in lines if "takes about" in line)
    assert told.startswith("row 4, fr: clinic.teeth: takes about 3.")
    assert told.endswith(" s, and may take 2.5 s; say less, or allow more in 'max seconds'.")
    assert lines[lines.index(LOOK) + 1] == told
    assert "15 wordings are changed, 0 unchanged, 0 refused." in lines
    assert "Refused:" not in lines
    her.put("texts", "clinic.which", "ko", "=1+1")
    her.put("texts", "clinic.teeth", "max seconds", "2,4")
    status, lines = her.take()
    at = lines.index("Refused:")
    assert status == 1
    assert [line.partition(" ")[0] for line in lines[lines.index(LOOK) + 1 : at]] == ["row"]
    assert "and may take 2.4 s" in lines[at - 1]
    assert lines[at + 1 :] == ["row 2, ko: clinic.which: this is a formula; write the wording as text.", CORRECT]
    her.put("texts", "clinic.which", "ko", TEXTS["clinic.which"][2])
    her.put("texts", "clinic.teeth", "max seconds", "1,2")
    assert len([line for line in her.take()[1] if "and may take 1.2 s" in line]) >= 1
    her.put("texts", "clinic.teeth", "max seconds", "6")
    assert [line for line in her.take()[1] if "takes about" in line] == []


def test_the_sheet_shows_what_the_line_puts_in(her: Coordinator) -> None:
    her.flow.write_text(HOURS, encoding="utf-8")
    her.make()
    assert her.cell("texts", "clinic.opens", "keep") == (
        "the line puts in {day} (“today”, “on Monday”) and {time} (“nine in the morning”), such as "
        "“It opens {day} at {time}.”; fr: “aujourd'hui”, “lundi”, “neuf heures”; ko: “오늘”, “월요일”, “오전 아홉 시”"
    )
    for language, said in (("English", "It opens {day} at {time}."), ("fr", "Elle ouvre."), ("ko", "{day} {time}")):
        her.put("texts", "clinic.opens", language, said)
    status, lines = her.take()
    assert status == 1
    assert "row 2, fr: clinic.opens: it lacks {day} and {time}; write it where the line is to say it." in lines

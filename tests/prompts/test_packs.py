"""Country packs: the worked example, and what is refused with file and line."""

from datetime import datetime
from pathlib import Path

import pytest

from flows.errors import Refused
from flows.hours import schedule
from prompts import catalogue
from prompts.catalogue import TEXTS, UNITS
from prompts.packs import FACTS, PACKS, Pack, load

EXAMPLE = PACKS / "eu_example"
SHIPPED = tuple(sorted(folder.name for folder in PACKS.iterdir()))


@pytest.fixture(scope="module")
def example() -> Pack:
    return load(EXAMPLE)


def folder(place: Path, sheet: str, texts: str = "") -> Path:
    """A copy of the example with another pack.yaml, and texts."""
    own = place / "eu_example"
    (own / "texts").mkdir(parents=True)
    (own / "pack.yaml").write_text(sheet, encoding="utf-8")
    wording = texts or (EXAMPLE / "texts" / "en.po").read_text(encoding="utf-8")
    (own / "texts" / "en.po").write_text(wording, encoding="utf-8")
    return own


def sheet(*changes: tuple[str, str]) -> str:
    text = (EXAMPLE / "pack.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def refusal(own: Path) -> str:
    with pytest.raises(Refused) as refused:
        load(own)
    return "\n".join(refused.value.sentences())


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_pack_is_in_order_and_nobody_has_reviewed_it(name: str) -> None:
    pack = load(PACKS / name)
    assert pack.name == name
    assert not pack.reviewed


def test_every_fact_is_a_prompt_of_the_line_and_the_other_way_round() -> None:
    said = [name for name in catalogue.load(TEXTS).names if name.startswith("fact.")]
    assert sorted(said) == sorted(FACTS)


def test_every_known_fact_names_its_law(example: Pack) -> None:
    known = {name: fact for name, fact in example.file.facts.items() if fact.known != "unknown"}
    assert len(known) >= 8
    assert all("irective" in fact.source and fact.date for fact in known.values())
    assert {prompt.name for prompt in example.prompts} == set(known)


def test_sentences_of_packs_are_short(example: Pack) -> None:
    for prompt in example.prompts:
        assert all(len(sentence.split()) <= 12 for sentence in prompt.text.split(".")), prompt.name


def test_a_pack_replaces_the_wording_of_facts_only(example: Pack) -> None:
    plain, own = catalogue.load(TEXTS, UNITS), catalogue.load(TEXTS, UNITS, pack=example)
    changed = {n for n in own.names if own.has(n, "en") and own.prompt(n, "en") != plain.prompt(n, "en")}
    assert changed == {prompt.name for prompt in example.prompts}


def test_a_number_is_said_by_its_digits_in_every_language(example: Pack, tmp_path: Path) -> None:
    english = (EXAMPLE / "texts" / "en.po").read_text(encoding="utf-8")
    own = folder(tmp_path, sheet())
    french = english.replace('msgstr "The emergency number is {', 'msgstr "Le numéro est le {')
    (own / "texts" / "fr.po").write_text(french, encoding="utf-8")
    said = catalogue.load(TEXTS, pack=load(own))
    assert said.prompt("fact.emergency_number", "en").text == "The emergency number is one one two. The call is free."
    assert said.prompt("fact.emergency_number", "fr").text.startswith("Le numéro est le un un deux.")


def test_a_longer_number_is_said_in_groups(tmp_path: Path) -> None:
    own = load(folder(tmp_path, sheet(('digits: "112"', 'digits: "123456"'))))
    said = catalogue.load(TEXTS, pack=own).prompt("fact.emergency_number", "en").text
    assert said.startswith("The emergency number is one two three, four five six.")


def test_its_holidays_are_closed(example: Pack) -> None:
    closed = schedule((), example.holidays)
    assert closed.is_holiday(datetime(2031, 12, 25).date())  # noqa: DTZ001 - local times have no zone
    assert not closed.is_holiday(datetime(2031, 12, 24).date())  # noqa: DTZ001 - as above


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("name: eu_example", "name: other", "pack.yaml:4: the pack is called 'other' and lies in the folder"),
        ("status: example", "status: good", "pack.yaml:6: 'good' is not possible for 'status'"),
        ("status: example", "status: reviewed", "pack.yaml:1: a reviewed pack needs a name and a date"),
        ("country: an", "land: an", "pack.yaml:5: 'land' is not known here"),
        ('digits: "112"', 'digits: "1-1-2"', "pack.yaml:11: '1-1-2' is no short number; it has 1 to 6 digits"),
        ('digits: "112"', "digits: 112", "pack.yaml:11: 'digits' is one name or text; put it in quotes"),
        ('digits: "112"', 'word: "a"\n    digits: "1"', "pack.yaml:10: a value has either 'digits' or a 'word'"),
        ("fact.school:", "fact.scool:", "'fact.scool' is no fact that the line can say. Did you mean 'fact.school'?"),
        ("date: 2018-12-11", "date: some day", "pack.yaml:19: 'date'"),
        ("    date: 2018-12-11\n", "", "pack.yaml:16: what is known needs a 'source' and its 'date'"),
        ('known: "yes"', "known: unknown", "pack.yaml:16: what is unknown has no source"),
        ("known: unknown", "known: maybe", "'maybe' is not possible for 'known'"),
        ("rule: FREQ=YEARLY;BYMONTH=1;", "rule: EASTER;", "'EASTER;BYMONTHDAY=1' is no rule of days"),
        ("values:", "values: &all", "'&' and '*' references"),
        ("status: example", "status example", "pack.yaml:6: a ':' is missing in this line"),
    ],
)
def test_a_wrong_sheet_is_refused_with_the_line(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert sentence in refusal(folder(tmp_path, sheet((old, new))))


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    without = sheet(("  fact.asylum_place:\n    known: unknown\n    checked: none\n", ""))
    assert "'fact.asylum_place' is missing; what is not known" in refusal(folder(tmp_path, without))
    assert "this cannot be read: No such file" in refusal(tmp_path / "nowhere")
    assert "a pack begins with 'name:'" in refusal(folder(tmp_path / "other", "- a list\n"))


def test_a_reviewed_pack_has_a_name_and_a_day_everywhere(tmp_path: Path) -> None:
    invented = "checked: {name: Invented Reviewer, date: 2026-11-01}"
    reviewed = sheet(("status: example", "status: reviewed")).replace("checked: none", invented)
    unknown = f"known: unknown\n    {invented}"
    assert load(folder(tmp_path, reviewed.replace(unknown, "known: unknown\n    checked: none"))).reviewed


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("fact.school", "menu.law", "en.po:63: menu.law: a pack words only facts (fact.*) of its pack.yaml."),
        ("fact.school", "fact.maternity", "en.po:63: fact.maternity: pack.yaml says this is unknown"),
        ("{emergency_number}", "{mergency_number}", "nothing is known to put into {mergency_number}."),
        ("{emergency_number}", "{digits}", "nothing is known to put into {digits}."),
        ('msgctxt "fact.school"', '#, fuzzy\nmsgctxt "fact.school"', "fact.school: is known in pack.yaml and has no"),
    ],
)
def test_wrong_wording_is_refused(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    texts = (EXAMPLE / "texts" / "en.po").read_text(encoding="utf-8")
    assert old in texts
    assert sentence in refusal(folder(tmp_path, sheet(), texts.replace(old, new)))

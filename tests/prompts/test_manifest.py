"""What is known about recordings: read, added to, and never half written."""

import datetime
from pathlib import Path

import pytest

from prompts.errors import PromptError
from prompts.manifest import Entry, Review, load, load_all, put

DAY = datetime.date(2026, 3, 31)
ENTRY = Entry(voice="voice A", date=DAY, text="0123456789ab")
GOOD = "voice: v\n  date: 2026-03-31\n  review: none\n  text: abcdef012345\n  source: file\n"


def written(folder: Path, text: str) -> Path:
    (folder / "fr").mkdir(exist_ok=True)
    file = folder / "fr" / "manifest.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_what_is_put_is_there(tmp_path: Path) -> None:
    checked = Entry(
        voice="voice B",
        date=DAY,
        text="1e3456789012",
        source="phone",
        review=Review(name="Invented Reviewer", date=DAY),
    )
    put(tmp_path, "fr", {"hello": ENTRY, "code.1": checked})
    assert load(tmp_path, "fr").entries == {"hello": ENTRY, "code.1": checked}
    assert load_all(tmp_path).keys() == {"fr"}


def test_a_language_without_a_manifest_has_no_entries(tmp_path: Path) -> None:
    assert load(tmp_path, "fr").entries == {}
    assert load_all(tmp_path / "nowhere") == {}


def test_a_new_entry_leaves_the_others_as_they_were_written(tmp_path: Path) -> None:
    before = f"# my remark\nz.last:  # first all the same\n  {GOOD}\na:\n  {GOOD}"
    file = written(tmp_path, before)
    put(tmp_path, "fr", {"hello": ENTRY})
    after = file.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert list(load(tmp_path, "fr").entries) == ["z.last", "a", "hello"]


def test_one_date_is_written_out_everywhere(tmp_path: Path) -> None:
    put(tmp_path, "fr", {"a": ENTRY, "b": ENTRY})
    text = (tmp_path / "fr" / "manifest.yaml").read_text(encoding="utf-8")
    assert text.count("date: 2026-03-31") == 2


def test_nothing_is_left_beside_it(tmp_path: Path) -> None:
    put(tmp_path, "fr", {"a": ENTRY})
    assert {file.name for file in (tmp_path / "fr").iterdir()} == {"manifest.yaml", ".lock"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: 1\n", "fr/manifest.yaml:1: a: below it belong voice, date, review, text, source"),
        (
            f"ok:\n  {GOOD}a:\n  {GOOD.replace('voice: v', 'voice: +31 20')}",
            "fr/manifest.yaml:7: a: 'voice' is a",
        ),
        (f"a:\n  {GOOD.replace('2026-03-31', '2026-03-31 10:00:00')}", "fr/manifest.yaml:1: a: 'date' is a day"),
        (f"a:\n  {GOOD.replace('none', 'yes')}", "fr/manifest.yaml:1: a: 'review' is 'none', or the name and date"),
        (f"a:\n  {GOOD.replace('none', '{name: X}')}", "fr/manifest.yaml:1: a: 'review' is 'none', or the name and"),
        (f"a:\n  {GOOD.replace('abcdef012345', 'hello')}", "fr/manifest.yaml:1: a: 'text' is the version of the"),
        (
            f"a:\n  {GOOD.replace('source: file', 'source: radio')}",
            "fr/manifest.yaml:1: a: 'source' is 'file'",
        ),
        (f"a:\n  {GOOD}  caller: x\n", "fr/manifest.yaml:1: a: 'caller' is none of voice, date, review, text, source."),
        ("- a\n", "fr/manifest.yaml: this is not a list of recordings"),
        ("a: [\n", "fr/manifest.yaml:2: this is not YAML"),
        ("a: \x00\n", "fr/manifest.yaml: this is not YAML"),
        ("[" * 10_000, "fr/manifest.yaml: this is not YAML"),
    ],
)
def test_a_wrong_manifest_is_refused_with_the_place_and_kept(tmp_path: Path, text: str, sentence: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(PromptError) as refused:
        load(tmp_path, "fr")
    assert str(refused.value).startswith(sentence)
    assert file.read_text(encoding="utf-8") == text

"""Texts: what is loaded, and what is refused with the place."""

from pathlib import Path

import pytest

from ivr.content import ENGINE_PROMPTS
from prompts import units
from prompts.catalogue import SOURCE, TEXTS, UNITS, Catalogue, load
from prompts.errors import PromptError

LANGUAGES = ("ar", "en", "es", "fr", "ko", "pt")

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
NOTE = "#. where: anywhere\n#. tone: calm\n#. max: 2.5 s\n"


def entry(name: str, source: str, text: str, note: str = NOTE) -> str:
    return f'{note}msgctxt "{name}"\nmsgid "{source}"\nmsgstr "{text}"\n\n'


def texts(folder: Path, **files: str) -> Catalogue:
    for language, content in files.items():
        (folder / f"{language}.po").write_text(HEAD + content, encoding="utf-8")
    return load(folder)


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load()


def test_six_languages_are_shipped_without_gaps(shipped: Catalogue) -> None:
    assert shipped.languages == LANGUAGES
    written = [gap for gap in shipped.gaps() if gap.name in units.NAMES or (TEXTS / f"{gap.language}.po").exists()]
    assert written == []


def test_everything_the_engine_says_is_there(shipped: Catalogue) -> None:
    assert set(ENGINE_PROMPTS) <= set(shipped.names)


def test_every_note_tells_how_long_a_prompt_may_be(shipped: Catalogue) -> None:
    without = {p.name for tag in shipped.languages for p in shipped.spoken(tag) if p.note.max_ms is None}
    assert without == {"digits"}


def test_notes_and_sources_are_the_same_in_every_language(shipped: Catalogue) -> None:
    for name in shipped.names:
        own = [shipped.prompt(name, tag) for tag in shipped.languages if shipped.has(name, tag)]
        assert len({(prompt.source, prompt.note) for prompt in own}) == 1, name


def test_english_is_its_own_source(shipped: Catalogue) -> None:
    assert [p.name for p in shipped.spoken(SOURCE) if p.text != p.source] == []


@pytest.mark.parametrize("file", [*sorted(TEXTS.glob("*.po")), *sorted(UNITS.glob("*.po"))], ids=str)
def test_every_file_says_that_nobody_reviewed_it(file: Path) -> None:
    header = file.read_text(encoding="utf-8").partition("msgid")[0]
    assert "review: none (drafted)" in header
    assert "CC BY-SA 4.0" in header


def test_sentences_are_short(shipped: Catalogue) -> None:
    """Rule V25: at most twelve words a sentence, where words are divided by spaces."""
    for tag in shipped.languages:
        for prompt in shipped.spoken(tag):
            for sentence in prompt.text.replace("!", ".").replace("?", ".").replace("؟", ".").split("."):
                words = [word for word in sentence.split() if any(c.isalnum() for c in word)]
                assert len(words) <= 12, (tag, prompt.name, sentence)


def test_a_menu_item_has_at_most_ten_words(shipped: Catalogue) -> None:
    for tag in shipped.languages:
        for prompt in shipped.spoken(tag):
            if prompt.name.startswith("menu."):
                assert len(prompt.text.split()) <= 10, (tag, prompt.name)


def test_a_gap_is_named(tmp_path: Path) -> None:
    both = texts(tmp_path, en=entry("a", "A", "A") + entry("b", "B", "B"), fr=entry("a", "A", "Ah"))
    assert [str(gap) for gap in both.gaps()] == ["The prompt 'b' is missing in 'fr' (prompts/texts/fr.po)."]


def test_what_is_fuzzy_is_not_spoken(tmp_path: Path) -> None:
    both = texts(tmp_path, en=entry("a", "A", "A"), fr=entry("a", "A", "Ah", NOTE + "#, fuzzy\n"))
    assert [gap.language for gap in both.gaps()] == ["fr"]
    with pytest.raises(KeyError):
        both.prompt("a", "fr")


def test_unused_names_are_found(tmp_path: Path) -> None:
    found = texts(tmp_path, en=entry("a", "A", "A") + entry("b", "B", "B") + entry("digit.1", "one", "one"))
    assert found.unused(["a"]) == ("b",)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (entry("a", "A {name}", "A {name}"), "en.po:4: a: nothing is known to put into {name}."),
        (entry("a", "A {digits}", "A"), "en.po:4: a: source and wording differ in {digits}."),
        (entry("hour.9", "{time}", "{time}"), "en.po:4: hour.9: nothing is known to put into {time}."),
        (entry("a", "A {minute}", "A {minute}"), "en.po:4: a: nothing is known to put into {minute}."),
        (
            entry("date", "{month}", "{month}"),
            "en.po:4: date: it puts {month}, {monthday} together; write all of them.",
        ),
        (entry("a", "A", "A") + entry("a", "B", "B"), "en.po:11: a: is already in line 4."),
        (entry("a", "A", "A", ""), "en.po:4: a: the note has no 'where:' line"),
        (
            entry("a", "A", "A", "#. where: x\n#. tone: y\n#. max: long\n"),
            "en.po:4: a: 'max: long' is not a number of seconds",
        ),
        (entry("a", "A", "A", "#. hello\n"), "en.po:4: a: the note begins with 'hello'"),
        ('msgid "A"\nmsgstr "A"\n', "en.po:4: 'A' has no msgctxt"),
        ("nonsense\n", "en.po: this is not a PO file"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place(tmp_path: Path, content: str, sentence: str) -> None:
    with pytest.raises(PromptError) as refused:
        texts(tmp_path, en=content)
    assert str(refused.value).startswith(sentence)


def test_a_changed_source_asks_for_a_new_look(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match=r"^fr\.po:\d+: a: the English is now “New”"):
        texts(tmp_path, en=entry("a", "New", "New"), fr=entry("a", "Old", "Vieux"))


def test_a_prompt_is_in_one_folder_only(tmp_path: Path) -> None:
    for folder in ("texts", "units"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "en.po").write_text(HEAD + entry("a", "A", "A"), encoding="utf-8")
    with pytest.raises(PromptError, match=r"^en\.po:4: a: is already in another folder; keep one of them\."):
        load(tmp_path / "texts", tmp_path / "units")


def test_only_units_that_a_language_puts_together_are_gaps(tmp_path: Path) -> None:
    known = {"hour.9", "past.9", "minute.30", "count.21", "tens.20", "count.1", "count.joined"}
    english = load(UNITS)
    files = {
        "en": "".join(entry(n, english.prompt(n, "en").source, english.prompt(n, "en").text) for n in sorted(known)),
        "fr": entry("count.21", "twenty-one", "vingt et un"),
    }
    gaps = {gap.name for gap in texts(tmp_path, **files).gaps() if gap.language == "fr"}
    assert gaps == {"hour.9", "minute.30", "tens.20", "count.1", "count.joined"}


def test_a_folder_without_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match=r"no <language>\.po"):
        load(tmp_path)

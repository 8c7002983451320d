"""What authors read is there in their language: every sentence in the source, and none that is no longer there."""

import pytest

from flows.messages import told
from ivr.ui import languages, translator
from tests.support.templates import placeholders, templates, translations, untraceable

OTHERS = [language for language in languages() if language != "en"]


def test_sentences_are_found_in_the_source() -> None:
    """Of each way to write one: told, a variable, marked for later, with a place in a file."""
    found = templates()
    assert len(found) > 300
    assert "'{name}' is missing." in found
    assert "'{field}' names '{target}', and there is no such node.{near}" in found
    assert "every node can be reached" in found
    assert "node" in found


def test_every_sentence_can_be_traced() -> None:
    assert list(untraceable()) == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_translated(language: str) -> None:
    """`python -m tests.support.templates` prints the entries that are missing."""
    known = {entry.msgid: entry.msgstr for entry in translations(language)}
    assert [template for template in templates() if not known.get(template)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_translated_that_nobody_reads(language: str) -> None:
    assert sorted({entry.msgid for entry in translations(language)} - templates().keys()) == []


@pytest.mark.parametrize("language", OTHERS)
def test_what_stands_in_braces_is_kept(language: str) -> None:
    wrong = [e.msgid for e in translations(language) if placeholders(e.msgid) != placeholders(e.msgstr)]
    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_sentences_begin_and_end_alike(language: str) -> None:
    """What stands beside others in a line keeps the space between."""
    entries = translations(language)
    assert [e.msgid for e in entries if e.msgid[:1].isspace() != e.msgstr[:1].isspace()] == []
    assert [e.msgid for e in entries if (e.msgid[-1] == ".") != (e.msgstr[-1] == ".")] == []


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_uncertain(language: str) -> None:
    assert [entry.msgid for entry in translations(language) if entry.fuzzy or entry.obsolete] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_is_told_in_the_language(language: str) -> None:
    template = "'{field}' names '{target}', and there is no such node.{near}"
    near = told(" Did you mean '{name}'?", name="school")
    said = told(template, field="next", target="scool", near=near).text(translator(language))
    assert "'next'" in said
    assert "'scool'" in said
    assert "'school'" in said
    assert "there is no such" not in said

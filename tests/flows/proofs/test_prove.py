"""What the proofs find in small flows that are each wrong in one way, and that the library has nothing of it.

`UPDATE_GOLDEN=1 pytest tests/flows/proofs` rewrites the expected sentences; read them as someone who is no programmer.
"""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from flows import load
from flows.actions import Question
from flows.effects import Spoken
from flows.model import FlowBook
from flows.nodes import Offer
from flows.proofs import Proofs, entries, prove
from tests.support.flow_books import TEXTS, library

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yaml"))
EXPECTED = "# expected: "
FINE = """
flow: fine
start: first
nodes:
  first: {kind: menu, prompts: [hello], options: {a: {key: "1", prompt: menu.a, next: told}}}
  told: {kind: menu, topic: health, prompts: [info.doctor], offers: [person, again, back]}
"""


def proved(*hears: str, **texts: str) -> Proofs:
    """The proofs of flows by file name, beside the shipped universal flow or another."""
    book = load.book({"universal": TEXTS["universal.yaml"], **texts}, Offer(("ko", "en"), "ko", frozenset(hears)))
    return prove(book, lambda _: 2_000)


def told(found: Proofs) -> list[str]:
    return [f"{one.rule} {one.place}: {one.sentence}" for one in found.unproved]


def of_file(file: Path) -> list[str]:
    more = {other.suffix[1:]: other.read_text() for other in file.parent.glob(f"{file.stem}.*") if other != file}
    return told(proved("ko", wrong=file.read_text(), **more))


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_what_a_caller_can_run_into_is_told(file: Path) -> None:
    lines = file.read_text().splitlines()
    found = of_file(file)
    if os.environ.get("UPDATE_GOLDEN"):
        body = [line for line in lines if not line.startswith(EXPECTED)]
        file.write_text("\n".join([*(f"{EXPECTED}{sentence}" for sentence in found), *body, ""]))
        pytest.skip("rewritten: look at the difference")
    assert found == [line.removeprefix(EXPECTED) for line in lines if line.startswith(EXPECTED)]
    assert found


def test_a_consent_that_is_not_given_is_no_dead_end() -> None:
    consent = """
flow: asks
start: first
nodes:
  first: {kind: consent, what: message, prompts: [consent.message], yes: speak, no: told}
  speak: {kind: record, prompts: [ask.message], next: told}
  told: {kind: menu, topic: health, prompts: [info.doctor], offers: [person, again, back]}
"""
    assert told(proved("ko", consent=consent)) == []


def test_what_no_sound_leads_to_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every way has a key, so only an engine that withholds an option from sounds can be wrong here."""

    def withheld(book: FlowBook, flow: str, question: Question) -> Question:
        return replace(question, readings=tuple(replace(one, name="") for one in question.readings))

    monkeypatch.setattr("flows.looking.to_any_sound", withheld)
    sentence = "V30 fine.told: nobody can come here by any sound; the way there is for keys or words only."
    assert told(proved("ko", fine=FINE)) == [sentence]
    assert told(proved("ko", "en", fine=FINE)) == []


@pytest.mark.parametrize("hears", [(), ("ko",), ("ko", "en", "fr", "es", "ar")], ids=["keys", "one", "all"])
def test_the_library_is_proved(hears: tuple[str, ...]) -> None:
    book = library(*hears)
    found = prove(book, lambda _: 2_000)
    assert told(found) == []
    assert {row.language for row in found.figures} == set(book.offer.languages)
    assert {row.flow for row in found.figures} == set(entries(book)) == {"welcome"}
    assert all(row.goals >= 30 and row.choices <= 3 for row in found.figures)


def test_figures_count_choices_and_milliseconds() -> None:
    row = next(row for row in proved(fine=FINE).figures if row.language == "en")
    assert (row.choices, row.farthest) == (1, "fine.told (key 1)")
    assert (row.goals, row.longest) == (1, "universal.danger")
    prompts, offers, after_key = 2 * (2_000 + 700), 4 * (2_000 + 400 + 2_000 + 700) - 700, 500
    sorry = 2_000 + 700
    assert row.longest_ms == sorry + prompts + offers + after_key


def test_a_longer_language_speaks_longer() -> None:
    def lasts(spoken: Spoken) -> int:
        return 3_000 if spoken.language == "en" else 1_000

    book = load.book({"universal": TEXTS["universal.yaml"], "fine": FINE}, Offer(("ko", "en"), "ko"))
    rows = {row.language: row for row in prove(book, lasts).figures}
    assert rows["en"].longest_ms > rows["ko"].longest_ms + 10_000
    assert rows["en"].to_farthest_ms > rows["ko"].to_farthest_ms

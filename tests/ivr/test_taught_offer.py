"""Which languages the flows take for taught by example."""

from pathlib import Path

import pytest

from ivr.content import missing_words, offer
from ivr.settings import Settings
from prompts.words import WordBook, load
from speech.by_example.recipe import SUMMARY
from tests.support.flow_books import beside_universal

NUMBER = """
flow: number
start: first
nodes:
  first: {kind: ask, prompts: [ask.number], store: number, digits: {min: 4, max: 6}, next: last}
  last: {kind: menu, topic: law, prompts: [info.law], offers: [person, again]}
"""


def test_a_language_is_taught_where_its_folder_says_so_and_it_is_heard(tmp_path: Path) -> None:
    for language in ("fr", "es"):
        (tmp_path / language).mkdir()
        (tmp_path / language / SUMMARY).write_text("{}")
    (tmp_path / "en").mkdir()
    given = {"line": {"languages": ["en", "fr", "es"], "main_language": "en"}, "speech": {"models": tmp_path}}
    offered = offer(Settings.model_validate(given), frozenset({"en", "fr"}))
    assert offered.hearing == {"en", "fr"}
    assert offered.by_example == {"fr"}


@pytest.mark.parametrize(("by_example", "lacking"), [((), 10), (("ko",), 0)])
def test_digits_need_words_only_where_they_can_be_heard(by_example: tuple[str, ...], lacking: int) -> None:
    shipped = load()
    own = {name: shipped.phrases(name, "ko") for name in shipped.options("ko") if not name.startswith("digit.")}
    book = beside_universal({"number": NUMBER}, "ko", by_example=by_example)
    told = [str(sentence) for sentence in missing_words(book, WordBook({"ko": own}))]
    assert sum("'digit." in sentence for sentence in told) == lacking

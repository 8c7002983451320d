"""The country pack of the settings: in the texts, in the holidays, and refused where nobody has checked it."""

from pathlib import Path

import pytest

from ivr.content import offer
from ivr.settings import Settings
from ivr.voice import country
from prompts.catalogue import load
from prompts.errors import PromptError


def settings(pack: str, profile: str = "demo") -> Settings:
    given = {"prompts": {"pack": pack}, "line": {"languages": ["en"], "main_language": "en"}}
    found = Settings.model_validate(given)
    return found.model_copy(update={"line": found.line.model_copy(update={"profile": profile})})


def test_no_pack_is_no_country() -> None:
    assert country(settings("")) is None
    assert offer(settings(""), frozenset()).holidays == ()


def test_its_facts_are_said_and_its_holidays_kept() -> None:
    chosen = settings("eu_example")
    assert "one one two" in load(pack=country(chosen)).prompt("fact.emergency_number", "en").text
    assert [holiday.name for holiday in offer(chosen, frozenset()).holidays] == ["New Year", "Christmas"]


def test_production_says_nothing_that_nobody_checked() -> None:
    with pytest.raises(PromptError, match=r"^prompts\.pack: production does not speak of the law of 'eu_example'"):
        country(settings("eu_example", "production"))


def test_a_pack_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match=r"nowhere.pack\.yaml: this cannot be read: No such file"):
        country(settings(str(tmp_path / "nowhere")))

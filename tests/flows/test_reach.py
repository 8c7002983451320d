"""Every need is reached by keys alone in every language, and by voice alone where the language is heard (rule V30)."""

import pytest

from flows.walk import walk
from tests.support.flow_books import LANGUAGES, library

NEEDS = {
    "health": ("doctor", "hospital", "pregnancy", "medicine"),
    "law": ("lawyer", "papers", "arrest", "line"),
    "shelter": ("sleep", "food", "clothing"),
    "work": ("wages", "school", "family", "going_back"),
}
"""In the order of their keys."""
ALL = [(need, second) for need, seconds in NEEDS.items() for second in seconds]
ANSWERS = {"arrest": "info.arrest_say", "line": "about.choose"}


def said(lines: list[str]) -> str:
    return "\n".join(line for line in lines if line.startswith("  play"))


def answer(second: str, language: str) -> str:
    return f"{ANSWERS.get(second, f'info.{second}')}/{language}"


@pytest.mark.parametrize(("need", "second"), ALL)
@pytest.mark.parametrize("language", LANGUAGES)
def test_by_keys_alone(language: str, need: str, second: str) -> None:
    keys = (LANGUAGES.index(language) + 1, list(NEEDS).index(need) + 1, NEEDS[need].index(second) + 1)
    walked = walk(library(), "welcome", [f"key {key}" for key in keys])
    assert answer(second, language) in said(walked.lines)
    assert walked.state.tally.keys
    assert not walked.state.tally.voice


@pytest.mark.parametrize(("need", "second"), ALL)
@pytest.mark.parametrize("language", LANGUAGES)
def test_by_voice_alone(language: str, need: str, second: str) -> None:
    words = [f"say language.{language}", "say yes", f"say menu.{need}", f"say need.{second}"]
    walked = walk(library(*LANGUAGES), "welcome", words)
    assert answer(second, language) in said(walked.lines)
    assert walked.state.tally.voice
    assert not walked.state.tally.keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_spoken_language_is_confirmed_in_itself_with_its_own_yes(language: str) -> None:
    walked = walk(library(*LANGUAGES), "welcome", [f"say language.{language}"])
    assert f"language.confirm/{language} . yes_no.yes/{language}" in said(walked.lines)
    assert f"listen 7 s: yes/{language} no/{language}" in walked.lines[-1]


def test_a_language_without_ears_is_asked_by_keys_only() -> None:
    walked = walk(library("ko"), "welcome", ["key 3"])
    assert "menu.intro_keys/fr" in said(walked.lines)
    assert walked.lines[-1] == "  listen 5 s: keys only"


def test_the_key_comes_after_the_option() -> None:
    """Rule V7: the option, a pause, then its key."""
    walked = walk(library(), "welcome", ["key 2"])
    names = [name for name in said(walked.lines).split("promise/en")[-1].split() if "/" in name]
    options = [name for name in names if name.startswith("menu.") and "intro" not in name]
    assert [names[names.index(option) + 1] for option in options] == [f"key.{n}/en" for n in (1, 2, 3, 4)]

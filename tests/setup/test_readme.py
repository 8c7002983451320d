"""What the papers tell a newcomer to type, write or open is really there."""

import argparse
import re
from pathlib import Path

import pytest

from ivr.commands import parser
from ivr.settings import load

CHECKOUT = Path(__file__).resolve().parents[2]
PAPERS = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "docker/README.md")
OF_THE_SCRIPT = {"test", "check", "setup", "help"}
README = (CHECKOUT / "README.md").read_text()
BLOCKS = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)


def commands() -> set[str]:
    """Everything that may follow `./amparo`."""
    choices = next(action.choices for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    return set(choices) | OF_THE_SCRIPT


@pytest.mark.parametrize("paper", PAPERS)
def test_every_command_exists(paper: str) -> None:
    named = set(re.findall(r"\./amparo ([a-z]+)", (CHECKOUT / paper).read_text()))
    assert named, "the paper names no command at all"
    assert named <= commands()


@pytest.mark.parametrize("paper", PAPERS)
def test_every_file_exists(paper: str) -> None:
    text = (CHECKOUT / paper).read_text()
    named = set(re.findall(r"`((?:[a-z_.-]+/)*[A-Za-z_-]+\.(?:md|py|sh|toml\.example|yaml))`", text))
    places = (CHECKOUT, (CHECKOUT / paper).parent)
    missing = [name for name in named if not any((place / name).exists() for place in places)]
    assert missing == []


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_every_settings_example_is_taken(number: int, tmp_path: Path) -> None:
    file = tmp_path / "amparo.toml"
    file.write_text(BLOCKS[number])
    assert load(file, {}).trunk.mode != "none"


def test_there_are_settings_examples() -> None:
    assert len(BLOCKS) == 2

"""The lock files hold everything, everything is hashed, and they name no server and no machine."""

import re
import tomllib
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]
LOCKS = ("line", "all")


def normal(requirement: str) -> str:
    """The name of a requirement as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[=<>!~; ]", requirement)[0]).lower()


def wanted(name: str) -> set[str]:
    extras = PROJECT["optional-dependencies"]
    more = [] if name == "line" else extras["demo"] + extras["test"]
    return {normal(requirement) for requirement in PROJECT["dependencies"] + more}


def blocks(name: str) -> dict[str, str]:
    """Each locked requirement (`name==version`) with the text that belongs to it."""
    text = (CHECKOUT / f"requirements/{name}.lock").read_text()
    parts = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)
    return {part.split()[0]: part for part in parts if part[:1].isalnum()}


@pytest.mark.parametrize("name", LOCKS)
def test_every_dependency_is_asked_for_and_locked(name: str) -> None:
    lines = (CHECKOUT / "requirements/line.in").read_text().splitlines()
    if name == "all":
        lines += (CHECKOUT / "requirements/all.in").read_text().splitlines()
    asked = {normal(line) for line in lines if line[:1].isalnum()}
    assert asked == wanted(name)
    assert asked <= {normal(requirement) for requirement in blocks(name)}


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_one_version_with_hashes(name: str) -> None:
    found = blocks(name)
    assert found
    for requirement, text in found.items():
        assert re.fullmatch(r"[a-z0-9-]+==[0-9a-z.]+", requirement), requirement
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", text), requirement


def test_the_line_is_a_part_of_all() -> None:
    assert blocks("line").keys() < blocks("all").keys()


@pytest.mark.parametrize("name", LOCKS)
def test_no_server_and_no_machine_is_named(name: str) -> None:
    text = (CHECKOUT / f"requirements/{name}.lock").read_text()
    assert "://" not in text
    assert "index-url" not in text
    assert not re.search(r"(^|\s)/[a-z]", text)

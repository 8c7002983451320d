"""Each rule has a broken flow with its exact sentences in the first lines, and a good one; both are whole files.

`UPDATE_GOLDEN=1 pytest tests/flows/lint` rewrites the expected sentences; read them as someone who is no programmer.
"""

import os
from pathlib import Path

import pytest

from flows.lint import RULES, Rule
from tests.support.lint_facts import FACTS, lines, looked

HERE = Path(__file__).parent
EXPECTED = "# expected:"
BROKEN = sorted((HERE / "broken").glob("*.yaml"))
GOOD = sorted((HERE / "good").glob("*.yaml"))
README = Path(__file__).parents[3] / "flows" / "lint" / "README.md"


def rule_of(file: Path) -> str:
    """`V8-labels.yaml` is a second file for rule V8."""
    return file.stem.partition("-")[0]


def body(text: str) -> str:
    kept = [line for line in text.splitlines(keepends=True) if not line.startswith((EXPECTED, FACTS))]
    return "".join(kept)


def expected(file: Path) -> list[str]:
    rows = file.read_text(encoding="utf-8").splitlines()
    return [row.removeprefix(EXPECTED).strip() for row in rows if row.startswith(EXPECTED)]


def rewrite(file: Path) -> None:
    """Until the sentences stand, since each of them moves the lines it speaks of."""
    text = file.read_text(encoding="utf-8")
    rest = "".join(line for line in text.splitlines(keepends=True) if not line.startswith(EXPECTED))
    told: list[str] = []
    for _ in range(3):
        file.write_text("".join(f"{EXPECTED} {line}\n" for line in told) + rest, encoding="utf-8")
        told = list(lines(looked(file.read_text(encoding="utf-8"), file.name), rule_of(file)))


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_what_is_wrong_is_told_with_its_place(file: Path) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        rewrite(file)
        pytest.skip("rewritten: look at the difference")
    told = list(lines(looked(file.read_text(encoding="utf-8"), file.name), rule_of(file)))
    assert told
    assert told == expected(file)


@pytest.mark.parametrize("file", GOOD, ids=lambda file: file.stem)
def test_the_good_twin_passes(file: Path) -> None:
    report = looked(file.read_text(encoding="utf-8"), file.name)
    assert list(lines(report, rule_of(file))) == []
    assert [str(finding.trouble) for finding in report.errors] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_all_that_belongs_to_it(rule: Rule) -> None:
    """A reason, a line in the README, the example that is shown, and a good twin of it."""
    assert rule.title
    assert rule.reason.endswith(".")
    assert f"| `{rule.id}` |" in README.read_text(encoding="utf-8")
    broken = HERE / "broken" / f"{rule.id}.yaml"
    assert body(broken.read_text(encoding="utf-8")) == rule.example
    good = (HERE / "good" / f"{rule.id}.yaml").read_text(encoding="utf-8")
    assert body(good) != rule.example or good != broken.read_text(encoding="utf-8")


def test_ids_are_different_and_every_file_belongs_to_a_rule() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
    assert {rule_of(file) for file in (*BROKEN, *GOOD)} == set(ids)


def test_what_is_not_written_is_told_once() -> None:
    """Not as a sound that is missing too: whoever writes it needs no recording."""
    file = HERE / "broken" / "missing_prompt-pieces.yaml"
    report = looked(file.read_text(encoding="utf-8"), file.name)
    assert list(lines(report, "missing_unit")) == []
    [told] = lines(report, "missing_prompt")
    assert "missing in fr: opens.at. Write it" in told

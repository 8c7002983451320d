"""Versions and the message as a coordinator types them: what is done, what is refused, and what to do next."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.versions import SCHOOL

CHECKOUT = Path(__file__).parents[2]
LESSON = """
flow: school
start: hello
nodes:
  hello:
    kind: menu
    topic: work
    prompts: [info.school]
    offers: [person, again, back]
reasons:
  - {rule: unreachable, reason: "a test of publishing"}
"""
"""Nothing is wrong with it: rules and proofs look at what is published here."""
AUTHOR = ("--who", "author1", "--why", "a test")
READER = ("--who", "reader", "--why", "a test")


class Desk:
    """One state folder, and commands in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "amparo.toml").write_text('[line]\nstate = "state"\n[publishing]\ntwo_persons = "always"\n')

    def run(self, *words: str, ui: str = "en") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "ivr.cli", "--settings", "amparo.toml", "--ui-language", ui, *words],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def done(self, *words: str) -> str:
        """What is said by a command that works."""
        result = self.run(*words)
        assert (result.returncode, result.stderr) == (0, "")
        return result.stdout

    def refused(self, *words: str) -> str:
        """What is said by one that does not."""
        result = self.run(*words)
        assert result.returncode in {1, 2}
        assert "Traceback" not in result.stderr
        return result.stderr


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_flow_is_written_approved_published_and_taken_back(desk: Desk) -> None:
    (desk.folder / "school.yaml").write_text(LESSON)
    said = desk.done("flows", "draft", "school.yaml", *AUTHOR)
    assert "school 1 is a draft" in said
    assert "./amparo flows approve school 1 --who NAME" in said
    assert "nobody else approved it yet" in desk.refused("flows", "publish", "school", *AUTHOR)
    assert "cannot approve it alone" in desk.refused("flows", "approve", "school", "1", "--who", "author1")
    assert "+flow: school" in desk.done("flows", "diff", "school")
    assert "flows publish school=1" in desk.done("flows", "approve", "school", "1", "--who", "reader")
    said = desk.done("flows", "publish", "school", *AUTHOR)
    assert "school: live is now version 1; before, it was no flow of this name." in said
    assert "This is publication 1." in said
    table = desk.done("flows", "versions", "school")
    assert "Publication 1 is live" in table
    row = table.splitlines()[-1].split()
    assert (row[:3], row[4:]) == (["school", "1", "published"], ["author1", "reader", "a", "test"])
    assert "nothing changed; the file is what is live" in desk.done("flows", "draft", "school.yaml", *AUTHOR)
    assert "before, it was version 1" in desk.done("flows", "rollback", "school", *READER)
    assert "flows rollback school --to 1" in desk.done("flows", "draft", "school.yaml", *AUTHOR)


def test_mistakes_are_told_when_a_file_is_drafted_and_keep_it_from_callers(desk: Desk) -> None:
    (desk.folder / "school.yaml").write_text(SCHOOL.replace("next: bye", "next: nowhere"))
    said = desk.done("flows", "draft", "school.yaml", *AUTHOR)
    assert "It is kept, but cannot be published as it is:" in said
    assert "school.yaml (version 1):8: node 'hello'" in said
    assert "Next: mend this" in said
    told = desk.refused("flows", "approve", "school", "1", "--who", "reader")
    assert "school 1 has 1 error and cannot go live, so it is not approved:" in told
    assert "node 'hello'" in told
    assert "nobody else approved it yet" in desk.refused("flows", "publish", "school", *AUTHOR)
    assert "is put away" in desk.done("flows", "discard", "school", "1", *AUTHOR)


def test_hours_are_drafted_and_published_with_the_clocks_they_are_meant_on(desk: Desk) -> None:
    toml = desk.folder / "amparo.toml"
    toml.write_text('[line]\nstate = "state"\nzone = "Europe/Lisbon"\n')
    desk.done("flows", "export", "work")
    file = desk.folder / "work" / "universal.yaml"
    file.write_text(file.read_text() + "# ours\n")
    clocks = "The hours of universal are meant on the clocks of Europe/Lisbon.\n"
    assert clocks in desk.done("flows", "draft", "work/universal.yaml", *AUTHOR)
    assert clocks in desk.done("flows", "publish", "universal", *AUTHOR)


def test_exported_flows_know_what_they_were_made_from(desk: Desk) -> None:
    assert "flows are in work" in desk.done("flows", "export", "work")
    file = desk.folder / "work" / "universal.yaml"
    file.write_text(file.read_text() + "# ours\n")
    everything = [f"work/{path.name}" for path in sorted((desk.folder / "work").glob("*.yaml"))]
    said = desk.done("flows", "import", *everything, *AUTHOR)
    assert "universal 1 is a draft" in said
    assert said.count("nothing changed; the file is what is live") == len(everything) - 1
    assert "holds other files of that name (universal.yaml)" in desk.refused("flows", "export", "work")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("flows", "draft", "none.yaml", *AUTHOR), "none.yaml cannot be used: No such file or directory."),
        (("flows", "draft", "amparo.toml", *AUTHOR), "amparo.toml:"),
        (("flows", "draft", "none.yaml", "--who", "author1"), "--why"),
        (("flows", "versions", "nowhere"), "there is no flow 'nowhere'"),
        (("flows", "diff", "welcome"), "welcome has no draft"),
        (("flows", "diff", "welcome", "first", "2"), "'first' is no version"),
        (("flows", "publish", "welcome=x", *AUTHOR), "'x' is no version"),
        (("flows", "publish", "welcome=1", "--reason", "V5", *AUTHOR), "--reason RULE="),
        (("flows", "rollback", "welcome", *AUTHOR), "welcome is as shipped already."),
        (("flows", "rollback", "welcome", "law", "--to", "1", *AUTHOR), "--to is for one flow"),
        (("message", "on", "notice.none", "--until", "2026-11-25 08:00", *AUTHOR), "there is no notice 'notice.none'"),
        (("message", "on", "greeting", "--until", "2026-11-25 08:00", *AUTHOR), "must begin with 'notice.'"),
        (("message", "on", "notice.none", *AUTHOR), "--until"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(desk: Desk, words: tuple[str, ...], sentence: str) -> None:
    assert sentence in desk.refused(*words)


def test_a_message_is_switched_on_shown_and_off(desk: Desk) -> None:
    assert "No message is switched on." in desk.done("message", "show")
    until = f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%d %H:%M}"
    said = desk.done("message", "closed", "--until", until, *AUTHOR)
    assert f"counts as closed until {until} (author1: a test)" in said
    said = desk.done("message", "on", "notice.fault", "--until", until, *AUTHOR)
    assert "This replaces notice.closed; the line no longer counts as closed. To keep it closed:" in said
    shown = desk.done("message", "show")
    assert f"until {until}" in shown
    assert "This line has a fault today." in shown
    assert "Can be switched on: notice.closed, notice.emergency, notice.fault" in shown
    said = desk.done("message", "off", *READER)
    assert "No message is switched on." in said
    assert "notice.fault is off." in said
    assert "reads like somebody's name" not in said
    said = desk.done("message", "off", "--who", "Ann Example", "--why", "a test")
    assert "'Ann Example' reads like somebody's name, and is kept with what is done." in said

"""The command: what it says, its exit status, and that it does not believe itself."""

from argparse import ArgumentParser
from io import StringIO
from pathlib import Path

import pytest

from ivr.audit import command, search
from ivr.audit.canary import Canary
from ivr.audit.control import forms_not_found
from ivr.audit.forms import Form, forms_of

NUMBER = "+821088412359"


def run(*words: str | Path) -> tuple[int, str]:
    parser = ArgumentParser()
    command.add_arguments(parser)
    out = StringIO()
    return command.run(parser.parse_args([str(word) for word in words]), out), out.getvalue()


def test_nothing_found(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("nothing here")
    status, said = run(NUMBER, "--in", tmp_path)
    assert status == 0
    assert said.startswith("1 files searched, 0 places found")


def test_a_number_that_was_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "log").write_text(f"call from {NUMBER}")
    status, said = run("+34600112233", NUMBER, "--in", tmp_path)
    assert status == 1
    assert f"{tmp_path}/log: at byte 13: text" in said


def test_a_search_that_saw_not_everything_proves_nothing(tmp_path: Path) -> None:
    assert run(NUMBER, "--in", tmp_path / "missing")[0] == 2
    assert run(NUMBER, "--in", tmp_path, "--since-file", tmp_path / "missing")[0] == 2
    assert run("123", "--in", tmp_path)[0] == 2


def test_the_time_of_a_file_is_where_it_begins(tmp_path: Path) -> None:
    (tmp_path / "log").write_text(f"call from {NUMBER}")
    (tmp_path / "start").touch()
    assert run(NUMBER, "--in", tmp_path / "log", "--since-file", tmp_path / "log")[0] == 1


@pytest.mark.parametrize("lost", sorted({form.name for form in forms_of(Canary("821088412359", "1088412359"))}))
def test_a_search_without_one_of_its_forms_is_called_broken(
    lost: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without(canary: Canary) -> tuple[Form, ...]:
        return tuple(form for form in forms_of(canary) if form.name != lost)

    monkeypatch.setattr(search, "forms_of", without)
    assert forms_not_found([NUMBER])
    status, said = run(NUMBER, "--in", tmp_path)
    assert status == 3
    assert "The search itself is broken" in said


def test_a_search_that_opens_nothing_is_called_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "members", lambda *_: iter(()))
    assert {"gzip", "zlib", "zip", "gzip in base64"} <= {
        missed.split(" as ")[1] for missed in forms_not_found([NUMBER])
    }

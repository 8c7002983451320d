"""Golden conversations of the library: what the caller does, and every effect and note, exactly.

The walker writes the state out and reads it again between any two events. `UPDATE_GOLDEN=1 pytest tests/flows` rewrites
the files; look at the difference before you keep it.
"""

import os
from pathlib import Path

import pytest

from tests.support.flow_books import library
from tests.support.golden_calls import read, replay, rewrite

CALLS = sorted((Path(__file__).parent / "calls").glob("*.yaml"))


@pytest.mark.parametrize("file", CALLS, ids=lambda file: file.stem)
def test_a_call_goes_as_written_down(file: Path) -> None:
    golden = read(file)
    lines = replay(golden, library(*golden.hears))
    if os.environ.get("UPDATE_GOLDEN"):
        rewrite(golden, lines)
        pytest.skip("rewritten: look at the difference")
    assert lines == golden.lines


def test_every_need_has_a_call_by_key_and_one_by_voice() -> None:
    names = {file.name for file in CALLS}
    needs = ("health", "law", "shelter", "work")
    wanted = {f"welcome.{need}_by_{way}.yaml" for need in needs for way in ("key", "voice")}
    assert wanted <= names

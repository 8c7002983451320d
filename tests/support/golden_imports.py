"""Golden imports: a folder of flow files and the lines of the report, beside the file they came from."""

import os
from pathlib import Path

import pytest

from flows.exchange.imported import Imported

REPORT = "report.txt"


def compare(imported: Imported, folder: Path) -> None:
    """Compare with what was written down; `UPDATE_GOLDEN=1` writes it anew."""
    found = {**imported.flows, REPORT: "".join(f"{line.text()}\n" for line in imported.report)}
    if os.environ.get("UPDATE_GOLDEN"):
        folder.mkdir(exist_ok=True)
        for file in folder.iterdir():
            file.unlink()
        for name, text in found.items():
            (folder / name).write_text(text, encoding="utf-8")
        pytest.skip("rewritten: look at the difference")
    assert found == {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}

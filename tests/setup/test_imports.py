"""Imports go one way down the house: import-linter, with the contracts of pyproject.toml."""

import subprocess
import sys
from pathlib import Path

COMMAND = "from importlinter.cli import lint_imports_command; lint_imports_command()"
CHECKOUT = Path(__file__).parents[2]


def test_imports_go_one_way(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, "--no-cache"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout

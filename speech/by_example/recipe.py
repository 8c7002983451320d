"""What a taught language says about itself; looks only at its summary, and loads nothing."""

import hashlib
import json
from pathlib import Path
from typing import Any

from speech.ports import ModelBroken

SUMMARY = "taught.json"
EXAMPLES = "taught.npz"
MOST_BYTES = 50_000_000
"""Of the examples: 10,000 of them."""
RECIPE = 1
"""Goes up when words are heard otherwise than before; older examples do not fit then."""
NETWORK_SHA256 = "0140c2b1455c016783f9b859e16f47b5187c69079503cd053f406b86f9094560"
"""Of the network the examples were heard with; another one might hear otherwise."""


def is_taught(folder: Path) -> bool:
    """Whether this folder of a language is one that was taught, and not a Vosk model."""
    return (folder / SUMMARY).is_file()


def summary_of(folder: Path) -> dict[str, Any]:
    """What is written about it. Raises ModelBroken."""
    try:
        summary: Any = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelBroken(f"{folder / SUMMARY} cannot be read ({error}): teach the language again.") from error
    if not isinstance(summary, dict) or summary.get("recipe") != RECIPE or summary.get("network") != NETWORK_SHA256:
        raise ModelBroken(f"{folder} was taught for another version of this program: teach the language again.")
    return summary


def check_examples(folder: Path) -> bytes:
    """The file of examples as it was written. Raises ModelBroken where it is missing, truncated or changed."""
    summary = summary_of(folder)
    try:
        data = (folder / EXAMPLES).read_bytes()
    except OSError as error:
        raise ModelBroken(f"{folder / EXAMPLES} cannot be read ({error}): teach the language again.") from error
    if len(data) > MOST_BYTES or hashlib.sha256(data).hexdigest() != summary.get("examples_sha256"):
        raise ModelBroken(f"{folder / EXAMPLES} is not what was taught: copy it again, or teach the language again.")
    return data

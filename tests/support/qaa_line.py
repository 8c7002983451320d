"""A line that offers Korean, which is rendered and heard, and `qaa`, which is neither."""

import shutil
from pathlib import Path

from ivr.settings import Settings, changed
from tests.support.call_line import LANGUAGE, settings_for_calls
from tests.support.qaa import QAA


def settings_in_qaa(state: Path, qaa_recordings: Path) -> Settings:
    """Two languages: one that is rendered and heard, one that is neither."""
    settings = settings_for_calls(state)
    shared, own = settings.state / "sounds", state / "own_sounds"
    shutil.copytree(shared, own)  # a line removes sounds of languages it does not offer
    shared.unlink()
    own.rename(shared)
    line = {"languages": (LANGUAGE, QAA), "main_language": LANGUAGE}
    return changed(settings, {"line": line, "prompts": {"recordings": qaa_recordings}})

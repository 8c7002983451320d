"""`./amparo prompts check`: the recordings that the line would play."""

import json
from collections.abc import Iterator
from pathlib import Path

from flows.messages import Sentence, Translate, told
from ivr.authoring.telling import placed, tell
from ivr.authoring.texts import installed
from ivr.settings import Settings
from prompts.files import write
from prompts.recording_check import Finding, findings, recorded_languages


def check(settings: Settings, languages: tuple[str, ...], figures: Path | None, translate: Translate) -> int:
    """Say what is wrong with the recordings of these languages, or of all; 1 where something is."""
    folder = settings.prompts.recordings
    chosen = languages or recorded_languages(folder)
    found = list(findings(installed(settings), folder, chosen))
    if figures is not None:
        write(figures, _json(found, chosen, translate))
    tell(_told(found, chosen), translate)
    return 1 if found else 0


def _told(found: list[Finding], languages: tuple[str, ...]) -> Iterator[Sentence]:
    for finding in found:
        place = f"{finding.language}/{finding.recording}" if finding.recording else finding.language
        yield placed(place, finding.sentence)
    if not languages:
        yield told("There are no recordings.")
    elif found:
        yield told("{count} things are wrong with the recordings.", count=len(found))
    else:
        yield told("The recordings are in order: {languages}.", languages=", ".join(languages))


def _json(found: list[Finding], languages: tuple[str, ...], translate: Translate) -> bytes:
    listed = [{"language": f.language, "recording": f.recording, "sentence": f.sentence.text(translate)} for f in found]
    return json.dumps({"languages": languages, "findings": listed}, ensure_ascii=False, indent=2).encode() + b"\n"

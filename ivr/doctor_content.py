"""Checks of what the line hears and says: models, languages and what is true in the country."""

import asyncio
import shutil
from datetime import date

from flows.errors import Refused
from ivr import wordings
from ivr.doctor_report import Check, Level
from ivr.hearing import broken_told, memory_told
from ivr.settings import Settings
from ivr.settings_production import production_refusals
from ivr.store.database import StoreError
from ivr.voice import country
from prompts.errors import PromptError
from speech.models import found


def models(settings: Settings) -> Check:
    """Which offered languages can be heard, and the memory that takes; the others have keys."""
    there = found(settings.speech.models, settings.speech.languages)
    memory = memory_told(settings)
    if there.broken:
        return Check("models", Level.WARN, " ".join((*broken_told(there), memory)).strip())
    deaf = [tag for tag in settings.line.languages if tag not in there.whole]
    if deaf:
        what = f"No recogniser for {', '.join(deaf)}: callers press keys there."
        todo = "./amparo models install LANGUAGE, or teach LANGUAGE FOLDER; speech.languages must not leave it out."
        return Check("models", Level.WARN, f"{what} {todo} {memory}".strip())
    return Check("models", Level.OK, f"{', '.join(settings.line.languages)} are heard. {memory}".strip())


def languages(settings: Settings, today: date) -> Check:
    """Whether every offered language has texts, a voice and, in production, a review."""
    if shutil.which("espeak-ng") is None:
        return Check("languages", Level.FAIL, "espeak-ng is missing: apt install espeak-ng.")
    try:
        written = wordings.texts(settings, None, asyncio.run(wordings.live(settings))).languages
    except (PromptError, StoreError) as wrong:
        return Check("languages", Level.FAIL, str(wrong))
    recorded = {folder.name for folder in settings.prompts.recordings.glob("*") if any(folder.glob("*.wav"))}
    if missing := [tag for tag in settings.line.languages if tag not in {*written, *recorded}]:
        what = f"Neither texts nor recordings for {', '.join(missing)}:"
        return Check("languages", Level.FAIL, f"{what} take them out of line.languages.")
    if refusals := production_refusals(settings, today):
        return Check("languages", Level.FAIL, " ".join(refusals))
    if settings.line.profile != "production":
        return Check("languages", Level.WARN, "Texts are drafts that nobody reviewed: for a demo, not for people.")
    return Check("languages", Level.OK, f"{', '.join(settings.line.languages)} are offered and reviewed.")


def pack(settings: Settings) -> Check:
    """Which country's holidays and law are known: what no pack names is open, and nobody can tell from outside."""
    try:
        found = country(settings)
    except Refused as wrong:
        return Check("country", Level.FAIL, str(wrong))
    if found is None:
        what = "No country pack is set (pack under [prompts] in amparo.toml): no public holidays are known, so"
        return Check("country", Level.WARN, f"{what} 25 December counts as open; nothing is said of the law.")
    days = ", ".join(day.name for day in found.holidays) or "none"
    what = f"The country pack '{found.name}' is in force. Its public holidays: {days}."
    if not found.reviewed:
        return Check("country", Level.WARN, f"{what} Its status is '{found.file.status}': nobody reviewed its law.")
    return Check("country", Level.OK, what)

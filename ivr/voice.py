"""What the line says and the words it listens for, ready in memory."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

from flows.messages import told
from ivr import wordings
from ivr.settings import Settings
from prompts import gaps, packs
from prompts.build import build
from prompts.errors import PromptError
from prompts.own import NONE, Files
from prompts.packs import Pack
from prompts.shelf import Shelf
from prompts.words import WordBook
from speech.pyttsx3_synthesiser import Pyttsx3Synthesiser

SHOWN_EVERY = 100
"""Sounds between two lines of progress."""


@dataclass(frozen=True, slots=True)
class Voice:
    """All sounds and words of an installation."""

    shelf: Shelf
    words: WordBook
    pairs: frozenset[tuple[str, str]]
    """(prompt, language) that can be said."""


async def voice(settings: Settings, say: Callable[[str], None], own: Files = NONE) -> Voice:
    """Read texts and words, render what is not rendered or recorded yet. `own` is what is published of the
    installation's own. Raises PromptError, SpeechError."""
    shelf = await _shelf(settings, say, own)
    words = wordings.words(settings, own)
    for clash in words.clashes:
        say(str(clash))
    return Voice(shelf, words, shelf.ready)


async def build_and_report(settings: Settings) -> int:
    """`./amparo prompts build`: render all that callers hear, say what is missing; 1 where something is."""
    shelf = await _shelf(settings, _say, await wordings.live(settings))
    missing = shelf.missing(settings.line.languages)
    for prompt, language in missing:
        _say(str(gaps.missing(prompt, language, shelf.lacking(prompt, language))))
    _say(f"{len(shelf.ready)} prompts can be said; {len(missing)} are missing.")
    return 1 if missing else 0


async def _shelf(settings: Settings, say: Callable[[str], None], own: Files) -> Shelf:
    def progress(done: int, of: int) -> None:
        if done == of or done % SHOWN_EVERY == 0:
            say(f"Rendering speech: {done} of {of}.")

    def passed(wrong: PromptError) -> None:
        say(f"A recording is not used, at least until other texts are published: {wrong}")

    synthesiser = Pyttsx3Synthesiser(words_per_minute=settings.saying.words_per_minute)
    await synthesiser.start()
    try:
        return await build(
            wordings.texts(settings, country(settings), own),
            settings.line.languages,
            synthesiser,
            settings.state / "sounds",
            settings.prompts.recordings,
            progress,
            reviewed_only=settings.line.profile == "production",
            passed=passed,
        )
    finally:
        await synthesiser.close()


def country(settings: Settings) -> Pack | None:
    """The country pack, if one is set. Raises PromptError where production would say what nobody has checked."""
    pack = packs.chosen(settings.prompts.pack, settings.state)
    if pack and settings.line.profile == "production" and not pack.reviewed:
        template = "production does not speak of the law of '{pack}': its pack.yaml says that nobody reviewed it."
        raise PromptError(told(template, pack=pack.name), "prompts.pack")
    return pack


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()

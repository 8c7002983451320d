"""What must be right before a book goes live; the one place where the checks of flows are joined to publishing."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from flows import lint
from flows.errors import Trouble
from flows.messages import Sentence, told
from ivr import wordings
from ivr.authoring.linting import checked
from ivr.content import offer
from ivr.publishing.aside import in_process
from ivr.publishing.ports import Book, Checking, Finding, Report
from ivr.settings import Settings
from prompts.errors import PromptError

TOLD_EVERY_S = 5


def report(settings: Settings, book: Book, hearing: frozenset[str]) -> Report:
    """What rules and proofs find in a book. Takes seconds; runs in a process of its own."""
    try:
        own = wordings.opened(book.wording)
        found = checked(settings, book.texts, offer(settings, hearing, own), own).report
    except PromptError as wrong:
        return Report((Finding("load", "", Trouble(wrong.place or book.wording.name, 0, "", wrong.sentence)),))
    return Report(tuple(map(_told, found.errors)), tuple(map(_told, found.warnings)))


def _told(found: lint.Finding) -> Finding:
    trouble = found.trouble
    if found.language:
        template = "in '{language}': {what}"
        trouble = replace(trouble, sentence=told(template, language=found.language, what=found.sentence))
    return Finding(found.rule, found.flow, trouble, found.why(), found.language)


def checking(settings: Settings, hearing: frozenset[str], say: Callable[[Sentence], None]) -> Checking:
    """The check, with progress for whoever waits."""

    async def check(book: Book) -> Report:
        say(_begun(settings, book))
        clock = asyncio.create_task(_tell_time(say))
        try:
            return await in_process(report, settings, book, hearing)
        finally:
            clock.cancel()
            with suppress(asyncio.CancelledError):
                await clock

    return check


def _begun(settings: Settings, book: Book) -> Sentence:
    if book.now:
        return told("Checking what callers hear now, to tell which warnings are new.")
    languages = ", ".join(settings.line.languages)
    return told("Checking {count} flows in {languages}.", count=len(book.texts), languages=languages)


async def _tell_time(say: Callable[[Sentence], None]) -> None:
    seconds = 0
    while True:
        await asyncio.sleep(TOLD_EVERY_S)
        seconds += TOLD_EVERY_S
        say(told("Still checking, for {seconds} seconds now.", seconds=seconds))

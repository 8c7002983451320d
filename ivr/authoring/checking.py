"""What must be right before a book goes live; the one place where the checks of flows are joined to publishing."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace

from flows import lint
from flows.messages import Sentence, told
from flows.nodes import Offer
from ivr.authoring.linting import checked
from ivr.publishing.aside import in_process
from ivr.publishing.ports import Checking, Finding, Report
from ivr.settings import Settings

TOLD_EVERY_S = 5


def report(settings: Settings, texts: Mapping[str, str], offer: Offer) -> Report:
    """What rules and proofs find in a book. Takes seconds; runs in a process of its own."""
    found = checked(settings, texts, offer).report
    return Report(tuple(map(_told, found.errors)), tuple(map(_told, found.warnings)))


def _told(found: lint.Finding) -> Finding:
    trouble = found.trouble
    if found.language:
        template = "in '{language}': {what}"
        trouble = replace(trouble, sentence=told(template, language=found.language, what=found.sentence))
    return Finding(found.rule, found.flow, trouble, found.why())


def checking(settings: Settings, offer: Offer, say: Callable[[Sentence], None]) -> Checking:
    """The check, with progress for whoever waits."""

    async def check(texts: Mapping[str, str]) -> Report:
        say(told("Checking {count} flows in {languages}.", count=len(texts), languages=", ".join(offer.languages)))
        clock = asyncio.create_task(_tell_time(say))
        try:
            return await in_process(report, settings, texts, offer)
        finally:
            clock.cancel()
            with suppress(asyncio.CancelledError):
                await clock

    return check


async def _tell_time(say: Callable[[Sentence], None]) -> None:
    seconds = 0
    while True:
        await asyncio.sleep(TOLD_EVERY_S)
        seconds += TOLD_EVERY_S
        say(told("Still checking, for {seconds} seconds now.", seconds=seconds))

"""What must be right before a book goes live; the one place where the checks of flows are joined to publishing."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress

from flows import load
from flows.errors import FlowError
from flows.messages import Sentence, told
from flows.nodes import Offer
from ivr.publishing.aside import in_process
from ivr.publishing.ports import Checking, Finding, Report

TOLD_EVERY_S = 5


def report(texts: Mapping[str, str], offer: Offer) -> Report:
    """Everything that is wrong with a book. Takes seconds; runs in a process of its own."""
    try:
        load.book(texts, offer)
    except FlowError as error:
        return Report(tuple(Finding("load", "", trouble) for trouble in error.troubles))
    return Report()


def checking(offer: Offer, say: Callable[[Sentence], None]) -> Checking:
    """The check, with progress for whoever waits."""

    async def check(texts: Mapping[str, str]) -> Report:
        say(told("Checking {count} flows in {languages}.", count=len(texts), languages=", ".join(offer.languages)))
        clock = asyncio.create_task(_tell_time(say))
        try:
            return await in_process(report, texts, offer)
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

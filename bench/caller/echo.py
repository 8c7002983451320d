"""A telephone that gives back what it is told, as hands-free ones do."""

import asyncio

import numpy as np

from bench.caller.caller import Caller
from speech.convert import Samples

CUSHION_MS = 60
"""Silence sent first: what is heard comes in pieces, and the echo must have no holes."""
LOOK_S = 0.02


async def echo(caller: Caller, decibels: float) -> None:
    """Send what is heard back so much weaker, until it is cancelled. Raises CallFailed at the call's end."""
    cursor = len(caller.heard)
    await caller.send(np.zeros(CUSHION_MS * 8, np.int16))
    while True:
        until = len(caller.heard)
        await caller.send(_weaker(caller.heard.samples(cursor, until), decibels))
        cursor = until
        await asyncio.sleep(LOOK_S)


def _weaker(sound: Samples, decibels: float) -> Samples:
    return np.round(sound * 10 ** (decibels / 20)).astype(np.int16)

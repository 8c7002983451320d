"""From the end of a word to the decision, in real time through the line's own workers, one caller and fifty."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bench.hearing.conditions import BEFORE, Conditions
from bench.hearing.korean_corpus import SyntheticCorpus
from bench.hearing.korean_menus import Menu
from bench.hearing.korean_plan import Side, own_phrases
from bench.hearing.levels import speech_end
from bench.hearing.voices import takes
from bench.report import Figure, counted, measured
from speech.convert import MULAW_SILENCE
from speech.ports import FRAME_BYTES, FRAME_MS, MULAW_RATE, Grammar, Heard, HearingEvent, SpeechStarted, Zone
from speech.workers import VoskWorkers

FRAME_S = FRAME_MS / 1000
EVERY_S = 8.0
"""One of fifty callers says a word so often: the rest of a call is listening."""
LONGEST_S = 6.0
MANY = 50


@dataclass(frozen=True, slots=True)
class Word:
    """One answer to one question."""

    grammar: Grammar
    option: str
    mulaw: bytes
    end_s: float
    """Where its last sound is."""


@dataclass(frozen=True, slots=True)
class Decision:
    """When and what."""

    word: Word
    event: HearingEvent | None
    ms: float
    """Since the last sound of the word."""

    @property
    def complete(self) -> bool:
        """Whether it was heard as one whole option, the right one."""
        event = self.event
        return isinstance(event, Heard) and event.zone is Zone.ACCEPT and event.option == self.word.option


def words(menus: Sequence[Menu], side: Side, corpus: Path, leave_out: Sequence[str], count: int) -> list[Word]:
    """Options that voice and model agree on, clean."""
    made = SyntheticCorpus(corpus)
    conditions = Conditions(made)
    agreed = [each for each in own_phrases(menus) if each[2] not in leave_out]
    found = []
    for number, take in enumerate(islice(takes(side.variants, "latency"), count)):
        menu, option, phrase = agreed[number * 7 % len(agreed)]
        sound = made.said(phrase, take)
        end = (BEFORE + speech_end(sound)) / MULAW_RATE
        found.append(Word(menus[menu].grammar, option, conditions.call(sound, "clean"), end))
    return found


async def measure(model: Path, said: Sequence[Word], callers: int, each: int) -> list[Decision]:
    """So many callers at once; each says some of the words, `each` of them."""
    workers = VoskWorkers({"ko": model})
    await workers.start()
    try:
        await one(workers, said[0])  # what is made at the first question is not a call's
        rows = [[said[(caller * each + turn) % len(said)] for turn in range(each)] for caller in range(callers)]
        made = await asyncio.gather(*(_caller(workers, row, n, callers) for n, row in enumerate(rows)))
    finally:
        await workers.close()
    return [decision for row in made for decision in row]


async def _caller(workers: VoskWorkers, row: Sequence[Word], number: int, callers: int) -> list[Decision]:
    made = []
    if callers > 1:
        await asyncio.sleep(EVERY_S * number / callers)
    for word in row:
        began = time.monotonic()
        made.append(await one(workers, word))
        if callers > 1:
            await asyncio.sleep(max(0.0, began + EVERY_S - time.monotonic()))
    return made


async def one(workers: VoskWorkers, word: Word) -> Decision:
    """One question; a frame goes out when its 20 ms are over, as on a telephone."""
    decided: asyncio.Future[tuple[HearingEvent, float]] = asyncio.get_running_loop().create_future()

    def tell(event: HearingEvent) -> None:
        if not isinstance(event, SpeechStarted) and not decided.done():
            decided.set_result((event, time.monotonic()))

    stream = workers.open(word.grammar, tell)
    began = time.monotonic()
    try:
        for number in range(round(LONGEST_S / FRAME_S)):
            await asyncio.sleep(max(0.0, began + (number + 1) * FRAME_S - time.monotonic()))
            frame = word.mulaw[number * FRAME_BYTES : (number + 1) * FRAME_BYTES]
            stream.feed(frame or MULAW_SILENCE * FRAME_BYTES)
            if decided.done():
                event, at = decided.result()
                return Decision(word, event, 1000 * (at - began - word.end_s))
        return Decision(word, None, 1000 * (LONGEST_S - word.end_s))
    finally:
        stream.close()


def figures(made: Sequence[Decision], where: str) -> list[Figure]:
    """`word_to_decision_ms`: of words that were heard as what they are; of the rest how long it took as well."""
    whole = [each.ms for each in made if each.complete]
    rest = [each.ms for each in made if not each.complete and each.event is not None]
    return [
        measured(f"word_to_decision_ms{where}", "ms", whole),
        measured(f"word_to_decision_ms_unsure_or_unclear{where}", "ms", rest),
        counted(f"word_to_decision_complete_pct{where}", "%", 100 * len(whole) / max(len(made), 1), len(made)),
    ]

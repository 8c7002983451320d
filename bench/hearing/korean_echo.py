"""Nobody speaks, but the prompt comes back quietly and late: the line must not take its own words for an answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bench.hearing.corpus import narrowed
from bench.hearing.korean_work import Room, said_of
from bench.hearing.trying import Said
from bench.report import Figure, counted
from speech.convert import Samples, mulaw_of, mulaw_samples
from speech.ports import FRAME_BYTES, MULAW_RATE

LEVELS_DB = (10, 20, 30)
"""Under the prompt."""
DELAYS_MS = (40, 100, 200, 300)
SILENCE_S = 3
"""After the prompt."""


@dataclass(frozen=True, slots=True)
class Leak:
    """One prompt coming back."""

    menu: int
    prompt: bytes
    """Mu-law as the line plays it: a shipped question with the words of its options."""
    decibels: int
    delay_ms: int


@dataclass(frozen=True, slots=True)
class Echoed:
    """What was taken for an answer."""

    leak: Leak
    ours: Said
    """Where the line listens after its prompt."""
    over: Said
    """Where it listens over it."""
    told: bool
    """Whether anything was told there, if only that somebody speaks."""
    unguarded: Said
    """Our ears with the whole leak and no knowledge of what is played: why the line needs that."""
    stock: str


def plan(prompts: Sequence[tuple[int, bytes]], delays: Sequence[int] = DELAYS_MS) -> Iterator[Leak]:
    """Every prompt at every level and delay."""
    for decibels in LEVELS_DB:
        for menu, prompt in prompts:
            for delay in delays:
                yield Leak(menu, prompt, decibels, delay)


def leaked(leak: Leak) -> bytes:
    """The caller's side: from the first frame of the prompt until SILENCE_S after its last one."""
    prompt = mulaw_samples(leak.prompt)
    quiet: Samples = np.rint(narrowed(prompt) * 10 ** (-leak.decibels / 20)).astype(np.int16)
    late = np.zeros(leak.delay_ms * MULAW_RATE // 1000, np.int16)
    rest = np.zeros(SILENCE_S * MULAW_RATE, np.int16)
    whole = np.concatenate([late, quiet, rest])[: len(prompt) + len(rest)]
    return mulaw_of(whole[: len(whole) - len(whole) % FRAME_BYTES])


def make(room: Room, leak: Leak) -> Echoed:
    """Heard by all three."""
    grammar, caller = room.menus[leak.menu].grammar, leaked(leak)
    ours, told = room.heard_after(grammar, leak.prompt, caller), room.told_over(grammar, leak.prompt, caller)
    unguarded, stock = room.heard(grammar, caller), room.stock.hear(caller, grammar) or ""
    return Echoed(leak, ours, said_of(told), bool(told), unguarded, stock)


def figures(made: Sequence[Echoed]) -> Iterator[Figure]:
    """`echo_false_accept_pct` and `echo_over_prompt_taken_pct`, for all levels and for each."""
    yield from _of("", made)
    for decibels in LEVELS_DB:
        yield from _of(f"_at_{decibels}db", [each for each in made if each.leak.decibels == decibels])


def _of(where: str, made: Sequence[Echoed]) -> Iterator[Figure]:
    tests = {
        f"echo_false_accept_pct{where}": [each.ours.sure for each in made],
        f"echo_false_accept_pct{where}_stock": [bool(each.stock) for each in made],
        f"echo_false_asked_pct{where}": [bool(each.ours.option) and not each.ours.sure for each in made],
        f"echo_over_prompt_taken_pct{where}": [each.over.sure for each in made],
        f"echo_over_prompt_asked_pct{where}": [bool(each.over.option) and not each.over.sure for each in made],
        f"echo_over_prompt_told_pct{where}": [each.told for each in made],
        f"echo_false_accept_pct{where}_unguarded": [each.unguarded.sure for each in made],
    }
    for name, found in tests.items():
        if found:
            yield counted(name, "%", 100 * sum(found) / len(found), len(found))

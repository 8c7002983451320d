"""An option said while the line still says the choices, whose echo comes back; and noise alone meanwhile (rule V17)."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from bench.hearing.conditions import NOISES
from bench.hearing.korean_echo import DELAYS_MS, Leak, leaked
from bench.hearing.korean_menus import Menu
from bench.hearing.korean_plan import Side
from bench.hearing.korean_work import Room
from bench.hearing.trying import Said
from bench.hearing.voices import Take, takes
from bench.report import Figure, counted
from speech.convert import MULAW_SILENCE, Samples, mulaw_of, mulaw_samples
from speech.ports import FRAME_BYTES, MULAW_RATE

LEAK_DB = 20
"""Under the prompt."""
NOISE_DB = -10
"""A caller's usual level beside the noise: rule V17's test."""
STOCK_EVERY = 4
"""Of the noises under one prompt, one is heard by stock too."""
REST_S = 3
"""After the prompt and the word."""


@dataclass(frozen=True, slots=True)
class Over:
    """Somebody who does not wait for the end."""

    menu: int
    prompt: bytes
    """Mu-law as the line plays it."""
    option: str
    phrase: str
    take: Take
    at: float
    """Share of the prompt that is over when the word begins."""
    delay_ms: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was understood of it."""

    tried: Over
    ours: Said
    uncancelled: Said
    """Without knowledge of what the line says."""
    alone: Said
    """The same word after the prompt, without any echo."""
    stock: str


@dataclass(frozen=True, slots=True)
class Noisy:
    """Noise and the echo, and nobody speaks."""

    menu: int
    prompt: bytes
    noise: str
    seed: int


@dataclass(frozen=True, slots=True)
class Interrupted:
    """What was taken for an option."""

    tried: Noisy
    ours: Said
    stock: bool | None
    """Only where STOCK_EVERY says so: it takes ten times as long."""


def plan(menus: Sequence[Menu], prompts: Sequence[tuple[int, bytes]], side: Side, each: int) -> Iterator[Over]:
    """Every phrase of every question so often, each time another moment and delay."""
    for menu, prompt in prompts:
        for option, phrases in menus[menu].own:
            for phrase in phrases:
                seed = f"over {side.name} {menu} {option} {phrase}"
                chance = random.Random(seed)  # noqa: S311 - no secret
                for take in islice(takes(side.variants, seed), each):
                    delay = chance.randint(min(DELAYS_MS), max(DELAYS_MS))
                    yield Over(menu, prompt, option, phrase, take, chance.random(), delay)


def noises(prompts: Sequence[tuple[int, bytes]], each: int) -> Iterator[Noisy]:
    """Every prompt so often under each noise."""
    yield from (
        Noisy(menu, prompt, noise, seed) for noise in NOISES for seed in range(each) for menu, prompt in prompts
    )


def make(room: Room, over: Over) -> Spoken:
    """Heard by ours, with and without knowing the prompt, and by stock."""
    grammar, word = room.menus[over.menu].grammar, room.corpus.said(over.phrase, over.take)
    caller = sides(over, word)
    silence = MULAW_SILENCE * len(over.prompt)
    return Spoken(
        over,
        room.heard_over(grammar, over.prompt, caller),
        room.heard_over(grammar, silence, caller),
        room.heard(grammar, room.call(over.phrase, over.take)),
        room.stock.hear(caller, grammar) or "",
    )


def make_noise(room: Room, noisy: Noisy) -> Interrupted:
    """Heard by ours and by stock until the prompt is over."""
    grammar, seconds = room.menus[noisy.menu].grammar, len(noisy.prompt) / MULAW_RATE
    delay = random.Random(f"{noisy.menu} {noisy.seed}").choice(DELAYS_MS)  # noqa: S311 - no secret
    noise = room.conditions.only_noise(f"{noisy.noise}_{NOISE_DB}db", seconds, f"over {noisy.menu} {noisy.seed}")
    caller = _both(mulaw_samples(noise), leaked(Leak(noisy.menu, noisy.prompt, LEAK_DB, delay)))[: len(noisy.prompt)]
    stock = None if noisy.seed % STOCK_EVERY else bool(room.stock.hear(caller, grammar))
    return Interrupted(noisy, room.heard_over(grammar, noisy.prompt, caller), stock)


def figures(made: Sequence[Spoken]) -> Iterator[Figure]:
    """`over_prompt_right_pct` and its companions."""
    tests: dict[str, Callable[[Spoken], bool]] = {
        "right_pct": lambda each: each.ours.option == each.tried.option,
        "taken_pct": lambda each: each.ours == Said(each.tried.option, sure=True),
        "asked_pct": lambda each: each.ours == Said(each.tried.option),
        "wrong_taken_pct": lambda each: each.ours.sure and each.ours.option != each.tried.option,
        "wrong_asked_pct": lambda each: not each.ours.sure and each.ours.option not in {"", each.tried.option},
        "right_without_canceller_pct": lambda each: each.uncancelled.option == each.tried.option,
        "wrong_taken_without_canceller_pct": lambda each: (
            each.uncancelled.sure and each.uncancelled.option != each.tried.option
        ),
        "right_alone_pct": lambda each: each.alone.option == each.tried.option,
        "right_pct_stock": lambda each: each.stock == each.tried.option,
        "wrong_taken_pct_stock": lambda each: each.stock not in {"", each.tried.option},
    }
    for name, test in tests.items():
        if made:
            yield counted(f"over_prompt_{name}", "%", 100 * sum(map(test, made)) / len(made), len(made))


def noise_figures(made: Sequence[Interrupted]) -> Iterator[Figure]:
    """`over_prompt_interruptions_per_hour_babble` and so on: options taken; and asked back."""
    for noise in NOISES:
        some = [each for each in made if each.tried.noise == noise]
        yield from _per_hour(f"over_prompt_interruptions_per_hour_{noise}", some, lambda each: each.ours.sure)
        yield from _per_hour(
            f"over_prompt_asked_per_hour_{noise}", some, lambda each: bool(each.ours.option) and not each.ours.sure
        )
        too = [each for each in some if each.stock is not None]
        yield from _per_hour(f"over_prompt_interruptions_per_hour_{noise}_stock", too, lambda each: bool(each.stock))


def _per_hour(name: str, made: Sequence[Interrupted], test: Callable[[Interrupted], bool]) -> Iterator[Figure]:
    """Of prompts; every one can be interrupted once."""
    if made:
        hours = sum(len(each.tried.prompt) for each in made) / MULAW_RATE / 3600
        yield counted(name, "per hour", sum(map(test, made)) / hours, len(made))


def sides(over: Over, word: Samples) -> bytes:
    """The caller's side from the first frame of the prompt until REST_S after the later end."""
    before = round(over.at * len(over.prompt))
    rest = REST_S * MULAW_RATE + max(0, len(over.prompt) - before - len(word))
    speech = np.concatenate([np.zeros(before, np.int16), word, np.zeros(rest, np.int16)])
    return _both(speech, leaked(Leak(over.menu, over.prompt, LEAK_DB, over.delay_ms)))


def _both(caller: Samples, echo: bytes) -> bytes:
    """The echo came through G.711 before it met the caller, and both go through it once more."""
    wave, leak = caller.astype(np.float64), mulaw_samples(echo)[: len(caller)]
    wave[: len(leak)] += leak
    whole = wave[: len(wave) - len(wave) % FRAME_BYTES]
    return mulaw_of(whole)

"""What hearing costs: minutes of a call in which somebody speaks a quarter of the time, beside stock Vosk always on."""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bench.hearing.korean_frames import FRAMES, framed
from bench.hearing.korean_plan import Side, own_phrases
from bench.hearing.korean_work import Room
from bench.hearing.levels import trimmed
from bench.hearing.voices import takes
from bench.report import Figure, counted
from speech.convert import clipped, mulaw_of
from speech.ports import MULAW_RATE

SPEECH_SHARE = 0.25
LINE_RMS = 8.0
"""A line is never quite silent: -72 dB of hiss."""


@dataclass(frozen=True, slots=True)
class Minute:
    """One minute, made from a seed."""

    side: Side
    seed: int


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of a processor."""

    ours: float
    stock: float
    seconds: float
    """Of sound."""


def make(room: Room, minute: Minute) -> Spent:
    """The same sound through both. Ours hears one question after the other, each with its rests."""
    chance = random.Random(f"minute {minute.side.name} {minute.seed}")  # noqa: S311 - no secret
    questions = list(_questions(room, minute, chance))
    sound = [mulaw for _, mulaw in questions]
    room.warm()
    began = time.process_time()
    for menu, mulaw in questions:
        room.heard(room.menus[menu].grammar, mulaw)
    ours = time.process_time() - began
    began = time.process_time()
    grammar = room.menus[questions[0][0]].grammar
    for _ in room.stock.texts(b"".join(sound), grammar):
        pass
    return Spent(ours, time.process_time() - began, sum(map(len, sound)) / MULAW_RATE)


def figures(spent: Sequence[Spent]) -> Iterator[Figure]:
    """`cpu_s_per_call_minute` and its companions."""
    minutes = sum(each.seconds for each in spent) / 60
    ours, stock = sum(each.ours for each in spent) / minutes, sum(each.stock for each in spent) / minutes
    yield counted("cpu_s_per_call_minute", "s", ours, len(spent))
    yield counted("cpu_s_per_call_minute_stock", "s", stock, len(spent))
    yield counted("cpu_s_per_speech_minute", "s", ours / SPEECH_SHARE, len(spent))
    yield counted("cpu_ratio_to_always_on", "ratio", ours / stock, len(spent))


def _questions(room: Room, minute: Minute, chance: random.Random) -> Iterator[tuple[int, bytes]]:
    """(menu, sound) until a minute is full: options, words on no list, sentences, each a quarter of its piece."""
    phrases, length = own_phrases(room.menus), 0
    hiss = np.random.default_rng(minute.seed)
    for take in takes(minute.side.variants, f"minute {minute.seed}"):
        menu, _, phrase = chance.choice(phrases)
        word = chance.choice(minute.side.strangers)
        text = chance.choice((phrase, phrase, word, framed(chance.choice(FRAMES), phrase)))
        sound = trimmed(room.corpus.said(text, take))
        rest = round(len(sound) * (1 / SPEECH_SHARE - 1))
        whole = np.concatenate([np.zeros(rest // 3, np.int16), sound, np.zeros(rest - rest // 3, np.int16)])
        noisy = clipped(whole + hiss.normal(0, LINE_RMS, len(whole)))
        length += len(noisy)
        yield menu, mulaw_of(noisy)
        if length >= 60 * MULAW_RATE:
            return

"""Korean by Vosk, beside stock Vosk: `./amparo bench hearing`. Every figure is of synthetic speech."""

import asyncio
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from bench.hearing import (
    korean_consents,
    korean_cpu,
    korean_echo,
    korean_latency,
    korean_over,
    korean_pauses,
    korean_trials,
    korean_words,
)
from bench.hearing.conditions import CLEAN, DECIBELS, GSM, LOSS, NOISES
from bench.hearing.gsm import Gsm
from bench.hearing.korean_figures import figures
from bench.hearing.korean_menus import Menu, menus
from bench.hearing.korean_plan import TEST_SIDE, Amounts, Side, own_phrases, plan
from bench.hearing.korean_prompts import questions
from bench.hearing.korean_work import Place, Pool, Room
from bench.hearing.outcomes import add
from bench.hearing.progress import shown, tell
from bench.report import Figure, counted

CONDITIONS = {
    "clean": (CLEAN,),
    **{f"{decibels}db": tuple(f"{noise}_{decibels}db" for noise in NOISES) for decibels in DECIBELS},
    "gsm": (GSM,),
    "loss": (LOSS,),
}
OVER_PROMPT = "over_prompt"
PARTS = (*CONDITIONS, "pauses", "consents", "echo", OVER_PROMPT, "cpu", "latency")
"""What can be asked for."""
SYNTHETIC = "synthetic speech"
Asked = TypeVar("Asked")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is measured."""

    place: Place
    parts: Sequence[str] = PARTS
    side: Side = TEST_SIDE
    quick: bool = False
    outcomes: Path | None = None
    """Where every single try is written, one a line, for whoever tunes the recogniser."""

    @property
    def amounts(self) -> Amounts:
        """How much."""
        return Amounts().tenth() if self.quick else Amounts()


@dataclass
class Korean:
    """One run."""

    wish: Wish
    pool: Pool
    menus: Sequence[Menu] = field(default_factory=menus)

    def figures(self) -> Iterator[Figure]:
        """Of everything asked for."""
        for figure in self._all():
            note = f"{SYNTHETIC}: {figure.note}" if figure.note else SYNTHETIC
            yield replace(figure, note=note)

    @property
    def _phrases(self) -> int:
        return len({phrase for _, _, phrase in own_phrases(self.menus)})

    def _all(self) -> Iterator[Figure]:
        words = counted("ko_words_not_agreed_on", "words", len(self._disagreed), self._phrases)
        yield replace(words, note=", ".join(self._disagreed))
        parts: dict[str, Callable[[], Iterator[Figure]]] = {
            "pauses": self._pauses,
            "consents": self._consents,
            "echo": self._echo,
            OVER_PROMPT: self._over_prompt,
            "cpu": self._cpu,
            "latency": self._latency,
        }
        for part in self.wish.parts:
            yield from parts[part]() if part in parts else self._conditions(part)

    def _conditions(self, part: str) -> Iterator[Figure]:
        where = CONDITIONS[part]
        if part == GSM and Gsm.found(self.wish.place.gsm_root) is None:
            tell("skipped: GSM, as there is no libgsm here (it comes with Asterisk: AMPARO_ASTERISK_ROOT)")
            return
        tries = tuple(plan(self.menus, self.wish.side, self.wish.amounts, where))
        outcomes = self._done(part, korean_trials.make, tries)
        if self.wish.outcomes is not None:
            add(self.wish.outcomes, outcomes)
        ends = {CLEAN: "", GSM: "_gsm", LOSS: "_loss"}
        yield from figures(outcomes, ends.get(part, f"_at_{part}"), self._disagreed)
        for condition in where if len(where) > 1 else ():
            noise = [each for each in outcomes if each.tried.condition == condition]
            yield from figures(noise, f"_{condition.replace('_', '_at_')}", self._disagreed)

    def _pauses(self) -> Iterator[Figure]:
        tries = tuple(korean_pauses.plan(self.menus, self.wish.side, self.wish.amounts.pauses))
        yield from korean_pauses.figures(self._done("pauses", korean_pauses.make, tries))

    def _consents(self) -> Iterator[Figure]:
        tries = tuple(korean_consents.plan(self.wish.side, self.wish.amounts.consents))
        yield from korean_consents.figures(self._done("consents", korean_consents.make, tries))

    def _echo(self) -> Iterator[Figure]:
        prompts = questions(self.menus, self.wish.place.corpus)
        leaks = tuple(korean_echo.plan(prompts))[:: 10 if self.wish.quick else 1]
        yield from korean_echo.figures(self._done("echo", korean_echo.make, leaks))

    def _over_prompt(self) -> Iterator[Figure]:
        prompts = questions(self.menus, self.wish.place.corpus)
        spoken = tuple(korean_over.plan(self.menus, prompts, self.wish.side, self.wish.amounts.over))
        spoken = spoken[:: 3 if self.wish.quick else 1]
        yield from korean_over.figures(self._done("over the prompt", korean_over.make, spoken))
        noisy = tuple(korean_over.noises(prompts, self.wish.amounts.noisy))
        yield from korean_over.noise_figures(self._done("noise over it", korean_over.make_noise, noisy))

    def _cpu(self) -> Iterator[Figure]:
        minutes = [korean_cpu.Minute(self.wish.side, seed) for seed in range(self.wish.amounts.minutes)]
        yield from korean_cpu.figures(self._done("cpu", korean_cpu.make, minutes))

    def _latency(self) -> Iterator[Figure]:
        place, each = self.wish.place, self.wish.amounts.latency
        words = korean_latency.words(self.menus, self.wish.side, place.corpus, self._disagreed, 10 * each)
        for callers, some, where in ((1, 10 * each, ""), (korean_latency.MANY, each, f"_at_{korean_latency.MANY}")):
            tell(f"latency: {callers} at once, in real time")
            made = asyncio.run(korean_latency.measure(place.model, words, callers, some))
            yield from korean_latency.figures(made, where)

    def _done(self, what: str, work: Callable[[Room, Asked], Made], asked: Sequence[Asked]) -> list[Made]:
        return list(shown(what, self.pool.do(work, asked), len(asked)))

    @cached_property
    def _disagreed(self) -> tuple[str, ...]:
        place, whole, each = self.wish.place, korean_words.TRIES, korean_words.TRIES // (4 if self.wish.quick else 1)
        file = korean_words.kept_in(place.corpus, self.menus, place.model, each)
        shares = korean_words.read(korean_words.kept_in(place.corpus, self.menus, place.model, whole))
        if not (shares := shares or korean_words.read(file)):
            tries = tuple(korean_words.tries(self.menus, each))
            shares = korean_words.shares(self._done("words, calibration voices", korean_trials.make_stock, tries))
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(shares, ensure_ascii=False), encoding="utf-8")
        words = korean_words.disagreed(shares)
        tell(f"{len(words)} of {len(shares)} phrases not agreed on by voice and model: {', '.join(words) or 'none'}")
        return words

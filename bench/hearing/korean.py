"""Korean by Vosk, beside stock Vosk: `./amparo bench hearing`. Every figure is of synthetic speech."""

import json
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.hearing import korean_words
from bench.hearing.conditions import CLEAN, DECIBELS, GSM, LOSS, NOISES
from bench.hearing.gsm import Gsm
from bench.hearing.korean_figures import figures
from bench.hearing.korean_menus import Menu, menus
from bench.hearing.korean_plan import TEST_SIDE, Amounts, Side, plan
from bench.hearing.korean_work import Place, Pool
from bench.hearing.trying import Outcome, Try
from bench.report import Figure, counted

SHOWN_EVERY = 100
PARTS = {
    "clean": (CLEAN,),
    **{f"{decibels}db": tuple(f"{noise}_{decibels}db" for noise in NOISES) for decibels in DECIBELS},
    "gsm": (GSM,),
    "loss": (LOSS,),
}
"""What can be asked for, and its conditions."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is measured."""

    place: Place
    parts: Sequence[str] = tuple(PARTS)
    side: Side = TEST_SIDE
    quick: bool = False
    outcomes: Path | None = None
    """Where every single try is written, one a line, for whoever tunes the recogniser."""

    @property
    def amounts(self) -> Amounts:
        """How much."""
        return Amounts().tenth() if self.quick else Amounts()


@dataclass(slots=True)
class Korean:
    """One run."""

    wish: Wish
    menus: Sequence[Menu] = field(default_factory=menus)

    def figures(self) -> Iterator[Figure]:
        """Of everything asked for."""
        with Pool(self.wish.place) as pool:
            words = self._disagreed(pool)
            yield counted("ko_words_not_agreed_on", "words", len(words))
            for part in self.wish.parts:
                yield from self._part(pool, part, words)

    def _part(self, pool: Pool, part: str, words: Collection[str]) -> Iterator[Figure]:
        where = PARTS[part]
        if part == GSM and Gsm.found(self.wish.place.gsm_root) is None:
            tell("skipped: GSM, as there is no libgsm here (it comes with Asterisk: AMPARO_ASTERISK_ROOT)")
            return
        outcomes = self._made(pool, tuple(plan(self.menus, self.wish.side, self.wish.amounts, where)), part)
        yield from figures(
            outcomes, "" if part == CLEAN else f"_{part}" if part in {GSM, LOSS} else f"_at_{part}", words
        )
        if len(where) > 1:
            for condition in where:
                noise = [each for each in outcomes if each.tried.condition == condition]
                yield from figures(noise, f"_{condition.replace('_', '_at_')}", words)

    def _made(self, pool: Pool, tries: Sequence[Try], what: str, only_stock: bool = False) -> list[Outcome]:
        made: list[Outcome] = []
        for outcome in pool.outcomes(tries, only_stock):
            made.append(outcome)
            if len(made) % SHOWN_EVERY == 0 or len(made) == len(tries):
                tell(f"{what}: {len(made)} of {len(tries)}")
        if self.wish.outcomes is not None and not only_stock:
            with self.wish.outcomes.open("a", encoding="utf-8") as file:
                file.writelines(f"{json.dumps(_row(each), ensure_ascii=False)}\n" for each in made)
        return made

    def _disagreed(self, pool: Pool) -> tuple[str, ...]:
        each = korean_words.TRIES // (4 if self.wish.quick else 1)
        file = korean_words.kept_in(self.wish.place.corpus, self.menus, self.wish.place.model, each)
        try:
            shares = dict(json.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            tries = tuple(korean_words.tries(self.menus, each))
            shares = korean_words.shares(self._made(pool, tries, "words, calibration voices", only_stock=True))
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(shares, ensure_ascii=False), encoding="utf-8")
        words = korean_words.disagreed(shares)
        tell(
            f"{len(words)} of {len(shares)} phrases on which voice and model do not agree: {', '.join(words) or 'none'}"
        )
        return words


def tell(text: str) -> None:
    """Progress."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def _row(outcome: Outcome) -> dict[str, object]:
    tried, first, second = outcome.tried, outcome.first, outcome.second
    return {
        "kind": tried.kind,
        "condition": tried.condition,
        "menu": tried.menu,
        "text": tried.text,
        "option": tried.option,
        "phrase": tried.phrase,
        "voice": [tried.take.variant, tried.take.speed, tried.take.pitch],
        "heard": [first.said.option, first.said.sure, first.yes],
        "again": [second.said.option, second.said.sure, second.yes] if second else None,
        "stock": outcome.stock,
        "free": outcome.free,
    }

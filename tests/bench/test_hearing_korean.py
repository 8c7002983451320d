"""The bench itself, with few tries: our ears and stock Vosk hear the same sound, in processes of their own."""

import asyncio
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from bench.hearing import (
    korean_consents,
    korean_cpu,
    korean_echo,
    korean_over,
    korean_pauses,
    korean_trials,
    korean_words,
)
from bench.hearing.conditions import CLEAN
from bench.hearing.korean import Korean, Wish
from bench.hearing.korean_latency import figures as latency_figures
from bench.hearing.korean_latency import measure, words
from bench.hearing.korean_menus import menus
from bench.hearing.korean_plan import TEST_SIDE
from bench.hearing.korean_work import Place, Pool
from bench.hearing.trying import Kind, Try
from bench.hearing.voices import Take
from speech.convert import MULAW_SILENCE
from speech.models import installed
from tests.support.korean import why_no_espeak, why_no_vosk

pytestmark = [
    pytest.mark.vosk,
    pytest.mark.skipif(why_no_vosk() is not None, reason=str(why_no_vosk())),
    pytest.mark.skipif(why_no_espeak() is not None, reason=str(why_no_espeak())),
]
MENUS = menus()
NEEDS = next(number for number, menu in enumerate(MENUS) if menu.place == "welcome.needs")
TAKES = (Take("m2", 130, 50), Take("m8", 130, 50), Take("f2", 130, 50))


@pytest.fixture(scope="module")
def model() -> Path:
    return installed(Path("no such folder"))["ko"]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("corpus")


@pytest.fixture(scope="module")
def pool(model: Path, corpus: Path) -> Iterator[Pool]:
    with Pool(Place(model, corpus), processes=1) as made:
        yield made


def test_a_word_is_heard_and_silence_is_nothing(pool: Pool) -> None:
    tries = [Try(Kind.LISTED, NEEDS, "아이 엄마", take, CLEAN, "menu.work", "아이 엄마") for take in TAKES]
    made = list(pool.do(korean_trials.make, tries))
    assert [each.tried for each in made] == tries
    assert "menu.work" in {each.first.said.option for each in made}
    assert "menu.work" in {each.stock for each in made}
    assert all(each.second is not None for each in made if not each.first.enters())


def test_only_what_is_cut_counts_as_cut(pool: Pool) -> None:
    paused = list(islice(korean_pauses.plan(MENUS, TEST_SIDE, 1), 2))
    cuts = list(pool.do(korean_pauses.make, paused))
    assert {figure.name for figure in korean_pauses.figures(cuts)} == {
        "pause_cut_pct",
        "pause_cut_pct_stock",
        "pause_right_pct",
    }


def test_silence_is_no_consent(pool: Pool) -> None:
    spoken = [korean_consents.Spoken("noise", "", 1, TEST_SIDE, "hum_20db")]
    (made,) = pool.do(korean_consents.make, spoken)
    assert not made.ours


def test_a_prompt_of_silence_has_no_echo(pool: Pool) -> None:
    (made,) = pool.do(korean_echo.make, [korean_echo.Leak(NEEDS, MULAW_SILENCE * 8000, 10, 40)])
    assert not made.ours.option
    assert not made.told
    assert not made.stock


def test_a_word_over_a_prompt_of_silence_is_as_good_as_alone(pool: Pool) -> None:
    quiet = MULAW_SILENCE * 24_000
    over = [korean_over.Over(NEEDS, quiet, "menu.work", "아이 엄마", take, 0.5, 100) for take in TAKES]
    made = list(pool.do(korean_over.make, over))
    assert "menu.work" in {each.ours.option for each in made}
    assert all(each.uncancelled == each.ours for each in made)


def test_hum_does_not_interrupt_a_prompt(pool: Pool) -> None:
    (made,) = pool.do(korean_over.make_noise, [korean_over.Noisy(NEEDS, MULAW_SILENCE * 24_000, "hum", 1)])
    assert not made.ours.option
    assert made.stock is None


def test_a_minute_costs_something_and_always_on_more(pool: Pool) -> None:
    (spent,) = pool.do(korean_cpu.make, [korean_cpu.Minute(TEST_SIDE, 1)])
    assert 60 <= spent.seconds < 90
    assert spent.ours > 0 < spent.stock


def test_a_decision_is_measured_from_the_end_of_the_word(model: Path, corpus: Path) -> None:
    said = words(MENUS, TEST_SIDE, corpus, (), 3)
    made = asyncio.run(measure(model, said, 3, 1))
    assert len(made) == 3
    assert all(each.ms > 0 for each in made)
    assert {figure.name for figure in latency_figures(made, "_at_3")} == {
        "word_to_decision_ms_at_3",
        "word_to_decision_ms_unsure_or_unclear_at_3",
        "word_to_decision_complete_pct_at_3",
    }


def test_every_figure_says_that_nobody_spoke(pool: Pool, model: Path, corpus: Path) -> None:
    wish = Wish(Place(model, corpus), parts=("cpu",), quick=True)
    kept = korean_words.kept_in(corpus, MENUS, model, korean_words.TRIES // 4)
    kept.write_text('{"아이 엄마": 1.0, "한국어": 0.25}', encoding="utf-8")
    found = list(Korean(wish, pool).figures())
    assert found[0].name == "ko_words_not_agreed_on"
    assert found[0].value == 1
    assert found[0].note == "synthetic speech: 한국어"
    assert {figure.note for figure in found[1:]} == {"synthetic speech"}
    assert "cpu_ratio_to_always_on" in {figure.name for figure in found}

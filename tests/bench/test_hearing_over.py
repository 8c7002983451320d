"""Speaking over the prompt, as it is made and counted; nothing is heard here."""

import numpy as np
import pytest

from bench.hearing.conditions import NOISES
from bench.hearing.korean_echo import DELAYS_MS
from bench.hearing.korean_menus import menus
from bench.hearing.korean_over import (
    REST_S,
    STOCK_EVERY,
    Interrupted,
    Noisy,
    Over,
    Spoken,
    figures,
    noise_figures,
    noises,
    plan,
    sides,
)
from bench.hearing.korean_plan import TEST_SIDE
from bench.hearing.levels import level
from bench.hearing.trying import Said
from bench.hearing.voices import Take
from speech.convert import MULAW_SILENCE, Samples, mulaw_encode, mulaw_samples
from speech.ports import FRAME_BYTES, MULAW_RATE

MENUS = menus()
NEEDS = next(number for number, menu in enumerate(MENUS) if menu.place == "welcome.needs")
MINUTE = MULAW_SILENCE * 60 * MULAW_RATE
TAKE = Take("m2", 130, 50)


def sine(seconds: float, amplitude: float = 8000) -> Samples:
    at = np.arange(round(seconds * MULAW_RATE)) / MULAW_RATE
    return np.rint(amplitude * np.sin(2 * np.pi * 1000 * at)).astype(np.int16)


def test_every_phrase_is_said_at_other_moments_in_other_voices() -> None:
    prompts = ((NEEDS, MINUTE),)
    made = list(plan(MENUS, prompts, TEST_SIDE, 2))
    assert made == list(plan(MENUS, prompts, TEST_SIDE, 2))
    phrases = [(option, phrase) for option, phrases in MENUS[NEEDS].own for phrase in phrases]
    assert [(each.option, each.phrase) for each in made] == [one for one in phrases for _ in range(2)]
    assert len({each.at for each in made}) == len(made)
    assert all(0 <= each.at < 1 and min(DELAYS_MS) <= each.delay_ms <= max(DELAYS_MS) for each in made)
    assert {each.take.variant for each in made} <= set(TEST_SIDE.variants)


@pytest.mark.parametrize("at", [0.0, 0.25, 0.99])
def test_the_word_lies_over_the_prompt_that_comes_back(at: float) -> None:
    prompt = mulaw_encode(sine(2.0).astype("<i2").tobytes())
    over = Over(NEEDS, prompt, "menu.law", "word", TAKE, at, 200)
    word = sine(0.5)
    caller, alone = mulaw_samples(sides(over, word)), mulaw_samples(sides(over, word * 0))
    begins = round(at * len(prompt))
    assert len(caller) % FRAME_BYTES == 0
    assert len(caller) >= max(len(prompt), begins + len(word)) + REST_S * MULAW_RATE - FRAME_BYTES
    assert level(alone[:1600]) == 0
    assert 20 * np.log10(level(mulaw_samples(prompt)) / level(alone[3200:16_000])) == pytest.approx(20, abs=0.5)
    np.testing.assert_array_equal(caller[:begins], alone[:begins])
    assert level(caller[begins : begins + len(word)] - alone[begins : begins + len(word)]) > 5000


def test_what_is_right_is_taken_or_asked_back() -> None:
    over = Over(NEEDS, MINUTE, "menu.law", "word", TAKE, 0.5, 100)
    law, other, nothing = Said("menu.law", sure=True), Said("menu.work", sure=True), Said()
    made = [
        Spoken(over, law, nothing, law, "menu.law"),
        Spoken(over, Said("menu.law"), nothing, law, ""),
        Spoken(over, other, law, law, "menu.work"),
        Spoken(over, Said("menu.work"), other, nothing, "menu.work"),
    ]
    found = {figure.name.removeprefix("over_prompt_"): figure.value for figure in figures(made)}
    assert found == {
        "right_pct": 50,
        "taken_pct": 25,
        "asked_pct": 25,
        "wrong_taken_pct": 25,
        "wrong_asked_pct": 25,
        "right_without_canceller_pct": 25,
        "wrong_taken_without_canceller_pct": 25,
        "right_alone_pct": 75,
        "right_pct_stock": 25,
        "wrong_taken_pct_stock": 50,
    }


def test_interruptions_are_counted_by_the_hour_of_prompts() -> None:
    planned = list(noises(((NEEDS, MINUTE),), 2 * STOCK_EVERY))
    assert {each.noise for each in planned} == set(NOISES)
    made = [
        Interrupted(each, Said("menu.law", sure=True) if each.seed == 0 else Said("menu.law"), each.seed == 0 or None)
        for each in planned
    ]
    found = {figure.name.removeprefix("over_prompt_"): figure.value for figure in noise_figures(made)}
    minutes = 2 * STOCK_EVERY
    for noise in NOISES:
        assert found[f"interruptions_per_hour_{noise}"] == pytest.approx(60 / minutes)
        assert found[f"asked_per_hour_{noise}"] == pytest.approx(60 * (minutes - 1) / minutes)
        assert found[f"interruptions_per_hour_{noise}_stock"] == 60
    assert Noisy(NEEDS, MINUTE, "street", 0) in planned

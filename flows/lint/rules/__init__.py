"""All rules of the lint: one file each, named by what it checks; the order is that of `--rules`."""

from flows.lint.rule import Rule
from flows.lint.rules import (
    long_hours,
    loop,
    missing_prompt,
    missing_unit,
    missing_words,
    natural_word,
    one_meaning,
    sound_alike,
    stale,
    universal_word,
    unknown_word,
    unreachable,
    unused_reason,
    v01_first_words,
    v02_languages,
    v05_options,
    v06_depth,
    v07_labels,
    v08_length,
    v11_person,
    v12_keys,
    v13_danger,
    v16_ladder,
    v17_unskippable,
    v20_consent,
    v25_words,
    v26_whereabouts,
    v29_hours,
    v34_languages,
    whose_hours,
)
from flows.lint.rules.loading import LOAD, MISSING_TARGET
from flows.lint.rules.proved import DEAD_END, ENDLESS, V30

RULES: tuple[Rule, ...] = (
    *(LOAD, MISSING_TARGET, loop.RULE, unreachable.RULE),
    *(v01_first_words.RULE, v02_languages.RULE, v05_options.RULE, v06_depth.RULE, v07_labels.RULE, v08_length.RULE),
    *(v11_person.RULE, v12_keys.RULE, v13_danger.RULE, v16_ladder.RULE, v17_unskippable.RULE, v20_consent.RULE),
    *(v25_words.RULE, v26_whereabouts.RULE, v29_hours.RULE, V30, v34_languages.RULE),
    *(whose_hours.RULE, long_hours.RULE),
    *(missing_prompt.RULE, missing_unit.RULE, missing_words.RULE, unknown_word.RULE),
    *(natural_word.RULE, one_meaning.RULE, universal_word.RULE, sound_alike.RULE, stale.RULE),
    *(ENDLESS, DEAD_END, unused_reason.RULE),
)
"""All of them, explicitly."""

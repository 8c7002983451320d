"""Numbers as we write them, against Unicode's number words (RBNF of CLDR), which were made by others."""

import unicodedata

import pytest
from unicode_rbnf import RbnfEngine

from prompts.catalogue import UNITS, Catalogue, load
from prompts.units import COUNTS, MINUTES, MONTHDAYS
from prompts.written import text, value

RULES = {
    "ar": "spellout-numbering",
    "en": "spellout-numbering",
    "es": "spellout-numbering",
    "fr": "spellout-cardinal-masculine",
    "ko": "spellout-cardinal-native-attributive",
    "pt": "spellout-numbering",
}
SINO_KOREAN = "spellout-cardinal-sinokorean"
CONTESTED = {("ar", 11)}
"""CLDR mixes the genders: إحدى عشر."""


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load(UNITS)


def theirs(language: str, number: int, rule: str = "") -> str:
    engine = RbnfEngine.for_language(language)
    return bare(engine.format_number(number, ruleset_names=[rule or RULES[language]]).text)


def bare(words: str) -> str:
    """Without vowel marks, spelling of alif, hyphens, and the Korean counting word."""
    plain = words.replace("إ", "ا").replace("أ", "ا").replace("-", " ").removesuffix(" 명")
    return "".join(c for c in plain if not (unicodedata.combining(c) and "\u064b" <= c <= "\u0652"))


def test_every_language_is_compared(shipped: Catalogue) -> None:
    assert tuple(sorted(RULES)) == shipped.languages


@pytest.mark.parametrize("language", sorted(RULES))
def test_counts(shipped: Catalogue, language: str) -> None:
    numbers = [number for number in COUNTS if (language, number) not in CONTESTED]
    ours = {number: bare(value(shipped, "count", str(number), language)) for number in numbers}
    assert ours == {number: theirs(language, number) for number in numbers}


@pytest.mark.parametrize(
    ("language", "before", "after"), [("es", "el ", " de"), ("fr", "le ", ""), ("pt", "no dia ", " de")]
)
def test_days_of_the_month_after_the_first(shipped: Catalogue, language: str, before: str, after: str) -> None:
    ours = [bare(text(shipped, f"monthday.{day}", language)) for day in MONTHDAYS[1:]]
    assert ours == [f"{before}{theirs(language, day)}{after}" for day in MONTHDAYS[1:]]


def test_days_of_the_month_in_english(shipped: Catalogue) -> None:
    ours = [bare(text(shipped, f"monthday.{day}", "en")) for day in MONTHDAYS]
    assert ours == [f"the {theirs('en', day, 'spellout-ordinal')}" for day in MONTHDAYS]


def test_korean_minutes_and_days_are_sino_korean(shipped: Catalogue) -> None:
    assert [text(shipped, f"minute.{m}", "ko") for m in MINUTES] == [
        f"{theirs('ko', m, SINO_KOREAN)} 분" for m in MINUTES
    ]
    assert [text(shipped, f"monthday.{d}", "ko") for d in MONTHDAYS] == [
        f"{theirs('ko', d, SINO_KOREAN)} 일" for d in MONTHDAYS
    ]


def test_french_minutes(shipped: Catalogue) -> None:
    assert [bare(text(shipped, f"minute.{m}", "fr")) for m in MINUTES] == [theirs("fr", m) for m in MINUTES]

"""How far apart two phrases sound: edits between their phonemes, each as dear as the ear finds it. Pure.

Phonemes are letters of the International Phonetic Alphabet, as espeak-ng writes them. Stress, length and tone are left
out: a telephone and a hurried caller leave them out too.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Vowel:
    """Where the tongue is."""

    height: float
    """0 closed (i, u) to 1 open (a)."""
    back: float
    """0 front (i) to 1 back (u)."""
    round: bool = False


@dataclass(frozen=True, slots=True)
class Consonant:
    """How the air is stopped."""

    place: float
    """0 lips to 1 throat."""
    manner: str
    voiced: bool = False


def _vowels() -> dict[str, Vowel]:
    rows = {
        0.0: ("i y", "ɨ ʉ", "ɯ u"),
        0.15: ("ɪ ʏ", "", "- ʊ"),
        0.35: ("e ø", "ɘ ɵ", "ɤ o"),
        0.5: ("", "ə -", ""),
        0.65: ("ɛ œ", "ɜ ɞ", "ʌ ɔ"),
        0.85: ("æ -", "ɐ -", ""),
        1.0: ("a ɶ", "", "ɑ ɒ"),
    }
    return {
        letter: Vowel(height, back, bool(rounded))
        for height, row in rows.items()
        for back, pair in zip((0.0, 0.5, 1.0), row, strict=True)
        for rounded, letter in enumerate(pair.split())
        if letter != "-"
    } | {"ɚ": Vowel(0.5, 0.5), "ɝ": Vowel(0.65, 0.5), "ᵻ": Vowel(0.15, 0.5)}


def _consonants() -> dict[str, Consonant]:
    """Pairs are voiceless and voiced; places from lips to throat."""
    rows = {
        "stop": "pb:0 td:0.3 ʈɖ:0.45 cɟ:0.6 kɡ:0.75 qɢ:0.85 ʔ-:1",
        "fricative": "ɸβ:0 fv:0.1 θð:0.25 sz:0.35 ʃʒ:0.45 ʂʐ:0.5 ɕʑ:0.5 çʝ:0.6 xɣ:0.75 χʁ:0.85 ħʕ:0.95 hɦ:1 ɬɮ:0.35",
        "nasal": "-m:0 -ɱ:0.1 -n:0.3 -ɳ:0.45 -ɲ:0.6 -ŋ:0.75 -ɴ:0.85",
        "liquid": "-l:0.3 -r:0.3 -ɾ:0.3 -ɹ:0.4 -ɻ:0.45 -ɭ:0.45 -ʎ:0.6 -ʀ:0.85 -ʟ:0.75 -ɫ:0.5 -ɽ:0.45",
        "glide": "-j:0.6 -w:0.7 ʍ-:0.7 -ɥ:0.6 -ʋ:0.1 -ɰ:0.75",
    }
    return {
        letter: Consonant(float(cell[3:]), manner, voiced=bool(voiced))
        for manner, row in rows.items()
        for cell in row.split()
        for voiced, letter in enumerate(cell[:2])
        if letter != "-"
    }


LETTERS: Mapping[str, Vowel | Consonant] = {**_vowels(), **_consonants()}
SAME = {"g": "ɡ"}
"""Letters written in two ways."""
NEAR_MANNERS = {frozenset(("stop", "fricative")), frozenset(("liquid", "glide"))}
GLIDES = {frozenset("ji"): 0.2, frozenset("jɪ"): 0.3, frozenset("wu"): 0.2, frozenset("wʊ"): 0.3, frozenset("wo"): 0.5}
"""A consonant that is nearly a vowel; every other is as far from a vowel as can be."""
WEAK = frozenset("əɨʔhɦjwɰ")
"""What is easily swallowed."""
DIFFERENT = 0.15
"""At least so much, where two sounds are not the same."""
LOST, LOST_LAST, LOST_WEAK = 0.8, 0.6, 0.45
"""A sound that only one of both has; the last one is the first that a telephone loses."""


def letters(phonemes: str) -> tuple[str, ...]:
    """The letters of a transcription that stand for sounds, in order."""
    plain = unicodedata.normalize("NFD", phonemes)
    return tuple(found for one in plain if (found := SAME.get(one, one)) in LETTERS)


def distance(one: Sequence[str], other: Sequence[str]) -> float:
    """0.0 (the same sounds) to about 0.8 (nothing in common), by the length of the longer."""
    row = [0.0]
    for letter in other:
        row.append(row[-1] + _alone(letter))
    for x in one:
        left, row = row, [row[0] + _alone(x)]
        for at, y in enumerate(other, 1):
            row.append(min(left[at] + _alone(x), row[-1] + _alone(y), left[at - 1] + between(x, y)))
    return min(row[-1], _end(one, other)) / max(len(one), len(other), 1)


def _end(one: Sequence[str], other: Sequence[str]) -> float:
    """What it costs where one is the other with a sound more at its end: `eye`, `eyes`, `ice`."""
    short, long = sorted((one, other), key=len)
    return LOST_LAST if len(long) == len(short) + 1 and long[:-1] == short else float("inf")


def _alone(letter: str) -> float:
    return LOST_WEAK if letter in WEAK else LOST


@cache
def between(one: str, other: str) -> float:
    """How different two sounds are, 0 to 1."""
    if one == other:
        return 0.0
    a, b = LETTERS[one], LETTERS[other]
    if isinstance(a, Vowel) and isinstance(b, Vowel):
        tongue = 0.6 * abs(a.height - b.height) + 0.4 * abs(a.back - b.back)
        return min(1.0, DIFFERENT + tongue + 0.1 * (a.round != b.round))
    if isinstance(a, Consonant) and isinstance(b, Consonant):
        return min(1.0, DIFFERENT + _manner(a, b) + 0.35 * abs(a.place - b.place) + 0.25 * (a.voiced != b.voiced))
    return GLIDES.get(frozenset((one, other)), 1.0)


def _manner(one: Consonant, other: Consonant) -> float:
    """In noise the manner and the voice of a consonant are heard, its place is not (Miller and Nicely 1955)."""
    if one.manner == other.manner:
        return 0.0
    return 0.25 if frozenset((one.manner, other.manner)) in NEAR_MANNERS else 0.5

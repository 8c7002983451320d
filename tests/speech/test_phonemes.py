"""Phrases as espeak-ng's phonemes, kept between runs."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from flows.lint.phonetics import distance, letters
from speech import phonemes as transcriber
from speech.kept import kept
from speech.phonemes import NoPhonemes, phonemes, version, voices
from speech.voices import voice_for
from tests.support.korean import why_no_espeak

needs_espeak = pytest.mark.skipif(why_no_espeak() is not None, reason=why_no_espeak() or "")


class Asked:
    """A slow program that counts what it is asked."""

    def __init__(self) -> None:
        self.questions: list[tuple[str, ...]] = []

    def __call__(self, words: tuple[str, ...]) -> Mapping[str, int]:
        self.questions.append(words)
        return {word: len(word) for word in words}


def test_only_what_is_new_is_asked(tmp_path: Path) -> None:
    ask, file = Asked(), tmp_path / "kept" / "fr.json"
    assert kept(file, "one", ["a", "bb", "a"], ask) == {"a": 1, "bb": 2}
    assert kept(file, "one", ["bb", "ccc"], ask) == {"bb": 2, "ccc": 3}
    assert kept(file, "one", ["bb", "ccc"], ask) == {"bb": 2, "ccc": 3}
    assert ask.questions == [("a", "bb"), ("ccc",)]
    assert sorted(json.loads(file.read_text(encoding="utf-8"))["answers"]) == ["bb", "ccc"]


def test_answers_of_another_version_are_not_taken(tmp_path: Path) -> None:
    ask, file = Asked(), tmp_path / "fr.json"
    kept(file, "one", ["a"], ask)
    kept(file, "two", ["a"], ask)
    assert len(ask.questions) == 2


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"made_by": "one"}', '{"made_by": "one", "answers": 3}'])
def test_a_broken_file_counts_as_empty(tmp_path: Path, broken: str) -> None:
    file = tmp_path / "fr.json"
    file.write_text(broken, encoding="utf-8")
    assert kept(file, "one", ["a"], Asked()) == {"a": 1}
    assert [path.name for path in tmp_path.iterdir()] == ["fr.json"]


@needs_espeak
@pytest.mark.espeak
@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ko", "pt"])
def test_every_phrase_has_its_own_phonemes(tmp_path: Path, language: str) -> None:
    """All at once gives what each gives alone: no phrase takes sounds from its neighbour."""
    phrases = {
        "ar": ("طَبِيب", "طبيب", "أنا مريض"),
        "en": ("doctor", "I'm ill, sir", "what do you keep"),
        "es": ("médico", "¿qué guardan?", "una vez más"),
        "fr": ("médecin", "j'ai faim", "un avocat"),
        "ko": ("의사", "한 번 더", "아이 엄마"),
        "pt": ("médico", "mais uma vez", "não"),
    }[language]
    together = phonemes(phrases, language, tmp_path / "together")
    for phrase in phrases:
        alone = phonemes([phrase], language, tmp_path / "alone")
        assert letters(together[phrase]) == letters(alone[phrase])
        assert len(letters(together[phrase])) >= 2


@needs_espeak
@pytest.mark.espeak
def test_a_phrase_without_letters_does_not_shift_the_others(tmp_path: Path) -> None:
    found = phonemes(["doctor", "...", "school"], "en", tmp_path)
    assert letters(found["..."]) == ()
    assert letters(found["school"]) == letters("s_k_uː_l")


@needs_espeak
@pytest.mark.espeak
def test_words_that_rhyme_sound_alike(tmp_path: Path) -> None:
    found = {phrase: letters(said) for phrase, said in phonemes(["pain", "bain", "manger"], "fr", tmp_path).items()}
    assert distance(found["pain"], found["bain"]) < 0.25 < distance(found["pain"], found["manger"])


@needs_espeak
@pytest.mark.espeak
def test_a_language_without_a_voice_has_no_phonemes(tmp_path: Path) -> None:
    assert voice_for("qaa", voices()) is None
    assert phonemes(["hello"], "qaa", tmp_path) == {}
    assert not list(tmp_path.iterdir())


def test_without_espeak_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(transcriber, "ESPEAK", str(tmp_path / "no-espeak"))
    for asked in (version, voices):
        asked.cache_clear()
        with pytest.raises(NoPhonemes, match="apt install espeak-ng"):
            asked()
    assert version.cache_info().currsize == 0

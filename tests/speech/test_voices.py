"""Choosing among espeak-ng's voices."""

import pytest

from speech.voices import Voice, voice_for

VOICES = (
    Voice("gmw/en-029", "en-029"),
    Voice("gmw/en", "en-gb"),
    Voice("roa/es-419", "es-419"),
    Voice("roa/es", "es"),
    Voice("roa/fr-be", "fr-be"),
    Voice("ko", "ko"),
)


@pytest.mark.parametrize(
    ("language", "voice"),
    [
        ("en", "gmw/en"),
        ("es", "roa/es"),
        ("es-419", "roa/es-419"),
        ("ko", "ko"),
        ("fr", "roa/fr-be"),
        ("en-GB", "gmw/en"),
    ],
)
def test_the_nearest_voice_speaks(language: str, voice: str) -> None:
    found = voice_for(language, VOICES)
    assert found is not None
    assert found.id == voice


def test_a_language_without_a_voice_has_none() -> None:
    assert voice_for("so", VOICES) is None

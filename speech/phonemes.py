"""Phrases as the sounds they are made of: espeak-ng's phonemes, nothing is spoken. Kept between runs."""

import re
import subprocess
from collections.abc import Iterable, Mapping
from functools import cache, partial
from pathlib import Path

from speech.kept import kept
from speech.ports import SpeechError
from speech.vocabulary import normal
from speech.voices import Voice, voice_for

ESPEAK = "espeak-ng"
QUIET = ("-q", "--ipa", "--sep=_", "--stdin")
TIMEOUT_S = 60
"""Twenty thousand phrases take ten."""


class NoPhonemes(SpeechError):
    """espeak-ng is not there, or does not work."""


@cache
def version() -> str:
    """Of espeak-ng, like 1.51. Raises NoPhonemes."""
    found = re.search(r"\d+\.\d+[\w.-]*", _run("--version"))
    return found[0] if found else "unknown"


@cache
def voices() -> tuple[Voice, ...]:
    """Those of espeak-ng. Raises NoPhonemes."""
    rows = (line.split() for line in _run("--voices").splitlines()[1:])
    return tuple(Voice(row[4], row[1]) for row in rows if len(row) > 4)


def phonemes(phrases: Iterable[str], language: str, folder: Path) -> Mapping[str, str]:
    """Phrase to its phonemes in the International Phonetic Alphabet; nothing for a language without a voice.

    Raises NoPhonemes.
    """
    voice = voice_for(language, voices())
    if voice is None:
        return {}
    file = folder / f"{language}.json"
    return kept(file, f"espeak-ng {version()}, {voice.id}", phrases, partial(_transcribed, voice))


def _transcribed(voice: Voice, phrases: tuple[str, ...]) -> Mapping[str, str]:
    """All at once, or one by one where espeak-ng makes two clauses of one."""
    plain = tuple(" ".join(normal(phrase)) for phrase in phrases)
    lines = [line for line in _clauses(voice, "\n\n".join(plain)) if line]
    if len(lines) != len(phrases) or not all(plain):
        lines = [" ".join(_clauses(voice, one)) if one else "" for one in plain]
    return dict(zip(phrases, lines, strict=True))


def _clauses(voice: Voice, text: str) -> list[str]:
    return [line.strip() for line in _run(*QUIET, "-v", voice.id, stdin=text).splitlines()]


def _run(*arguments: str, stdin: str = "") -> str:
    try:
        done = subprocess.run(  # noqa: S603 - no shell, fixed program
            (ESPEAK, *arguments), input=stdin.encode(), capture_output=True, check=True, timeout=TIMEOUT_S
        )
    except FileNotFoundError:
        raise NoPhonemes("espeak-ng is missing: apt install espeak-ng.") from None
    except (subprocess.SubprocessError, OSError) as error:
        raise NoPhonemes(f"espeak-ng does not work: {error}.") from error
    return done.stdout.decode(errors="replace")

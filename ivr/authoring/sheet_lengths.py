"""How long the wordings of a sheet take, beside what its column 'max seconds' allows; estimated, so only told."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress

from flows.lint.phonetics import letters
from flows.messages import Sentence, told
from ivr.settings import Settings
from prompts import lengths
from prompts.arrived import Arrived
from prompts.changes import Exchange
from prompts.exchange import languages_of
from prompts.library import Library
from prompts.notes import NoteError, read
from prompts.reading import SOURCE
from prompts.sheet import KEY
from prompts.template import pieces
from speech import phonemes
from speech.ports import SpeechError

CERTAIN = 1.1
"""So much over what is allowed, an estimate is no longer just inexact (see `prompts.lengths`)."""
Lasts = Callable[[str, Iterable[str]], Mapping[str, int]]
"""Of wordings in a language: milliseconds; nothing where nobody can tell."""


def lasts(settings: Settings) -> Lasts:
    """As the synthesiser of this line would say them."""

    def measured(language: str, wordings: Iterable[str]) -> Mapping[str, int]:
        with suppress(SpeechError):
            found = phonemes.phonemes(wordings, language, settings.state / "phonemes" / "sheets")
            speed = settings.saying.words_per_minute
            return {text: lengths.estimated(text, len(letters(said)), language, speed) for text, said in found.items()}
        return {}

    return measured


def nobody(_language: str, _wordings: Iterable[str]) -> Mapping[str, int]:
    """Where nothing can be measured."""
    return {}


def too_long(came: Arrived, texts: Exchange, after: Library, last: Lasts) -> Iterator[tuple[int, str, Sentence]]:
    """(row, language, what is told) of what was changed in the sheet, or may take less than before."""
    changed = {(change.key, change.language) for change in texts.changes}
    for language in dict.fromkeys((SOURCE, *(languages_of(came.texts.headings) if came.texts else ()))):
        rows = {row.cell(KEY).text.strip(): row.number for row in (came.texts.rows if came.texts else ())}
        said = {
            key: after.wording(key, language) for key in rows if {(key, language), (key, SOURCE)} & changed
        }  # what may be said longest stands beside the English
        fixed = {key: " ".join(piece.text for piece in pieces(text) if piece.text) for key, text in said.items()}
        times = last(language, [text for text in fixed.values() if text])
        yield from _told(after, language, rows, {key: times.get(text, 0) for key, text in fixed.items()})


def _told(
    after: Library, language: str, rows: Mapping[str, int], times: Mapping[str, int]
) -> Iterator[tuple[int, str, Sentence]]:
    for key, took in times.items():
        most = _most(after, key)
        if most and took > most * CERTAIN:
            template = (
                "{key}: takes about {seconds} s, and may take {most} s; say less, or allow more in 'max seconds'."
            )
            sentence = told(template, key=key, seconds=f"{took / 1000:.1f}", most=f"{most / 1000:g}")
            yield rows[key], language, sentence


def _most(after: Library, key: str) -> int | None:
    if key in after.home:
        with suppress(NoteError):
            return read("\n".join(line[2:].strip() for line in after.english(key).notes.splitlines())).max_ms
    return None

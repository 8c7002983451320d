"""The language of people who write flows and texts: their sentences, from gettext PO files."""

from pathlib import Path

import polib  # type: ignore[import-untyped]  # it ships no types

from flows.messages import Translate, untranslated

HERE = Path(__file__).parent
SOURCE = "en"
"""The language the sentences are written in, in the code."""


def languages() -> tuple[str, ...]:
    """What an author can be spoken to in."""
    return tuple(sorted({SOURCE, *(file.stem for file in HERE.glob("*.po"))}))


def translator(language: str) -> Translate:
    """Translates templates; what has no translation stays English. Raises KeyError where there is no such language."""
    if language == SOURCE:
        return untranslated
    file = HERE / f"{language}.po"
    if not file.is_file():
        raise KeyError(language)
    known = {entry.msgid: entry.msgstr for entry in polib.pofile(str(file), encoding="utf-8") if entry.translated()}
    return lambda template: known.get(template, template)

"""Whether the key of a new text may be a slip of the keyboard. Pure."""

from difflib import get_close_matches

from flows.messages import Sentence, told
from prompts.changes import version_of
from prompts.library import Library

MADE_FOR = "for "
"""Before a name, in the hidden column of English where nobody has written any yet: what the row was made for."""
SLIP = 0.85
"""Names at least so much the same (1.0: all) may be one name; new ones often begin like others."""


def version(cell: str) -> str:
    """Of the English when the sheet was made; empty where there was none."""
    return "" if cell.startswith(MADE_FOR) else cell


def doubt(name: str, cell: str, library: Library) -> Sentence | None:
    """Of a name that no text has yet, by what the row's hidden column says; one that stands apart is believed."""
    if cell == MADE_FOR + name:
        return None
    if meant := cell.removeprefix(MADE_FOR) if cell.startswith(MADE_FOR) else _close(name, cell, library):
        template = (
            "{key} is the name of a new text now. Did you mean '{name}'? Then correct the key, and import the sheet "
            "again."
        )
        return told(template, key=name, name=meant)
    return None


def _close(name: str, cell: str, library: Library) -> str:
    """What the row said when it was made, or a name much like this one."""
    same = (other for other in library.home if cell and version_of(library.english(other).message.msgstr) == cell)
    return next(same, "") or next(iter(get_close_matches(name, list(library.home), n=1, cutoff=SLIP)), "")

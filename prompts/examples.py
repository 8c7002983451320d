"""What the line puts into a prompt, shown to those who write the wording around it. Pure."""

from collections.abc import Iterable, Iterator

from prompts import values
from prompts.library import Library
from prompts.reading import SOURCE
from prompts.template import filled

SHOWN = {
    "day": ("today", "monday"),
    "date": ("03-31",),
    "time": ("09:00",),
    "from": ("09:00",),
    "to": ("17:00",),
    "count": ("12",),
}
"""Values that show the forms there are, by the name of the variable."""
SENTENCES = {
    ("day", "time"): "It opens {day} at {time}.",
    ("date", "time"): "It opens on {date} at {time}.",
    ("from", "to"): "It is open from {from} to {to}.",
}


def keep(names: tuple[str, ...], library: Library, languages: Iterable[str]) -> str:
    """The line of a note about variables: what is said for each, in English and in these languages."""
    put_in = " and ".join(f"{{{name}}}{_bracketed(name, library)}" for name in names)
    sentence = f", such as “{SENTENCES[names]}”" if names in SENTENCES else ""
    others = (_in(language, names, library) for language in languages if language != SOURCE)
    return "; ".join(filter(None, (f"the line puts in {put_in}{sentence}", *others)))


def _bracketed(name: str, library: Library) -> str:
    forms = ", ".join(_forms(name, library, SOURCE))
    return f" ({forms})" if forms else ""


def _in(language: str, names: tuple[str, ...], library: Library) -> str:
    forms = ", ".join(form for name in names for form in _forms(name, library, language))
    return f"{language}: {forms}" if forms else ""


def _forms(name: str, library: Library, language: str) -> Iterator[str]:
    for value in SHOWN.get(name, ()):
        if said := _said(library, name, value, language):
            yield f"“{said}”"


def _said(library: Library, kind: str, value: str, language: str) -> str:
    """One value as a caller hears it; empty where the language lacks a unit of it."""
    units = values.said(kind, value, lambda name: bool(library.wording(name, language)))
    parts = [
        filled(library.wording(unit.name, language), {k: _said(library, k, v, language) for k, v in unit.values})
        for unit in units
    ]
    return " ".join(parts) if all(parts) else ""

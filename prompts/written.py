"""Prompts and values as they are written in a transcript. Pure."""

from prompts import spoken, values
from prompts.catalogue import SOURCE, Catalogue
from prompts.template import filled, variables
from prompts.values import Values


def text(catalogue: Catalogue, name: str, language: str, given: Values = ()) -> str:
    """The wording with its values; in square brackets the English, where the language has only recordings.

    Raises KeyError where nobody has a wording, or a value is missing; ValueError for a wrong value.
    """
    if not catalogue.has(name, language):
        if language == SOURCE:
            raise KeyError((name, language))
        return f"[{text(catalogue, name, SOURCE, given)}]"
    wording, own = catalogue.prompt(name, language).text, dict(given)
    return filled(wording, {kind: value(catalogue, kind, own[kind], language) for kind in variables(wording)})


def value(catalogue: Catalogue, kind: str, given: str, language: str) -> str:
    """One value alone: `nine thirty in the morning`. Raises ValueError, KeyError as `text`."""
    units = values.said(kind, given, lambda name: catalogue.has(name, language))
    if kind == "digits":
        return spoken.written(given)
    return " ".join(text(catalogue, unit.name, language, unit.values) for unit in units)

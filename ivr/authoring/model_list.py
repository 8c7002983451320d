"""`./amparo models list`: which languages are heard and by what, and the models that can be installed."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from flows.messages import Sentence, Translate, told
from ivr.authoring.telling import tell
from ivr.settings import Settings
from speech.by_example import taught
from speech.by_example.recipe import is_taught
from speech.catalogue import Listed, catalogue
from speech.models import Found, found
from speech.ports import ModelBroken

MB = 1_000_000


def listed(settings: Settings, translate: Translate) -> int:
    """One line a language; 0 always."""
    there = found(settings.speech.models)
    tell(_there(there, settings), translate)
    tell(_without(there, settings), translate)
    tell(_to_install(catalogue(), there), translate)
    return 0


def _there(there: Found, settings: Settings) -> Iterator[Sentence]:
    chosen = settings.speech.languages
    for language, folder in there.whole.items():
        yield how(language, folder)
        if chosen and language not in chosen:
            yield told("{language}  is not loaded: speech.languages leaves it out", language=language)
    for language, why in there.broken.items():
        yield broken(language, why)


def how(language: str, folder: Path) -> Sentence:
    """What a whole folder is."""
    if not is_taught(folder):
        return told("{language}  by a model  {folder}", language=language, folder=folder)
    try:
        lesson = taught.load(folder)
    except ModelBroken as error:
        return broken(language, str(error))
    template = "{language}  by example: {live} of {words} words, {speakers} speakers  {folder}"
    parts = {"live": len(lesson.passed), "words": len(lesson.examples), "speakers": lesson.speakers}
    return told(template, language=language, folder=folder, **parts)


def broken(language: str, why: str) -> Sentence:
    """What lies there and cannot be used."""
    return told("{language}  broken: {why}", language=language, why=why)


def _without(there: Found, settings: Settings) -> Iterator[Sentence]:
    deaf = [language for language in settings.line.languages if language not in there.whole]
    if deaf:
        template = (
            "By keys and any sound: {languages}. To teach a language from a few voices: "
            "./amparo models teach LANGUAGE FOLDER"
        )
        yield told(template, languages=", ".join(deaf))


def _to_install(models: Mapping[str, Listed], there: Found) -> Iterator[Sentence]:
    yield told("Models that can be installed, ./amparo models install LANGUAGE:")
    for language, model in models.items():
        if language in there.whole:
            continue
        licence = model.licence or told("licence not known")
        size = told("{size} MB", size=-(-model.bytes // MB)) if model.bytes else told("size not known")
        parts = {"language": language, "name": model.name, "size": size, "licence": licence}
        if model.sha256:
            yield told("{language}  {name}, {size}, {licence}, SHA-256 {sum}", sum=model.sha256, **parts)
        else:
            yield told("{language}  {name}, {size}, {licence}, no SHA-256 known: say it with --sha256", **parts)

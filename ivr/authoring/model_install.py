"""`./amparo models install LANGUAGE [SOURCE]`: never during a call, never without a checksum, whole or not at all."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flows.messages import Sentence, Translate, told
from ivr.authoring.model_place import put, staging
from ivr.authoring.model_source import FILES, SUM, brought
from ivr.authoring.telling import tell
from ivr.hearing import memory_file
from ivr.settings import Settings
from ivr.under_way import between_calls, calls_under_way
from prompts.errors import PromptError
from prompts.reading import TAG
from speech import models, record
from speech.catalogue import catalogue
from speech.ports import ModelBroken
from speech.probe import memory_mb, total_mb
from speech.record import Record

STEP, STEP_UNSEEN = 1, 25
"""Per cent after which progress is told: on a terminal, and to a file."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants installed; empty is what the catalogue says."""

    language: str
    source: str = ""
    sha256: str = ""
    replace: bool = False


Measure = Callable[[str, Path, Path], int]
"""Loads a model and tells its megabytes, as `speech.probe.memory_mb`."""


def install(settings: Settings, wish: Wish, translate: Translate, measure: Measure = memory_mb) -> int:
    """0 when the model is in its place. Raises PromptError, with nothing changed and nothing left."""
    source, expected = _source(wish), _expected(wish)
    _check(settings, wish)
    target = settings.speech.models / wish.language
    try:
        with staging(settings.speech.models, wish.language) as folder:
            files, archive_sum = brought(source, expected, folder, _progress(translate))
            known = _recorded(files, wish, Path(source).stem, archive_sum)
            megabytes = _loaded(files, settings, wish.language, source, measure)
            with between_calls(settings.state, lambda: tell((_waiting(),), translate)):
                put(files, target)
    except OSError as error:
        template = "it cannot be written ({error}). Nothing was installed."
        raise PromptError(told(template, error=error.strerror), str(error.filename or target)) from error
    tell(_told(settings, wish.language, known, megabytes), translate)
    return 0


# -- before ------------------------------------------------------------------------------------------------------


def _source(wish: Wish) -> str:
    if wish.source:
        return wish.source
    if (listed := catalogue().get(wish.language)) is None:
        template = "the catalogue has no model for {language}: name a file, a folder or an address (https://...)."
        raise PromptError(told(template, language=wish.language))
    return listed.url


def _expected(wish: Wish) -> str:
    given = wish.sha256.strip().lower()
    if given and not SUM.fullmatch(given):
        raise PromptError(told("'{given}' is no SHA-256: it has 64 digits, 0 to 9 and a to f.", given=wish.sha256))
    listed = catalogue().get(wish.language)
    if given or listed is None or (wish.source and Path(wish.source).is_dir()):
        return given
    return listed.sha256


def _check(settings: Settings, wish: Wish) -> None:
    if not TAG.fullmatch(wish.language):
        raise PromptError(told("'{language}' is no language's tag; give one like 'fr'.", language=wish.language))
    if (settings.speech.models / wish.language).exists() and not wish.replace:
        template = "{language} has a model or was taught already: {folder}. To put another in its place: --replace"
        folder = settings.speech.models / wish.language
        raise PromptError(told(template, language=wish.language, folder=folder))
    if calls_under_way(settings.state):
        raise PromptError(told("A call is under way, and installing would disturb it: try again when it is over."))


# -- what came ---------------------------------------------------------------------------------------------------


def _recorded(files: Path, wish: Wish, stem: str, archive_sum: str) -> Record:
    """What was installed, written beside it. Raises PromptError where it is no model."""
    try:
        models.check(files)
    except ModelBroken as error:
        raise _no_model(wish.source or stem, files, error) from error
    listed = catalogue().get(wish.language)
    from_list = listed is not None and listed.sha256 == archive_sum != ""
    name = listed.name if listed and from_list else _name(files, stem)
    made = Record(
        name,
        archive_sum,
        record.checksum(files),
        listed.licence if listed and from_list else "",
        datetime.now(UTC).date().isoformat(),
        record.sizes(files),
    )
    record.write(files, made)
    return made


def _name(files: Path, stem: str) -> str:
    """Of the folder it was packed in, else of the archive."""
    return files.name if files.name != FILES else stem


def _loaded(files: Path, settings: Settings, language: str, source: str, measure: Measure) -> int:
    """Megabytes it takes, measured in a process of its own."""
    try:
        return measure(language, files, memory_file(settings, language))
    except ModelBroken as error:
        raise _no_model(source, files, error) from error


def _no_model(source: str, files: Path, error: ModelBroken) -> PromptError:
    why = str(error).replace(f"{files}/", "").replace(str(files), Path(source).name)
    return PromptError(told("it is no model that can be used: {why} Nothing was installed.", why=why), source)


# -- what is told ------------------------------------------------------------------------------------------------


def _progress(translate: Translate) -> Callable[[int, int], None]:
    seen = sys.stderr.isatty()
    step, last = (STEP if seen else STEP_UNSEEN), -1

    def tell_progress(done: int, of: int) -> None:
        nonlocal last
        percent = 100 * done // of if of else 0
        if percent // step == last or not of:
            return
        last = percent // step
        end = "" if seen and percent < 100 else "\n"
        text = told("{percent} % of {megabytes} MB", percent=percent, megabytes=-(-of // 1_000_000)).text(translate)
        sys.stderr.write(f"{chr(13) if seen else ''}{text}{end}")
        sys.stderr.flush()

    return tell_progress


def _waiting() -> Sentence:
    return told("A call is under way: the model is put in its place when it is over (Ctrl-C leaves everything as is).")


def _told(settings: Settings, language: str, known: Record, megabytes: int) -> Iterator[Sentence]:
    template = (
        "Installed for {language}: {name}, {size} MB on the disk, {memory} MB of memory with speech.workers = {count}."
    )
    count, size = settings.speech.workers, -(-known.bytes // 1_000_000)
    memory = total_mb(settings.speech.models / language, megabytes, count)
    yield told(template, language=language, name=known.name, size=size, memory=memory, count=count)
    if not known.licence:
        yield told("Its licence is not known here: read what whoever publishes it says.")
    if settings.speech.languages and language not in settings.speech.languages:
        yield told("speech.languages leaves {language} out: add it there, or it is not loaded.", language=language)
    yield told("A running line hears it after it is started again.")

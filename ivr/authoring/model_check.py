"""`./amparo models check [LANGUAGE]`: load each model in a process of its own, and say what callers are heard by."""

from collections.abc import Iterator
from pathlib import Path

from flows.messages import Sentence, Translate, told
from ivr.authoring.ears import table, where_heard
from ivr.authoring.model_list import broken, how
from ivr.authoring.telling import tell
from ivr.hearing import memory_file
from ivr.settings import Settings
from prompts.errors import PromptError
from speech import record
from speech.by_example import taught
from speech.by_example.recipe import is_taught
from speech.models import Found, found
from speech.packaged import changed_files, package_of
from speech.ports import ModelBroken
from speech.probe import memory_mb, total_mb


def checked(settings: Settings, language: str, translate: Translate) -> int:
    """Of one language, or of every one that is there or offered; 1 where any is not as it should be.

    Raises PromptError.
    """
    there = found(settings.speech.models)
    if language and language not in {*there.whole, *there.broken}:
        raise PromptError(told("{language} has no recogniser: its callers use keys.", language=language))
    every = dict.fromkeys((*settings.line.languages, *there.whole, *there.broken))
    return max([_one(settings, there, each, translate) for each in ([language] if language else every)])


def _one(settings: Settings, there: Found, language: str, translate: Translate) -> int:
    if language in there.broken:
        tell((broken(language, there.broken[language]),), translate)
        return 1
    if language not in there.whole:
        template = "{language}  by keys and any sound: there is no model, and it was not taught"
        tell((told(template, language=language),), translate)
        return 0
    folder = there.whole[language]
    tell((how(language, folder),), translate)
    try:
        tell(_memory(settings, language, folder), translate)
        whole = _same(folder, translate)
    except ModelBroken as error:
        tell((broken(language, str(error)),), translate)
        return 1
    return int(not whole) | (_words(settings, language, folder, translate) if is_taught(folder) else 0)


def _memory(settings: Settings, language: str, folder: Path) -> Iterator[Sentence]:
    each = memory_mb(language, folder, memory_file(settings, language))
    count = settings.speech.workers
    template = "  it can be loaded: {each} MB of memory, {all} MB with speech.workers = {count}"
    yield told(template, each=each, all=total_mb(folder, each, count), count=count)


def _same(folder: Path, translate: Translate) -> bool:
    """Whether the files are those that were installed, as far as anybody can know. Raises ModelBroken."""
    known = record.read(folder)
    if known is not None:
        same = record.checksum(folder) == known.files_sha256
        good = told("  its files are those that were installed on {date}: {name}", date=known.date, name=known.name)
    elif package := package_of(folder):
        same = not changed_files(package, folder)
        good = told("  its files are those of the package {package}", package=package)
    elif is_taught(folder):
        return True  # loading compares its checksum
    else:
        tell((told("  it was copied here, not installed: there is no checksum to compare it with"),), translate)
        return True
    tell((good if same else told("  its files are NOT those that were installed: install it again"),), translate)
    return same


def _words(settings: Settings, language: str, folder: Path, translate: Translate) -> int:
    lesson = taught.load(folder)
    tell(table(lesson), translate)
    tell(where_heard(settings, language, lesson), translate)
    return 0 if len(lesson.passed) == len(lesson.examples) else 1

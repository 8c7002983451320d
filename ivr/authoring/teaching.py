"""`./amparo models teach LANGUAGE FOLDER`: a language without a model, from a handful of voices."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from flows.messages import Sentence, Translate, told
from ivr.authoring.ears import table, where_heard
from ivr.authoring.lessons import Unread, files, recordings
from ivr.authoring.telling import placed, tell
from ivr.settings import Settings
from prompts.decoder import Decoder
from prompts.errors import PromptError
from prompts.reading import TAG
from speech.by_example.embedding import Network
from speech.by_example.recipe import is_taught
from speech.by_example.recording import LONGEST_FILE_S, LONGEST_S, Fault, Recording
from speech.by_example.taught import save
from speech.by_example.teaching import FEWEST_SPEAKERS, Lesson, Refused, teach
from speech.models import found


def teach_from(settings: Settings, language: str, folder: Path, translate: Translate) -> int:
    """Write what was learnt where any word passes; 1 where none does. Raises PromptError, ModelBroken."""
    target = settings.speech.models / language
    _check(settings, language, target)
    given = files(folder)
    network = Network()
    with Decoder() as decoder:
        read = list(recordings(folder, given, decoder.decode))
    usable = [each for each in read if isinstance(each, Recording)]
    lesson = teach(network, usable, _progress(len(usable)))
    tell((placed(each.place, each.why) for each in read if isinstance(each, Unread)), translate)
    tell(map(_refusal, lesson.refused), translate)
    tell(table(lesson.taught), translate)
    if not lesson.taught.passed:
        tell(_none(lesson), translate)
        return 1
    save(target, lesson.taught)
    tell(where_heard(settings, language, lesson.taught), translate)
    tell(_written(lesson, target), translate)
    return 0


def _check(settings: Settings, language: str, target: Path) -> None:
    if not TAG.fullmatch(language):
        raise PromptError(told("'{language}' is no language's tag; give one like 'fr'.", language=language))
    there = found(settings.speech.models)
    if language in {*there.whole, *there.broken} and not is_taught(target):
        template = "{language} has a recogniser's model already; it is heard by that, and need not be taught."
        raise PromptError(told(template, language=language))


def _progress(of: int) -> Callable[[int], None]:
    def tell_progress(done: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{done}/{of}{'' if done < of else chr(10)}")
            sys.stderr.flush()

    return tell_progress


# -- what is told ------------------------------------------------------------------------------------------------


def _refusal(refused: Refused) -> Sentence:
    match refused.why:
        case Fault.FILE_TOO_LONG:
            sentence = told("it is longer than {most} s: one word, and a rest around it.", most=f"{LONGEST_FILE_S:.0f}")
        case Fault.SILENT:
            sentence = told("nothing is heard in it: record it again, nearer to the microphone.")
        case Fault.TOO_SHORT:
            sentence = told("what is heard is too short for a word: a click, or it is cut off; record it again.")
        case Fault.TOO_LONG:
            template = "the word is longer than {most} s: say it alone, without a sentence around it."
            sentence = told(template, most=LONGEST_S)
        case Fault.CLIPPED:
            sentence = told("it is too loud and distorted: record it again, farther from the microphone.")
        case Fault.WRONG_WORD:
            template = "by the other speakers' voices this is '{other}' and not '{word}': listen to it."
            sentence = told(template, other=refused.heard_as, word=refused.word)
    return placed(refused.place, sentence)


def _none(lesson: Lesson) -> Iterator[Sentence]:
    if lesson.taught.speakers < FEWEST_SPEAKERS:
        template = (
            "Nothing was written: {count} speakers can be used, and {needed} are needed to see whether strangers "
            "are heard."
        )
        yield told(template, count=lesson.taught.speakers, needed=FEWEST_SPEAKERS)
    else:
        yield told("Nothing was written: no word is told from the others. Choose words that sound less alike.")


def _written(lesson: Lesson, target: Path) -> Iterator[Sentence]:
    taught = lesson.taught
    parts = {"live": len(taught.passed), "words": len(taught.examples), "speakers": taught.speakers}
    yield told("{live} of {words} words by {speakers} speakers can be said from now on.", **parts)
    template = "Written: {folder}. No sound is kept in it. A running line hears it after it is started again."
    yield told(template, folder=target)

"""`./amparo prompts units LANGUAGE`: what to record so that numbers, days and hours can be said in a language."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from flows.messages import Sentence, Translate, told
from ivr import wordings
from ivr.authoring.telling import tell
from ivr.settings import Settings
from prompts import files
from prompts.errors import PromptError
from prompts.reading import TAG
from prompts.script import Chapter, Cue, script

NAME_WIDTH = 24
"""Columns; the longest name is direction.at_the_station."""


def units(settings: Settings, language: str, out: Path | None, translate: Translate) -> int:
    """Print the script, or write it to a file. Raises PromptError."""
    if not TAG.fullmatch(language):
        template = "'{language}' is no language; give two or three small letters, like fr."
        raise PromptError(told(template, language=language))
    folder = settings.prompts.recordings / language
    chapters = script(wordings.texts(settings, None), language, lambda name: (folder / f"{name}.wav").is_file())
    lines = _lines(chapters, language)
    if out is None:
        tell(lines, translate)
        return 0
    files.write(out, "".join(f"{line.text(translate)}\n" for line in lines).encode())
    tell([told("The script is in {file}.", file=out)], translate)
    return 0


def _lines(chapters: tuple[Chapter, ...], language: str) -> Iterator[Sentence]:
    cues = [cue for chapter in chapters for cue in chapter.cues]
    template = (
        "Spoken units in '{language}': {count} recordings, {done} of them are there; {minutes} minutes of speech."
    )
    done = sum(cue.recorded for cue in cues)
    yield told(template, language=language, count=len(cues), done=done, minutes=_minutes(cues))
    yield told("Say each one alone, with a level voice that does not fall at the end.")
    yield told("Where a part is in square brackets, say only that; what is in braces are other recordings.")
    yield told("hour.9 is the file {language}/hour.9.wav in the folder of recordings.", language=language)
    for chapter in chapters:
        yield from _chapter(chapter)


def _chapter(chapter: Chapter) -> Iterator[Sentence]:
    cues = chapter.cues
    yield Sentence("")
    yield told("{title}: {count}, {minutes} minutes", title=chapter.title, count=len(cues), minutes=_minutes(cues))
    before = ""
    for cue in cues:
        if cue.note.where != before:
            before = cue.note.where
            yield told("    where: {where}; keep: {keep}", where=before, keep=cue.note.keep)
        yield _cue(cue)
    if any(
        cue.part.prompt.startswith("tens.") and cue.part.wording == cue.sentence and not cue.english for cue in cues
    ):
        yield told("    Numbers that your language says otherwise: record them whole, as count.21 to count.99.")


def _cue(cue: Cue) -> Sentence:
    sentence = f"{cue.sentence} = {cue.english}" if cue.english else cue.sentence
    mark, name = "x" if cue.recorded else " ", cue.part.name.ljust(NAME_WIDTH)
    template = "[{mark}] {name} {seconds} s  {sentence}"
    return told(template, mark=mark, name=name, seconds=f"{cue.seconds:.1f}", sentence=sentence)


def _minutes(cues: Iterable[Cue]) -> str:
    return f"{sum(cue.seconds for cue in cues) / 60:.1f}"

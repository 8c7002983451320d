"""An installation's own texts and words as one text, so that they can be kept as a version, and back.

Its first line says what it is. Then each file has a line with its name and how many letters it has, and its text to the
letter. No own files are the empty text.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from flows.messages import told
from prompts.errors import PromptError, at
from prompts.files import alone as files_alone
from prompts.files import write
from prompts.own import Files, Own
from prompts.reading import TAG

FIRST = "amparo wording 1"
MOST = 4_000_000
"""Letters of all files together: ten times what the program brings."""
TEXTS, WORDS = "texts", "words"
SUFFIXES = {TEXTS: ".po", WORDS: ".yaml"}


def read(own: Own) -> Files:
    """What lies in the folders, which may be missing. Raises PromptError."""
    files = Files(_folder(own.texts, SUFFIXES[TEXTS]), _folder(own.words, SUFFIXES[WORDS]), own.home)
    if sum(map(len, (*files.texts.values(), *files.words.values()))) > MOST:
        template = "the texts and words here are too much: {most} letters at most."
        raise PromptError(told(template, most=MOST), str(own.home))
    return files


def alone(own: Own) -> AbstractContextManager[None]:
    """Nobody else writes these files meanwhile."""
    own.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return files_alone(own.texts)


def put(own: Own, files: Files) -> None:
    """Write these in the place of what lies there; whoever does it is `alone`."""
    for folder, suffix, texts in ((own.texts, SUFFIXES[TEXTS], files.texts), (own.words, SUFFIXES[WORDS], files.words)):
        for tag in _folder(folder, suffix).keys() - texts.keys():
            (folder / f"{tag}{suffix}").unlink()
        for tag, text in texts.items():
            write(folder / f"{tag}{suffix}", text.encode())


def _folder(folder: Path, suffix: str) -> dict[str, str]:
    """By language; files of other names are none of ours."""
    found = sorted(file for file in folder.glob(f"*{suffix}") if TAG.fullmatch(file.stem))
    return {file.stem: _text(file) for file in found}


def _text(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            text = opened.read(4 * MOST + 1).decode()
    except (OSError, UnicodeDecodeError) as error:
        raise _inside(file, at(file, None, "this is no text: {error}", error=error)) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise _inside(file, at(file, line, "it has the invisible character U+0000; write it again without."))
    return text


def _inside(file: Path, error: PromptError) -> PromptError:
    return PromptError(error.sentence, str(file.parent / error.place))


def bundle(files: Files) -> str:
    """As one text; the same files give the same text."""
    if files.empty:
        return ""
    return f"{FIRST}\n" + "".join(f"{name} {len(text)}\n{text}\n" for name, text in _named(files))


def _named(files: Files) -> Iterator[tuple[str, str]]:
    for folder, texts in ((TEXTS, files.texts), (WORDS, files.words)):
        yield from ((f"{folder}/{tag}{SUFFIXES[folder]}", texts[tag]) for tag in sorted(texts))


def opened(text: str, name: str) -> Files:
    """The files in such a text; `name` is what mistakes call it. Raises PromptError."""
    found: dict[str, dict[str, str]] = {TEXTS: {}, WORDS: {}}
    if text:
        for folder, language, content in _sections(text, name):
            found[folder][language] = content
    return Files(found[TEXTS], found[WORDS], Path(name))


def _sections(text: str, name: str) -> Iterator[tuple[str, str, str]]:
    first, _, rest = text.partition("\n")
    at_ = len(first) + 1
    if first != FIRST or not rest:
        raise _damaged(name)
    while at_ < len(text):
        end = text.find("\n", at_)
        place, _, letters = text[at_ : max(end, at_)].rpartition(" ")
        folder, _, file = place.partition("/")
        language, dot, suffix = file.partition(".")
        known = SUFFIXES.get(folder) == dot + suffix and TAG.fullmatch(language)
        if not known or not (letters.isascii() and letters.isdigit()) or len(letters) > len(str(MOST)):
            raise _damaged(name)
        stop = end + 1 + int(letters)
        if text[stop : stop + 1] != "\n":
            raise _damaged(name)
        yield folder, language, text[end + 1 : stop]
        at_ = stop + 1


def _damaged(name: str) -> PromptError:
    return PromptError(told("it is not what was kept: somebody has changed it in the database."), name)

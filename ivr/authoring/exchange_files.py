"""What an import writes: flows, texts and words as this project has them, and what was left behind."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import polib  # type: ignore[import-untyped]  # it ships no types

from flows.exchange.errors import ExchangeError
from flows.exchange.imported import Imported
from flows.exchange.wording import Wording
from flows.exchange.yaml_text import scalar
from flows.messages import Translate, told
from prompts.catalogue import SOURCE
from prompts.files import write

REPORT = "report.txt"
HEADER = "What the line says: {language}.\nreview: none (drafted)\nImported: look at every text before it is spoken."
WORDS = (
    "# What callers may say: {language}.\n"
    "# review: none (drafted)\n"
    "# Imported. Each option needs three phrases, and a phrase stands in one option only.\n"
)
TONE = "calm and friendly, like the rest of the line"
_BRACES = str.maketrans("{}", "()")


def files(imported: Imported, translate: Translate) -> dict[str, bytes]:
    """Path inside the folder to content."""
    texts = {f"texts/{tag}.po": text for tag, text in _texts(imported.prompts)}
    words = {f"words/{tag}.yaml": _words(tag, book) for tag, book in imported.words.items() if book}
    report = "".join(f"{left.text(translate)}\n" for left in imported.report)
    listed = {**imported.flows, **texts, **words, **({REPORT: report} if report else {})}
    return {path: text.encode() for path, text in listed.items()}


def put(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write all of it, or nothing. Raises ExchangeError where a file is there already."""
    there = [path for path in contents if (folder / path).exists()]
    if there:
        raise ExchangeError(str(folder / there[0]), told("it is there already; import into another folder."))
    made = [each for each in (folder, folder / "texts", folder / "words") if not each.exists()]
    done: list[Path] = []
    try:
        for path, content in contents.items():
            done.append(folder / path)
            write(folder / path, content)
    except BaseException:
        _undo(done, made)
        raise


def _undo(files_written: Iterable[Path], made: Iterable[Path]) -> None:
    for file in files_written:
        file.unlink(missing_ok=True)
    for folder in reversed(list(made)):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


# -- texts --------------------------------------------------------------------------------------------------


def _texts(prompts: Iterable[Wording]) -> Iterator[tuple[str, str]]:
    """(language, PO file); English always, since translators work from it."""
    wordings = tuple(prompts)
    tags = dict.fromkeys((SOURCE, *(tag for wording in wordings for tag in wording.texts)))
    for tag in tags if wordings else ():
        made = polib.POFile(wrapwidth=110)
        made.header = HEADER.format(language=tag)
        made.metadata = {
            "Project-Id-Version": "amparo",
            "Language": tag,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
        }
        made.extend(_entry(wording, tag) for wording in wordings)
        yield tag, f"{made}\n"


def _entry(wording: Wording, tag: str) -> polib.POEntry:
    """A text with parts of another program is marked, so that it is not spoken."""
    source = wording.texts.get(SOURCE) or next(iter(wording.texts.values()), wording.name)
    fuzzy = tag in wording.foreign and ["fuzzy"]
    return polib.POEntry(
        msgctxt=wording.name,
        msgid=_plain(wording, source),
        msgstr=_plain(wording, wording.texts.get(tag, "")),
        comment=f"where: {' '.join(wording.about.split()) or wording.name}\ntone: {TONE}",
        flags=fuzzy or [],
    )


def _plain(wording: Wording, text: str) -> str:
    """Braces are our variables, and no stranger's."""
    return text if wording.ours else text.translate(_BRACES)


def _words(tag: str, book: Mapping[str, Iterable[str]]) -> str:
    options = ("\n".join([f"{scalar(name)}:", *(f"  - {scalar(each)}" for each in book[name])]) for name in book)
    return WORDS.format(language=tag) + "".join(f"\n{option}\n" for option in options)

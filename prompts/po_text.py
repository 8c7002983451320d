"""The text of a PO file, and its entries; wherever the text comes from, it is read in the same way."""

from pathlib import Path

import polib  # type: ignore[import-untyped]  # it ships no types

from prompts.errors import at


def text_of(file: Path) -> str:
    """What is written in it. Raises PromptError."""
    try:
        return file.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise at(file, None, "this is not a PO file: {error}", error=error) from error


def entries(file: Path, text: str) -> list[polib.POEntry]:
    """All of them, obsolete ones too; `file` is where mistakes are. Raises PromptError."""
    try:
        return list(polib.pofile(_Lines(text.replace("\r\n", "\n").replace("\r", "\n") + "\n"), encoding="utf-8"))
    except OSError as error:
        raise at(file, None, "this is not a PO file: {error}", error=error) from error


class _Lines(str):
    """A text whose lines end where those of a file do; `str` also breaks at signs that may stand in a wording.

    It holds a line's end, so that polib never takes it for the name of a file.
    """

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:
        """Without the last, empty one."""
        lines = self.split("\n")[:-1]
        return [f"{line}\n" for line in lines] if keepends else lines

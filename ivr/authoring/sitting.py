"""One walk through a flow: what is typed or scripted is done, and what happens is shown, heard and kept."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from flows.messages import Sentence, Translate, told
from flows.state import Speaking
from flows.walk import Walk, WalkError, verb
from ivr.authoring import possible
from ivr.authoring.asked import NotThere
from ivr.authoring.kept import Keeper
from ivr.authoring.shown import Shown
from ivr.authoring.speaking import Speaker
from ivr.authoring.typed import Phrases, is_phrase, understood

QUIT = frozenset({"quit", "exit"})
OWN = frozenset({"help", "names"})
"""Meant for the walker, where no caller can say it."""


@dataclass
class Sitting:
    """A walked call with somebody before it."""

    walked: Walk
    shown: Shown
    phrases: Phrases
    translate: Translate
    keeper: Keeper
    speaker: Speaker | None = None
    """Says aloud what happens; None: the walk is silent, or only written down."""
    _heard: int = field(default=0)
    """Moments that were said aloud."""

    # -- doing ----------------------------------------------------------------------------------------------

    def script(self, lines: Iterable[str], place: str) -> None:
        """Do what each line says up to `quit`, without waiting in between. Raises NotThere with the line."""
        self.show()
        for number, line in enumerate(lines, 1):
            if _quits(line.removeprefix("> ")):
                break
            if line.strip() and not line.startswith("# "):
                self._scripted(line.strip().removeprefix("> "), f"{place}:{number}")
        self.rest()

    def _scripted(self, line: str, place: str) -> None:
        try:
            self._do(line)
        except WalkError as error:
            raise NotThere(told("{place}: {sentence}", place=place, sentence=error.sentence)) from None
        finally:
            self.show()

    def typed(self, lines: Iterable[str]) -> None:
        """Do what is typed, and hear everything out after each line, until the call or the lines are over."""
        self.tell(told("Type a key or what a caller says. ? shows everything else."))
        self.rest()
        for line in lines:
            if _quits(line):
                break
            self._line(line.strip())
            if self.walked.state.ended:
                break

    def _line(self, line: str) -> None:
        try:
            if not self._command(line):
                self._do(line)
        except (WalkError, NotThere) as error:
            self.tell(error.sentence)
        self.rest()

    def _command(self, line: str) -> bool:
        """Whether it was for the walker and not for the call."""
        word, _, rest = line.partition(" ")
        if not line:
            return True
        if line == "?":
            self._tell_all(possible.everything(self.walked, self.phrases))
        elif is_phrase(line, self.walked, self.phrases):
            if line in OWN:
                self.tell(told("“{word}” is what a caller says here; for help type ?", word=line))
            return False
        elif line == "help":
            self._tell_all(possible.everything(self.walked, self.phrases))
        elif line == "names":
            self.shown.names = not self.shown.names
        elif word == "save" and rest:
            self.tell(self.keeper.keep(self.walked, Path(rest.strip())))
        else:
            return False
        return True

    def _do(self, line: str) -> None:
        """One line: actions with ; between them happen before anything is heard out."""
        for part in filter(None, (part.strip() for part in line.split(";"))):
            if not verb(part):
                self._hear_out()
            meant = understood(part, self.walked, self.phrases)
            for action in meant.actions:
                self.walked.do(action)
            if meant.remark.template:
                self.tell(meant.remark)

    def _hear_out(self) -> None:
        if isinstance(self.walked.state.mode, Speaking):
            self.walked.do("hear")

    # -- showing ----------------------------------------------------------------------------------------------

    def rest(self) -> None:
        """Hear everything out, and show it with what can be done now."""
        self._hear_out()
        self.show()
        for sentence in possible.short(self.walked, self.phrases):
            sys.stdout.write(f"{self.shown.style.faint(sentence.text(self.translate))}\n")
        sys.stdout.flush()
        if self.speaker is not None:
            moments, self._heard = self.walked.moments[self._heard :], len(self.walked.moments)
            self.speaker.play(moments, self.walked.at)

    def show(self) -> None:
        """What happened since the last time."""
        for line in self.shown.news():
            sys.stdout.write(f"{line}\n")

    def tell(self, sentence: Sentence) -> None:
        """Something about the walk itself."""
        sys.stdout.write(f"{self.shown.style.trouble(sentence.text(self.translate))}\n")

    def _tell_all(self, sentences: Iterator[Sentence]) -> None:
        for sentence in sentences:
            sys.stdout.write(f"{sentence.text(self.translate)}\n")


def _quits(line: str) -> bool:
    return line.strip().lower() in QUIT

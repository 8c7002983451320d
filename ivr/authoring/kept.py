"""Keeps a walked call as a golden case that the tests replay."""

from dataclasses import dataclass
from pathlib import Path

from flows import golden
from flows.errors import FlowError
from flows.golden import Golden
from flows.messages import Sentence, told
from flows.model import FlowBook
from flows.walk import Walk, leads_up
from ivr.authoring.asked import NotThere
from prompts import files


@dataclass(frozen=True, slots=True)
class Keeper:
    """What the call depends on, and the flows it goes through."""

    base: Golden
    book: FlowBook

    def keep(self, walked: Walk, file: Path) -> Sentence:
        """Write the call; what came of it. Raises NotThere where the file is something else, OSError."""
        before = _before(file)
        kept = self.base.model_copy(update={"about": before.about if before else self.base.about})
        asked = kept.saying(tuple(f"> {action}" for action in actions(walked)))
        lines = asked.played(self.book, walked.flow)
        files.write(file, golden.text(kept.saying(lines)).encode())
        return told("{file} keeps this call.", file=file)


def actions(walked: Walk) -> tuple[str, ...]:
    """What the caller did, without hearing out where the next action waits for that anyway."""
    done = [moment.what for moment in walked.moments if isinstance(moment.what, str)]
    following = [*done[1:], "hear"]
    return tuple(what for what, then in zip(done, following, strict=True) if what != "hear" or not leads_up(then))


def check(file: Path) -> None:
    """Whether a call can be kept there, before it is walked. Raises NotThere."""
    _before(file)


def _before(file: Path) -> Golden | None:
    """The call that is kept there; None where there is no file."""
    if not file.exists():
        return None
    try:
        return golden.read(file.read_text(encoding="utf-8"), file.name)
    except (FlowError, UnicodeDecodeError):
        raise NotThere(told("{file} is there and is no saved call; choose another name.", file=file)) from None

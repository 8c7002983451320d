"""What can be wrong: the author's flow, or the program that drives the engine."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trouble:
    """One mistake in a flow file, said to its author."""

    file: str
    line: int
    """Counted from 1; 0 where the whole file is meant."""
    node: str
    """Empty where no node is meant."""
    sentence: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        node = f" node '{self.node}':" if self.node else ""
        return f"{place}:{node} {self.sentence}"


class FlowError(Exception):
    """An author's mistake: the flow is refused when it is loaded, with every place and a sentence for each."""

    def __init__(self, troubles: tuple[Trouble, ...]) -> None:
        super().__init__("\n".join(str(trouble) for trouble in troubles))
        self.troubles = troubles


class EngineMisuse(Exception):
    """A bug of ours: the engine was driven wrongly or a flow got past the loader; the call ends with an apology."""

"""What can be wrong: the author's flow, or the program that drives the engine."""

from dataclasses import dataclass

from flows.messages import Sentence, Translate, untranslated


@dataclass(frozen=True, slots=True)
class Trouble:
    """One mistake in a flow file, said to its author."""

    file: str
    line: int
    """Counted from 1; 0 where the whole file is meant."""
    node: str
    """Empty where no node is meant."""
    sentence: Sentence
    rule: str = "load"
    """Id of the lint's rule that has the reason."""

    def text(self, translate: Translate = untranslated) -> str:
        """The place, then the sentence."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        node = f" {translate('node')} '{self.node}':" if self.node else ""
        return f"{place}:{node} {self.sentence.text(translate)}"

    def __str__(self) -> str:
        return self.text()


class Refused(Exception):
    """Something an author gave cannot be used: sentences they can act on, in their language."""

    def sentences(self, translate: Translate = untranslated) -> tuple[str, ...]:
        """One sentence for each mistake, each with its place."""
        raise NotImplementedError


class FlowError(Refused):
    """An author's mistake: the flow is refused when it is loaded, with every place and a sentence for each."""

    def __init__(self, troubles: tuple[Trouble, ...]) -> None:
        super().__init__("\n".join(str(trouble) for trouble in troubles))
        self.troubles = troubles

    def sentences(self, translate: Translate = untranslated) -> tuple[str, ...]:
        return tuple(trouble.text(translate) for trouble in self.troubles)


class EngineMisuse(Exception):
    """A bug of ours: the engine was driven wrongly or a flow got past the loader; the call ends with an apology."""

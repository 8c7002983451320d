"""A file of another program that cannot be used."""

from flows.errors import Refused
from flows.messages import Sentence, Translate, untranslated


class ExchangeError(Refused):
    """The file is refused as a whole; one sentence with its name."""

    def __init__(self, file: str, sentence: Sentence) -> None:
        super().__init__(f"{file}: {sentence}")
        self.file = file
        self.sentence = sentence

    def sentences(self, translate: Translate = untranslated) -> tuple[str, ...]:
        return (f"{self.file}: {self.sentence.text(translate)}",)


def refuse(file: str, sentence: Sentence) -> ExchangeError:
    """The error to raise."""
    return ExchangeError(file, sentence)

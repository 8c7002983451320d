"""What is wrong with texts, words or recordings."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.errors import Refused
from flows.messages import Sentence, Translate, told, untranslated


class PromptError(Refused):
    """A file of prompts cannot be used; a sentence with the place, for its author."""

    def __init__(self, sentence: Sentence, place: str = "") -> None:
        super().__init__(f"{place}: {sentence}" if place else str(sentence))
        self.sentence = sentence
        self.place = place

    def sentences(self, translate: Translate = untranslated) -> tuple[str, ...]:
        text = self.sentence.text(translate)
        return (f"{self.place}: {text}" if self.place else text,)


def at(file: Path, number: int | None, template: str, /, **values: object) -> PromptError:
    """A PromptError that begins with the place: `fr.po:31: what`; the template is as for `told`."""
    return PromptError(told(template, **values), file.name if number is None else f"{file.name}:{number}")


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Mistakes in files of an installation's own are told with their folder: the shipped ones have the same names."""
    try:
        yield
    except PromptError as wrong:
        raise PromptError(wrong.sentence, str(folder / wrong.place)) from wrong

"""What somebody asked for by name: flows, files and languages; a name that is not there is one sentence."""

from collections.abc import Iterable
from pathlib import Path

from flows.check import near
from flows.errors import Refused
from flows.messages import Sentence, Translate, told, untranslated
from flows.model import FlowBook


class NotThere(Refused):
    """Something that was asked for cannot be had; one sentence."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence

    def sentences(self, translate: Translate = untranslated) -> tuple[str, ...]:
        return (self.sentence.text(translate),)


def is_file(name: str) -> bool:
    """Whether a word names a flow file rather than a flow."""
    return name.endswith((".yaml", ".yml")) or "/" in name


def files(names: Iterable[str]) -> tuple[Path, ...]:
    """The files among these words."""
    return tuple(Path(name) for name in names if is_file(name))


def flow(book: FlowBook, name: str) -> str:
    """The flow of this name. Raises NotThere."""
    if name not in book.flows:
        template = "there is no flow '{name}'.{near} There are: {known}."
        raise NotThere(told(template, name=name, near=near(name, book.flows), known=", ".join(book.flows)))
    return name


def language(name: str, known: Iterable[str]) -> str:
    """The language of this tag. Raises NotThere."""
    tags = tuple(dict.fromkeys(known))
    if name not in tags:
        template = "there is no language '{name}' here.{near} There are: {known}."
        raise NotThere(told(template, name=name, near=near(name, tags), known=", ".join(tags)))
    return name

"""What a phrase means at a question, where two of its choices have it. Pure.

A phrase means what was read out, before the shortcuts of the menu, which nobody hears. Whether a caller could mean the
other one is decided here, for the lint and for sheets of words alike.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from flows.lint.echo import says
from flows.lint.wordings import spoken_words
from flows.model import Flow
from flows.nodes.ask import Ask
from flows.nodes.base import Node
from flows.nodes.menu import Menu
from flows.nodes.subflow import Subflow


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be said."""

    option: str
    """The name of its words, and of the prompt that names it."""
    field: str = ""
    """Inside of the node: `options.doctor`."""
    shortcut: bool = False
    """It is not read out."""
    leads: str = ""
    """The same for two that lead to the same place; empty where that is not known."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its choices: what is read out first."""

    flow: str
    node: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """A phrase that can mean two things at a question."""

    asked: Asked
    phrase: str
    """As the second has it; empty where both are one option and lead to different places."""
    one: Choice
    other: Choice


@dataclass(frozen=True, slots=True)
class Words:
    """What is said in a language."""

    language: str
    phrases: Callable[[str], Iterable[str]]
    """Of an option."""
    wording: Callable[[str], str]
    """Of a prompt."""


def asked(flow: Flow) -> Iterator[Asked]:
    """Every question of a flow that offers choices of its own."""
    for name, node in flow.nodes.items():
        if choices := tuple(_choices(flow, node)):
            yield Asked(flow.flow, name, choices)


def _choices(flow: Flow, node: Node) -> Iterator[Choice]:
    match node:
        case Menu(options=options, shortcuts=cuts):
            yield from (Choice(o.prompt, f"options.{n}", False, _place(flow, o.next)) for n, o in options.items())
            yield from (Choice(c.prompt, f"shortcuts.{n}", True, _place(flow, c.next)) for n, c in cuts.items())
        case Ask(answers=answers):
            yield from (Choice(a.prompt, f"answers.{n}", False, n) for n, a in answers.items())


def _place(flow: Flow, target: str) -> str:
    """A visit of another flow is known by where it goes."""
    node = flow.nodes.get(target)
    return f"{node.flow}/{node.node}" if isinstance(node, Subflow) else target


def clashes(question: Asked, words: Words, unheard: Iterable[str] = ()) -> Iterator[Clash]:
    """What can mean two things there; `unheard` are options that are no shortcuts in this language."""
    deaf = frozenset(unheard)
    meant: dict[tuple[str, ...], Choice] = {}
    for choice in question.choices:
        if choice.shortcut and choice.option in deaf:
            continue
        for phrase in words.phrases(choice.option):
            first = meant.setdefault(spoken_words(phrase), choice)
            if first is not choice and not _plain(first, choice, phrase, words):
                yield Clash(question, phrase, first, choice)


def _plain(one: Choice, other: Choice, phrase: str, words: Words) -> bool:
    """Whether nobody can mean the other: both are the same, or only the first was just read out with these words."""
    if one.leads and one.leads == other.leads:
        return True
    read_out = other.shortcut and not one.shortcut
    return read_out and one.option != other.option and says(words.wording(one.option), phrase, words.language)

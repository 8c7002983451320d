"""Phrases of a sheet that already mean something else where they would be heard. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from flows.lint import meaning
from flows.lint.meaning import Asked, Choice
from flows.messages import NOTHING, Sentence, told
from prompts.own_words import EVERYWHERE, together
from prompts.words import WordBook
from speech.vocabulary import normal

_PLACE = re.compile(r"flow (?P<flow>\w+), at '(?P<node>\w+)': name of (?P<option>the choice )?'(?P<name>\w+)'")
"""As `flows.heard` says at what question a choice can be said."""


@dataclass(frozen=True, slots=True)
class Questions:
    """What is known of the places where phrases are heard."""

    asked: tuple[Asked, ...] = ()
    """Of the flows here."""
    wording: Callable[[str, str], str] = lambda _prompt, _language: ""
    """Of a prompt in a language."""

    def beside(self, rows: Iterable[tuple[str, str]]) -> "Questions":
        """With those that a sheet tells of, by (name, where): its flow may be nowhere else yet."""
        found: dict[tuple[str, str], list[Choice]] = {}
        for name, where in rows:
            for place in _PLACE.finditer(where):
                cut = not place["option"]
                choice = Choice(name, f"{'shortcuts' if cut else 'options'}.{place['name']}", cut)
                found.setdefault((place["flow"], place["node"]), []).append(choice)
        known = {(one.flow, one.node): one.choices for one in self.asked}
        merged = {place: _merged(known.get(place, ()), choices) for place, choices in found.items()}
        return Questions(tuple(Asked(*place, choices) for place, choices in (known | merged).items()), self.wording)


def _merged(known: tuple[Choice, ...], more: Iterable[Choice]) -> tuple[Choice, ...]:
    """What is read out first."""
    options = {one.option for one in known}
    return tuple(sorted((*known, *(one for one in more if one.option not in options)), key=lambda one: one.shortcut))


@dataclass(frozen=True, slots=True)
class _Taken:
    phrase: str
    other: str
    asked: Asked | None = None
    """The question; any where it is None."""


class Meanings:
    """What every phrase of a language means, while rows are taken."""

    def __init__(self, words: WordBook, language: str, questions: Questions) -> None:
        self._said = {option: words.phrases(option, language) for option in words.options(language)}
        self._unheard = words.no_shortcut(language)
        self._asked: dict[str, list[Asked]] = {}
        for question in questions.asked:
            for option in {choice.option for choice in question.choices}:
                self._asked.setdefault(option, []).append(question)
        self._language, self._wording = language, questions.wording

    def take(self, option: str, phrases: tuple[str, ...]) -> None:
        """These instead of those before."""
        self._said[option] = phrases

    def clash(self, option: str, phrases: tuple[str, ...]) -> Iterator[Sentence]:
        """Why an option cannot have these phrases now: at each question they mean one thing."""
        found = {normal(one.phrase): one for one in (*self._at_questions(option, phrases), *self._any(option, phrases))}
        yield from (_everywhere(one) for one in found.values() if one.asked is None)
        if asked := [(one.asked, one) for one in found.values() if one.asked]:
            yield _there(asked[0][0], *(one for _, one in asked))

    def _any(self, option: str, phrases: tuple[str, ...]) -> Iterator[_Taken]:
        for other, theirs in self._said.items():
            if together(option, other):
                said = {normal(phrase) for phrase in theirs}
                yield from (_Taken(phrase, other) for phrase in phrases if normal(phrase) in said)

    def _at_questions(self, option: str, phrases: tuple[str, ...]) -> Iterator[_Taken]:
        own = {normal(phrase): phrase for phrase in phrases}
        words = meaning.Words(
            self._language,
            lambda name: phrases if name == option else self._said.get(name, ()),
            lambda prompt: self._wording(prompt, self._language),
        )
        for question in self._asked.get(option, ()):
            for clash in meaning.clashes(question, words, self._unheard):
                pair = (clash.one.option, clash.other.option)
                if option in pair and pair[0] != pair[1]:
                    other = pair[0] if pair[1] == option else pair[1]
                    yield _Taken(own[normal(clash.phrase)], other, question)


def _everywhere(taken: _Taken) -> Sentence:
    template = "'{phrase}' is already said for {other}, and both are always heard; leave it to one of them."
    if taken.other in EVERYWHERE:
        template = "'{phrase}' is what callers say for {other} at any place; leave it out here."
    return told(template, phrase=taken.phrase, other=taken.other)


def _there(asked: Asked, first: _Taken, *others: _Taken) -> Sentence:
    also = NOTHING
    if others:
        listed = ", ".join(f"'{one.phrase}' ({one.other})" for one in others)
        also = told(" Also taken here: {phrases}.", phrases=listed)
    template = "'{phrase}' is already said for {other} ({place}). Choose another, such as two words.{also}"
    place = told("flow {flow}, at '{node}'", flow=asked.flow, node=asked.node)
    return told(template, phrase=first.phrase, other=first.other, place=place, also=also)

"""A walked call for people: wording instead of names, pauses and keys as one reads them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from flows.effects import FindPerson, Gap, HangUp, Item, Play, Record, Spoken, StopPlaying
from flows.limits import KEY_GAP_MS
from flows.messages import Sentence, Translate, later, told, untranslated
from flows.step import Answered, Entered, Erred
from flows.walk import Moment, Walk
from ivr.authoring.style import Style, isolated

Wording = Callable[[Spoken], str]
"""What is said; empty where nobody has written it."""
PAUSE = " … "
"""Between an option and its key."""
KEYS = {"star": "*", "hash": "#"}
UNIVERSAL = {
    "@person": later("a person"),
    "@danger": later("danger"),
    "@again": later("again"),
    "@slower": later("slower"),
    "@back": later("back"),
    "@language": later("another language"),
}
"""What the universal keys and words are called."""


@dataclass
class Shown:
    """What of a call has been shown, and how the rest is."""

    walked: Walk
    wording: Wording
    style: Style = field(default_factory=Style)
    translate: Translate = untranslated
    names: bool = True
    """Whether prompts are named beside their wording."""
    _seen: int = 0

    def news(self) -> Iterator[str]:
        """Lines for what happened since the last time."""
        moments = self.walked.moments[self._seen :]
        self._seen = len(self.walked.moments)
        for moment in moments:
            yield from self._lines(moment)

    def _lines(self, moment: Moment) -> Iterator[str]:
        match moment.what:
            case Entered(place):
                kind = self.walked.book.node(place).kind
                yield f"{self.style.strong(str(place))}  {self.style.faint(f'{kind}, {_clock(moment.at)}')}"
            case Play(_, items, slow, quiet):
                yield from self._said(items, slow=slow, quiet=quiet)
            case str(action):
                yield from self._done(action)
            case other:
                if sentence := _sentence(other):
                    yield f"    {self.style.trouble(self._say(sentence))}"

    def _say(self, sentence: Sentence) -> str:
        return sentence.text(self.translate)

    # -- the line ---------------------------------------------------------------------------------------------

    def _said(self, items: tuple[Item, ...], *, slow: bool, quiet: bool) -> Iterator[str]:
        how = [told("slowly")] if slow else []
        how += [told("less loud")] if quiet else []
        if how:
            yield f"    ({', '.join(self._say(sentence) for sentence in how)})"
        for row in rows(items):
            yield self._row(row)

    def _row(self, row: tuple[Spoken, ...]) -> str:
        key = next((_key(spoken) for spoken in row if _key(spoken)), "")
        text = isolated(PAUSE.join(self._worded(spoken) for spoken in row))
        names = ", ".join(_named(spoken) for spoken in row)
        beside = f"   {self.style.faint(f'({names})')}" if self.names else ""
        return f"  {row[0].language:>3}  {self.style.strong(key) or ' '}  {text}{beside}"

    def _worded(self, spoken: Spoken) -> str:
        return self.wording(spoken) or self.style.trouble(f"<{_named(spoken)}: {self._say(told('no wording'))}>")

    # -- the caller -------------------------------------------------------------------------------------------

    def _done(self, action: str) -> Iterator[str]:
        if action != "hear":
            yield self.style.caller(f"> {action}")


def rows(items: tuple[Item, ...]) -> Iterator[tuple[Spoken, ...]]:
    """What belongs on a line: an option and its key, with the short pause between them."""
    row: list[Spoken] = []
    joins = False
    for item in items:
        if isinstance(item, Gap):
            joins = item == Gap(KEY_GAP_MS)
            continue
        if row and not joins:
            yield tuple(row)
            row = []
        row.append(item)
        joins = False
    if row:
        yield tuple(row)


def _key(spoken: Spoken) -> str:
    name = spoken.prompt.removeprefix("key.")
    return KEYS.get(name, name) if name != spoken.prompt else ""


def _named(spoken: Spoken) -> str:
    values = ", ".join(value for _, value in spoken.values)
    return f"{spoken.prompt} {values}" if values else spoken.prompt


def _sentence(what: object) -> Sentence | None:
    match what:
        case Answered() | Erred():
            return _noted(what)
        case FindPerson(_, language, topic):
            return told("a person is looked for: {wanted}", wanted=", ".join(filter(None, (language, topic))))
        case Record(_, max_ms, _):
            return told("a message is recorded, {seconds} s at most", seconds=max_ms // 1000)
        case StopPlaying():
            return told("– what was being said is cut off")
        case HangUp():
            return told("the line hangs up")
    return None


def _noted(what: Answered | Erred) -> Sentence:
    match what:
        case Answered(_, name, "key"):
            return told("→ {name}, by key", name=called(name))
        case Answered(_, name, _):
            return told("→ {name}, by voice", name=called(name))
        case Erred(_, "no_input", count):
            return told("nothing was said or pressed: error {count} here", count=count)
    return told("that is no answer here: error {count} here", count=what.count)


def called(option: str) -> Sentence | str:
    """An option in words, where it is one of every question."""
    template = UNIVERSAL.get(option)
    return told(template) if template else option


def _clock(milliseconds: int) -> str:
    seconds = milliseconds // 1000
    return f"{seconds // 60}:{seconds % 60:02}"

"""Play a flow from a script of caller behaviour, on an exact clock, without sound."""

from collections.abc import Iterable

from flows.check import near
from flows.effects import DIGITS
from flows.errors import Refused
from flows.events import (
    EarsLost,
    Event,
    Heard,
    HungUp,
    KeyPressed,
    NobodyFree,
    NotUnderstood,
    PersonJoined,
    PersonLeft,
    RecordingDone,
    Silence,
    SoundMade,
)
from flows.messages import Sentence, Translate, told, untranslated
from flows.model import FlowBook
from flows.state import Finding, Listening, Recording, Sounding, WithPerson
from flows.walked import SPOKEN_MS, Moment, Walked, fixed

__all__ = ["ACTIONS", "SPOKEN_MS", "Moment", "Walk", "WalkError", "fixed", "leads_up", "verb", "walk"]

ACTIONS = {
    "key": "key 2",
    "early": "early 2",
    "say": "say menu.law",
    "mumble": "mumble menu.law",
    "nonsense": "nonsense",
    "sound": "sound",
    "pause": "pause",
    "silence": "silence",
    "hear": "hear",
    "wait": "wait 130",
    "message": "message 5",
    "ears": "ears lost",
    "joined": "joined 30",
    "nobody": "nobody",
    "left": "left 60",
    "hang": "hang up",
}
"""Every action of a caller, with an example."""
AT_ONCE = frozenset({"early", "hang", "wait", "hear"})
"""Does not wait for the question."""
AT_A_PAUSE = frozenset({"sound", "pause", "ears"})
"""Waits until the line does, if only for a sound after an option."""
PEOPLE = frozenset({"joined", "left", "nobody"})
"""Waits only until everything is said."""
SOME_DIGITS = "3 1 4"
"""How digits are said in a script."""
CALLER_MS = 1_000
"""A key or a word comes so long after the question."""


class WalkError(Refused):
    """The script asks for something that cannot happen there; the sentence says what."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence

    def sentences(self, translate: Translate = untranslated) -> tuple[str, ...]:
        return (self.sentence.text(translate),)


def verb(action: str) -> str:
    """Its first word, where it is an action; else nothing."""
    word = action.strip().partition(" ")[0]
    return word if word in ACTIONS else ""


def leads_up(action: str) -> bool:
    """Whether an action waits until everything is said, so that hearing it all before changes nothing."""
    return verb(action) not in AT_ONCE


class Walk(Walked):
    """One call, walked by actions of its caller."""

    def do(self, action: str) -> None:
        """One action of the caller. Raises WalkError where it cannot happen, and leaves the walk as it was.

        `key 2` (waits for the question), `early 2` (does not), `say menu.law`, `say 3 1 4` (digits), `mumble menu.law`
        (heard unsurely), `nonsense`, `sound` (any sound, in the pause after an option), `pause` (none in it), `silence`
        (until something happens), `hear` (everything that is being said), `wait 130` (seconds), `message 5` (seconds),
        `ears lost` (or `ears full`: keys are left), `joined 30`, `nobody` and `left 60` (a person, after seconds),
        `hang up`.
        """
        word, _, rest = action.strip().partition(" ")
        before = self.mark()
        try:
            self._lead_up(word)
            event = self._event(word, rest, action)
        except WalkError:
            self.back_to(before)
            raise
        self.at = max(self.at, event.at) if event else self.at
        self.moments.append(Moment(self.at, action))
        match word:
            case "hear":
                self.hear()
            case "wait":
                self.wait(_seconds(rest, action) * 1_000)
            case "silence":
                self.tick()
        if event is not None:
            self.post(event)

    def _lead_up(self, word: str) -> None:
        if word in PEOPLE:
            self.hear()
        elif word in AT_A_PAUSE:
            self.pause()
        elif word not in AT_ONCE:
            self.settle()

    def _event(self, word: str, rest: str, action: str) -> Event | None:
        """What an action is to the engine; None where only time passes."""
        match word:
            case "hear" | "silence":
                return None
            case "wait":
                _seconds(rest, action)
                return None
            case "early":
                return KeyPressed(self.at, rest)
            case "hang":
                return HungUp(self.at)
            case "joined" | "left" | "nobody":
                return self._person(word, rest, action)
        return self._answer(word, rest, action)

    def _answer(self, word: str, rest: str, action: str) -> Event:
        mode = self.state.mode
        if word not in ACTIONS:
            raise WalkError(told("'{action}' is no caller action.{near}", action=action, near=near(word, ACTIONS)))
        if word == "key" and isinstance(mode, Listening | Recording):
            return KeyPressed(self.at + CALLER_MS, rest)
        if word == "message" and isinstance(mode, Recording):
            long = _seconds(rest, action) * 1_000
            return RecordingDone(self.at + long, mode.record, long)
        if word in AT_A_PAUSE and isinstance(mode, Sounding):
            return self._sounded(mode.listen, word)
        if isinstance(mode, Listening) and word not in {"key", "message", "sound", "pause"}:
            return self._spoken(mode.listen, word, rest, action)
        raise self._impossible(action)

    def _sounded(self, listen: int, word: str) -> Event:
        match word:
            case "sound":
                return SoundMade(self.at + CALLER_MS, listen)
            case "pause":
                return Silence(self.until, listen)
        return EarsLost(self.at + CALLER_MS, listen)

    def _spoken(self, listen: int, word: str, rest: str, action: str) -> Event:
        at = self.at + CALLER_MS
        match word:
            case "say" | "mumble":
                if (DIGITS in self._offered) and (digits := _digits(rest)):
                    return Heard(at, listen, DIGITS, word == "say", digits)
                self._must_be_offered(rest, action)
                return Heard(at, listen, rest, word == "say")
            case "nonsense":
                return NotUnderstood(at, listen)
        return EarsLost(at, listen, deaf=rest == "full")

    def _person(self, word: str, rest: str, action: str) -> Event:
        mode = self.state.mode
        if word == "left" and isinstance(mode, WithPerson):
            return PersonLeft(self.at + _seconds(rest, action) * 1_000, mode.find)
        if word == "joined" and isinstance(mode, Finding):
            return PersonJoined(self.at + _seconds(rest, action) * 1_000, mode.find)
        if word == "nobody" and isinstance(mode, Finding):
            return NobodyFree(self.at, mode.find)
        raise self._impossible(action)

    def _impossible(self, action: str) -> WalkError:
        template = "'{action}' cannot happen at {place}, where the call is {mode}."
        return WalkError(told(template, action=action, place=self.state.place, mode=self.state.mode.kind))

    @property
    def _offered(self) -> frozenset[str]:
        return frozenset(name for name, _ in self.listening)

    def _must_be_offered(self, option: str, action: str) -> None:
        offered = {SOME_DIGITS if name == DIGITS else name for name in self._offered}
        if option not in offered:
            known = ", ".join(sorted(offered)) or told("keys")
            template = "'{action}': only {known} can be answered there.{near}"
            raise WalkError(told(template, action=action, known=known, near=near(option, offered)))


def _digits(text: str) -> str:
    """Digits with any spaces between them; empty where it is something else."""
    digits = text.replace(" ", "")
    return digits if digits.isascii() and digits.isdecimal() else ""


def _seconds(text: str, action: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 6):
        raise WalkError(told("'{action}': give whole seconds, like 5.", action=action))
    return int(text)


def walk(book: FlowBook, flow: str, actions: Iterable[str]) -> Walk:
    """Walk a whole script. Raises WalkError."""
    walked = Walk(book, flow)
    for action in actions:
        walked.do(action)
    walked.settle()
    return walked

"""What one advance of the engine says, listens for and looks for; collects the new state, the effects and the notes."""

from typing import Any

from flows.actions import Question
from flows.effects import (
    Effect,
    FindPerson,
    Gap,
    HangUp,
    Item,
    Listen,
    Play,
    Record,
    StopListening,
    StopPlaying,
    StopRecording,
)
from flows.limits import AFTER_KEY_MS, ERRORS_BEFORE_KEYS, NO_INPUT_MS
from flows.model import LANGUAGE, FlowBook
from flows.nodes import AnyNode, Here
from flows.nodes.consent import YES, Consent
from flows.nodes.handover import UNKNOWN
from flows.nodes.language import Language
from flows.nodes.menu import Menu
from flows.offered import to_any_sound
from flows.state import CallState, Ended, Finding, Listening, Recording, Sounding, Speaking, ThenKind, changed
from flows.step import By, Note

UNIVERSAL_WORDS = ("@person", "@danger", "@again", "@slower", "@back", "@language")
"""Options heard in every question, named like their words."""
UNIVERSAL_PROMPTS = {
    "@person": "offer.person",
    "@danger": "offer.danger",
    "@again": "offer.again",
    "@slower": "slower.on",
    "@back": "offer.back",
    "@language": "offer.language",
}
"""What a universal word is called when it has to be confirmed."""


class Saying:
    """Mutable, and gone when the Step is made; nothing of it leaves `advance`."""

    def __init__(self, book: FlowBook, state: CallState, at: int) -> None:
        self.book = book
        self.state = state
        self.at = at
        self.effects: list[Effect] = []
        self.notes: list[Note] = []
        self._over = False

    # -- looking ---------------------------------------------------------------------------------

    @property
    def node(self) -> AnyNode:
        return self.book.node(self.state.place)

    @property
    def here(self) -> Here:
        state = self.state
        keys_only = state.discreet or state.deaf or state.errors_here >= ERRORS_BEFORE_KEYS
        return Here(self.book.offer, state, keys_only, self.at)

    def question(self) -> Question:
        """A question is made of the node, the language, whether speech is heard, and whether a number has begun."""
        here = self.here
        key = (self.state.place, here.language, here.hears, here.keys_only, bool(self.state.digits))
        asked = self.book.asked.get(key)
        if asked is None:
            made = self.node.question(here)
            asked = self.book.asked[key] = to_any_sound(self.book, self.state.place.flow, made)
        return asked

    # -- changing --------------------------------------------------------------------------------

    def set(self, **changes: Any) -> None:
        self.state = changed(self.state, changes)

    def tally(self, **changes: Any) -> None:
        self.set(tally=changed(self.state.tally, changes))

    def _serial(self) -> int:
        self.set(serial=self.state.serial + 1)
        return self.state.serial

    def quiet(self) -> None:
        """Stop what is being said, listened for or recorded; nothing where it is over already."""
        mode = self.state.mode
        if not self._over:
            match mode:
                case Speaking(cut_at=None):
                    self.effects.append(StopPlaying())
                case Listening() | Sounding():
                    self.effects.append(StopListening())
                case Recording():
                    self.effects.append(StopRecording())
        self._over = True

    def over(self) -> None:
        """What was being said, listened for or recorded ended by itself."""
        self._over = True

    def used(self, by: By) -> None:
        """The caller is there, and answers like this."""
        tally = self.state.tally
        due = "" if self.state.due == "quiet" else self.state.due
        self.set(last_input_at=self.at, due=due)
        self.tally(keys=tally.keys or by == "key", voice=tally.voice or by == "voice")

    # -- speaking and listening --------------------------------------------------------------------

    def speak(self, items: tuple[Item, ...], then: ThenKind, target: str = "", skippable: bool = True) -> None:
        """Say items instead of whatever is being said."""
        if self.state.after_key:
            items = (Gap(AFTER_KEY_MS), *items)
            self.set(after_key=False)
        play = self._serial()
        if then == "hang_up":
            skippable = False
        self.set(mode=Speaking(play, then, target, skippable))
        self.effects.append(Play(play, items, self.state.slow, self.state.discreet))
        self._informed()

    def _informed(self) -> None:
        node = self.node
        if isinstance(node, Menu) and node.topic and self.state.tally.first_information_at is None:
            self.tally(first_information_at=self.at)

    def listen(self, waited_ms: int = 0) -> None:
        """Wait for the answer; so long it was quiet already."""
        listen = self._serial()
        question = self.question()
        self.set(mode=Listening(listen))
        options = self._heard(question)
        if self.state.confirming:
            self.effects.append(Listen(listen, options, NO_INPUT_MS, strict=self.consenting))
        else:
            wait_ms = question.no_input_ms - waited_ms
            self.effects.append(Listen(listen, options, wait_ms, question.patience, question.strict))

    def _heard(self, question: Question) -> tuple[tuple[str, str], ...]:
        if self.state.discreet or self.state.deaf:
            return ()  # whoever is with the caller must hear no word; and where nothing is heard, nothing is asked
        own = tuple((choice.words, choice.language) for choice in question.choices if choice.words)
        if self.here.keys_only:
            own = ()  # the universal words still work: a person and danger are never out of reach (V11, V13)
        elif self.state.confirming:
            own = (("yes", self.asking), ("no", self.asking))
        alone = self.state.language or (self.state.confirming in self.book.offer.languages)
        tongues = (self.asking,) if alone else self.book.offer.languages
        universal = tuple((word, tongue) for tongue in tongues for word in self._universal_words())
        return tuple(pair for pair in (*own, *universal) if pair[1] in self.book.offer.hearing)

    def _universal_words(self) -> tuple[str, ...]:
        """`Wrong language` can be said once there is one, and where the flows have an answer to it."""
        changeable = self.state.language is not None and self.book.has(LANGUAGE)
        return UNIVERSAL_WORDS if changeable else UNIVERSAL_WORDS[:-1]

    @property
    def consenting(self) -> bool:
        """Whether a yes now is a consent: to the question itself, or to the second one, in other words."""
        return isinstance(self.node, Consent) and self.state.confirming in {"", YES}

    @property
    def asking(self) -> str:
        """Language of the confirmation that is being asked: a language waiting for its yes asks in itself (V4)."""
        waiting = self.state.confirming
        is_language = isinstance(self.node, Language) and waiting in self.book.offer.languages
        return waiting if is_language else self.here.language

    def find(self, topic: str) -> None:
        find = self._serial()
        language = self.state.language or UNKNOWN
        if language == UNKNOWN:
            self.tally(unknown_language=True)
        self.set(mode=Finding(find, self.at), typed="")
        self.effects.append(FindPerson(find, language, topic))

    def record(self, max_ms: int, final_silence_ms: int) -> None:
        record = self._serial()
        self.set(mode=Recording(record), typed="")
        self.effects.append(Record(record, max_ms, final_silence_ms))

    def hang_up(self) -> None:
        self.set(mode=Ended())
        self.effects.append(HangUp())

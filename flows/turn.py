"""One advance of the engine while it happens: collects the new state, the effects and the notes."""

from dataclasses import replace
from typing import Any

from flows.actions import Action, AskNow, Choose, Find, Go, Question, Speak, StartRecording, Visit
from flows.effects import Effect, FindPerson, Gap, HangUp, Item, Listen, Play, Record, StopListening, StopPlaying
from flows.errors import EngineMisuse
from flows.limits import AFTER_KEY_MS, ERRORS_BEFORE_KEYS, STEPS_IN_TURN, TRAIL_MAX
from flows.model import FlowBook
from flows.nodes import AnyNode, Here
from flows.nodes.base import RETURN
from flows.nodes.handover import UNKNOWN, Handover
from flows.nodes.language import Language
from flows.nodes.menu import Menu
from flows.nodes.record import Record as RecordNode
from flows.nodes.subflow import Subflow
from flows.state import CallState, Ended, Finding, Listening, Place, Recording, Speaking, ThenKind
from flows.step import Entered, Note

UNIVERSAL_WORDS = ("@person", "@danger", "@again", "@slower", "@back")
"""Options heard in every question, named like their words."""
UNIVERSAL_PROMPTS = {
    "@person": "offer.person",
    "@danger": "offer.danger",
    "@again": "offer.again",
    "@slower": "slower.on",
    "@back": "offer.back",
}
"""What a universal word is called when it has to be confirmed."""


class Turn:
    """Mutable, and gone when the Step is made; nothing of it leaves `advance`."""

    def __init__(self, book: FlowBook, state: CallState, at: int) -> None:
        self.book = book
        self.state = state
        self.at = at
        self.effects: list[Effect] = []
        self.notes: list[Note] = []
        self._steps = 0

    # -- looking ---------------------------------------------------------------------------------

    @property
    def node(self) -> AnyNode:
        return self.book.node(self.state.place)

    @property
    def here(self) -> Here:
        return Here(self.book.offer, self.state, self.state.errors_here >= ERRORS_BEFORE_KEYS)

    def question(self) -> Question:
        return self.node.question(self.here)

    # -- changing --------------------------------------------------------------------------------

    def set(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)

    def tally(self, **changes: Any) -> None:
        self.set(tally=replace(self.state.tally, **changes))

    def _serial(self) -> int:
        self.set(serial=self.state.serial + 1)
        return self.state.serial

    def quiet(self) -> None:
        """Stop what is being said or listened for."""
        mode = self.state.mode
        if isinstance(mode, Speaking):
            self.effects.append(StopPlaying())
        elif isinstance(mode, Listening):
            self.effects.append(StopListening())

    # -- doing -----------------------------------------------------------------------------------

    def perform(self, action: Action) -> None:
        """Do what a node asked for."""
        self._steps += 1
        if self._steps > STEPS_IN_TURN:
            raise EngineMisuse(f"{self.state.place}: {STEPS_IN_TURN} nodes passed without the caller: a loop")
        match action:
            case Go(target):
                self.go(target)
            case Visit(flow, node):
                self.visit(Place(flow, node) if node else self.book.start(flow))
            case Speak(items, then, target, skippable):
                self.speak(items, then, target, skippable)
            case AskNow():
                self.ask()
            case Choose(what, name, value, target):
                self._choose(what, name, value)
                self.go(target)
            case Find(topic):
                self.find(topic)
            case StartRecording(max_ms, final_silence_ms):
                self._record(max_ms, final_silence_ms)

    def go(self, target: str) -> None:
        """To a node of this flow, or back to the flow before."""
        if target == RETURN:
            self.come_back()
        else:
            self._enter((*self.state.stack[:-1], Place(self.state.place.flow, target)))

    def visit(self, place: Place) -> None:
        """Through another flow; the same flow visited again starts over instead of nesting."""
        stack = self.state.stack
        if stack[-1].flow == place.flow:
            stack = stack[:-1]
        self._enter((*stack, place))

    def come_back(self) -> None:
        """To the node that was left: a subflow goes on, an interrupted node starts again."""
        below = self.state.stack[:-1]
        if not below:
            raise EngineMisuse(f"{self.state.place}: return with nowhere to go")
        visited = self.state.place.flow
        node = self.book.node(below[-1])
        if isinstance(node, Subflow) and node.flow == visited:
            self._enter((*below[:-1], Place(below[-1].flow, node.next)))
        else:
            self._enter(below)

    def return_to(self, stack: tuple[Place, ...]) -> None:
        """To a question that was passed before."""
        self._enter(stack)

    def follow(self, spoken: Speaking) -> None:
        """What comes after a sentence."""
        match spoken.then:
            case "listen":
                self.listen()
            case "go":
                self.go(spoken.target)
            case "again":
                self.again()
            case "hang_up":
                self.hang_up()
            case "find":
                assert isinstance(self.node, Handover)  # noqa: S101 - only handovers say this
                self.perform(self.node.find(self.here))
            case "record":
                assert isinstance(self.node, RecordNode)  # noqa: S101 - only records say this
                self.perform(self.node.start())

    def again(self) -> None:
        """The current node once more, from its beginning."""
        self._enter(self.state.stack)

    def _enter(self, stack: tuple[Place, ...]) -> None:
        self.set(stack=stack, errors_here=0, repeats=0, digits="", confirming="")
        self.notes.append(Entered(stack[-1]))
        node = self.node
        if node.asks:
            self._remember(stack)
        if isinstance(node, Language):
            self.set(language=None)
        if isinstance(node, Menu) and node.topic:
            self.tally(topic=node.topic)
        self.perform(node.enter(self.here))

    def _remember(self, stack: tuple[Place, ...]) -> None:
        trail = self.state.trail
        if not trail or trail[-1] != stack:
            self.set(trail=(*trail, stack)[-TRAIL_MAX:])

    def _choose(self, what: str, name: str, value: str) -> None:
        if what == "language":
            self.set(language=value)
        else:
            answers = {**dict(self.state.answers), name: value}
            self.set(answers=tuple(sorted(answers.items())))

    # -- speaking and listening --------------------------------------------------------------------

    def ask(self, before: tuple[Item, ...] = ()) -> None:
        """Put the question, or answer it at once with a key that was pressed before."""
        typed = self.state.typed
        self.set(typed="")
        question = self.question()
        for choice in question.choices:
            if typed and choice.key == typed:
                self.answer(choice.name)
                return
        self.speak((*before, *question.items), "listen")

    def answer(self, name: str) -> None:
        """Take an answer to the current question."""
        self.perform(self.node.answer(self.here, name))

    def speak(self, items: tuple[Item, ...], then: ThenKind, target: str = "", skippable: bool = True) -> None:
        """Say items instead of whatever is being said."""
        if self.state.after_key:
            items = (Gap(AFTER_KEY_MS), *items)
            self.set(after_key=False)
        play = self._serial()
        if then == "hang_up":
            skippable = False
        self.set(mode=Speaking(play, then, target, skippable))
        self.effects.append(Play(play, items, self.state.slow))
        self._informed()

    def _informed(self) -> None:
        node = self.node
        if isinstance(node, Menu) and node.topic and self.state.tally.first_information_at is None:
            self.tally(first_information_at=self.at)

    def listen(self) -> None:
        """Wait for the answer."""
        listen = self._serial()
        question = self.question()
        self.set(mode=Listening(listen))
        self.effects.append(Listen(listen, self._heard(question), question.no_input_ms, question.patience))

    def _heard(self, question: Question) -> tuple[tuple[str, str], ...]:
        if self.here.keys_only:
            return ()
        own = tuple((choice.words, choice.language) for choice in question.choices if choice.words)
        if self.state.confirming:
            own = (("yes", self.asking), ("no", self.asking))
        tongues = (self.here.language,) if self.state.language else self.book.offer.languages
        universal = tuple((word, tongue) for tongue in tongues for word in UNIVERSAL_WORDS)
        return tuple(pair for pair in (*own, *universal) if pair[1] in self.book.offer.hearing)

    @property
    def asking(self) -> str:
        """Language of the confirmation that is being asked: a language waiting for its yes asks in itself (V4)."""
        waiting = self.state.confirming
        return waiting if waiting in self.book.offer.languages else self.here.language

    def find(self, topic: str) -> None:
        find = self._serial()
        language = self.state.language or UNKNOWN
        if language == UNKNOWN:
            self.tally(unknown_language=True)
        self.set(mode=Finding(find, self.at))
        self.effects.append(FindPerson(find, language, topic))

    def _record(self, max_ms: int, final_silence_ms: int) -> None:
        record = self._serial()
        self.set(mode=Recording(record))
        self.effects.append(Record(record, max_ms, final_silence_ms))

    def hang_up(self) -> None:
        self.set(mode=Ended())
        self.effects.append(HangUp())

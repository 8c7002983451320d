"""One advance of the engine while it happens: which way the call goes."""

from flows.actions import Action, AskNow, BeDiscreet, Choice, Choose, Find, Go, Speak, StartRecording, Visit
from flows.effects import Item
from flows.errors import EngineMisuse
from flows.limits import STEPS_IN_TURN, TRAIL_MAX
from flows.looking import UNIVERSAL_PROMPTS, UNIVERSAL_WORDS
from flows.model import PERSON, UNIVERSAL, FlowBook
from flows.nodes.base import RETURN
from flows.nodes.handover import Handover
from flows.nodes.language import Language
from flows.nodes.menu import Menu
from flows.nodes.record import Record
from flows.nodes.subflow import Subflow
from flows.reading import ReadingOut
from flows.state import CallState, Place, Speaking, ThenKind
from flows.step import Answered, By, Entered

__all__ = ["UNIVERSAL_PROMPTS", "UNIVERSAL_WORDS", "Turn"]


class Turn(ReadingOut):
    """Mutable, and gone when the Step is made; nothing of it leaves `advance`."""

    def __init__(self, book: FlowBook, state: CallState, at: int) -> None:
        super().__init__(book, state, at)
        self._steps = 0

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
                self._say(items, then, target, skippable)
            case AskNow(before):
                self.ask(before)
            case Choose(what, name, value, target):
                self._choose(what, name, value)
                self.go(target)
            case BeDiscreet(on, target):
                self.set(discreet=on, hash_at=None)
                self._say((self.here.say("discreet.on" if on else "discreet.off"),), "go", target, skippable=True)
            case Find(topic):
                self.find(topic)
            case StartRecording(max_ms, final_silence_ms):
                self.record(max_ms, final_silence_ms)

    def go(self, target: str) -> None:
        """To a node of this flow, or back to the flow before."""
        if target == RETURN:
            self.come_back()
        else:
            self._enter((*self.state.stack[:-1], Place(self.state.place.flow, target)))

    def visit(self, place: Place) -> None:
        """Through another flow; the same flow visited again starts over instead of nesting."""
        stack = self.state.stack
        if stack[-1].flow == place.flow and not self._comes_back_here(place):
            stack = stack[:-1]
        self._enter((*stack, place))

    def _comes_back_here(self, place: Place) -> bool:
        """Whoever asks for a person out of the danger text hears it again when nobody is free."""
        stack = self.state.stack
        alone = len(stack) < 2 or stack[-2].flow != place.flow
        return place == PERSON and alone and self.node.asks

    def come_back(self) -> None:
        """To the node that was left: a subflow goes on, a search for a person is over, another node starts again."""
        visited = self.state.place.flow
        below = self.state.stack[:-1]
        if not below:
            # The flow a call begins with may also be visited by others; alone, its `return` starts it again.
            self._enter((self.book.start(visited),))
            return
        self.set(stack=below)
        node = self.node
        if isinstance(node, Subflow) and node.flow == visited:
            self.go(node.next)
        elif isinstance(node, Handover):
            self.go(node.nobody)
        else:
            self.again()

    def return_to(self, stack: tuple[Place, ...]) -> None:
        """To a question that was passed before."""
        self._enter(stack)

    def follow(self, spoken: Speaking) -> None:
        """What comes after a sentence."""
        match spoken.then:
            case "listen":
                self.listen()
            case "sound" | "once_more":
                self.wait_for_sound(spoken.target, picked=spoken.then == "once_more")
            case "ask":
                self.ask()
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
                assert isinstance(self.node, Record)  # noqa: S101 - only records say this
                self.perform(self.node.start())

    def again(self) -> None:
        """The current node once more, from its beginning."""
        self._enter(self.state.stack)

    def _enter(self, stack: tuple[Place, ...]) -> None:
        self.set(stack=stack, errors_here=0, repeats=0, digits="", confirming="", deaf=False)
        self.notes.append(Entered(stack[-1]))
        node = self.node
        if node.asks:
            self._remember(stack)
        if isinstance(node, Language) and stack[-1].flow != UNIVERSAL:
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
            self.set(language=value or None)
        else:
            answers = {**dict(self.state.answers), name: value}
            self.set(answers=tuple(sorted(answers.items())))

    # -- asking ---------------------------------------------------------------------------------------

    def ask(self, before: tuple[Item, ...] = ()) -> None:
        """Put the question, or answer it at once with a key that was pressed before."""
        typed = self.state.typed
        self.set(typed="")
        question = self.question()
        chosen = next((choice for choice in question.choices if choice.key == typed), None)
        if typed and chosen is not None:
            self.take(chosen, "key")
        elif typed and question.digits:
            self.set(digits=typed, said_from=None, after_key=False)
            self.listen()
        elif self.by_sound:
            self.read_out(before)
        else:
            self.speak((*before, *question.items), "listen")

    def put(self, before: tuple[Item, ...] = ()) -> None:
        """The question of this node once more, after saying something."""
        self.perform(self.node.put(self.here, before))

    def take(self, choice: Choice, by: By) -> None:
        """The caller chose this."""
        self.notes.append(Answered(self.state.place, choice.name, by))
        self.answered(choice.name)

    def answered(self, value: str) -> None:
        """Go on with an answer to the current question."""
        if self.state.language is not None:
            self.tally(turns=self.state.tally.turns + 1)
        self.set(confirming="")
        self.perform(self.node.answer(self.here, value))

    def _say(self, items: tuple[Item, ...], then: ThenKind, target: str, skippable: bool) -> None:
        """A sentence of a node. A key pressed before passes over it; what cannot be skipped forgets it (V17)."""
        if not skippable:
            self.set(typed="")
        if self.state.typed and then == "go":
            self.go(target)
        else:
            self.speak(items, then, target, skippable)

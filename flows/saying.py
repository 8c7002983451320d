"""What one advance of the engine says, listens for and looks for; collects the new state, the effects and the notes."""

from typing import Any

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
from flows.limits import AFTER_KEY_MS, NO_INPUT_MS
from flows.looking import Looking
from flows.model import FlowBook
from flows.nodes.handover import UNKNOWN
from flows.nodes.menu import Menu
from flows.state import CallState, Ended, Finding, Listening, Recording, Sounding, Speaking, ThenKind, changed
from flows.step import By, Note


class Saying(Looking):
    """Mutable, and gone when the Step is made; nothing of it leaves `advance`."""

    def __init__(self, book: FlowBook, state: CallState, at: int) -> None:
        super().__init__(book, state, at)
        self.effects: list[Effect] = []
        self.notes: list[Note] = []
        self._over = False

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

    def speak(
        self, items: tuple[Item, ...], then: ThenKind, target: str = "", skippable: bool = True, named: int = 0
    ) -> None:
        """Say items instead of whatever is being said; `named` is that of `flows.effects.Overhear`."""
        if self.state.after_key:
            items, named = (Gap(AFTER_KEY_MS), *items), named + bool(named)
            self.set(after_key=False)
        play = self._serial()
        if then == "hang_up":
            skippable = False
        self.set(mode=Speaking(play, then, target, skippable))
        hears = self.overhear(then, skippable=skippable, named=named)
        self.effects.append(Play(play, items, self.state.slow, self.state.discreet, hears))
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
        options = self.heard(question)
        if self.state.confirming:
            self.effects.append(Listen(listen, options, NO_INPUT_MS, strict=self.consenting))
        else:
            wait_ms = question.no_input_ms - waited_ms
            self.effects.append(Listen(listen, options, wait_ms, question.patience, question.strict))

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

"""Options read out one at a time, for callers who can neither press a key nor be understood: any sound chooses."""

from itertools import takewhile

from flows.actions import Reading
from flows.effects import Gap, Item, ListenForSound, Spoken
from flows.limits import ERRORS_BEFORE_KEYS, LANGUAGE_ERRORS, OPTION_GAP_MS, SOUND_GAP_MS
from flows.nodes.language import Language
from flows.nodes.menu import Menu
from flows.saying import Saying
from flows.state import Sounding

HOW = "sound.how"
"""The prompt that says that any sound chooses, and that a second one confirms."""


class ReadingOut(Saying):
    """Mutable, and gone when the Step is made."""

    @property
    def by_sound(self) -> bool:
        """Whether any sound may answer the question of this node now.

        At once in a language without ears, elsewhere where words are given up; never in discreet mode.
        """
        if self.state.discreet or not self.node.asks:
            return False
        if not any(reading.name for reading in self.question().readings):
            return False
        if isinstance(self.node, Language):  # its ladder is shorter, and it has no language yet
            return self.state.errors_here >= LANGUAGE_ERRORS - 1
        unheard = self.here.language not in self.book.offer.hearing
        return unheard or self.state.errors_here >= ERRORS_BEFORE_KEYS

    def read_out(self, before: tuple[Item, ...] = ()) -> None:
        """From the first option."""
        readings = self._readings()
        said = tuple(takewhile(lambda reading: not reading.label, readings))
        for reading in said:
            before = (*before, *reading.items)
        self._option(readings[len(said) :], (*before, *self._how()))

    def wait_for_sound(self, option: str, *, picked: bool) -> None:
        """The gap after an option."""
        listen = self._serial()
        self.set(mode=Sounding(listen, option, picked))
        self.effects.append(ListenForSound(listen, SOUND_GAP_MS))

    def say_back(self, option: str) -> None:
        """A sound picked it."""
        how: tuple[Item, ...] = ()
        if isinstance(self.node, Language):  # only now is there a language in which it can be said
            how = (Spoken(HOW, option), Gap(OPTION_GAP_MS))
            self.set(sound_told=True)
        self.speak((*how, *self._label(option)), "once_more", option)

    def option_once_more(self, heard: Sounding) -> None:
        """Nothing could be heard just now: the same option, and the same question about it."""
        sorry = (self.here.say("error.ears_lost"), Gap(OPTION_GAP_MS))
        before = () if isinstance(self.node, Language) else sorry  # there it would be in another language
        self.speak((*before, *self._label(heard.option)), "once_more" if heard.picked else "sound", heard.option)

    def next_option(self, option: str) -> None:
        """Nobody wanted this one."""
        readings = self._readings()
        following = readings[1 + next(at for at, reading in enumerate(readings) if reading.name == option) :]
        if following:
            self._option(following)
        else:
            self.listen(waited_ms=SOUND_GAP_MS)

    def _label(self, option: str) -> tuple[Item, ...]:
        return next(reading.label for reading in self._readings() if reading.name == option)

    def _readings(self) -> tuple[Reading, ...]:
        """Danger is one of them in the flow where calls begin: there is no word for it, and 9 is out of reach (V13)."""
        readings = self.question().readings
        first = len(self.state.stack) == 1 and isinstance(self.node, Menu) and not self.node.topic
        if not first or any(reading.name == "@danger" for reading in readings):
            return readings
        return (*readings, self.here.reading("@danger", "offer.danger", "9"))

    def _option(self, readings: tuple[Reading, ...], before: tuple[Item, ...] = ()) -> None:
        """Read until something a sound may choose was read."""
        items, name = before, ""
        for reading in readings:
            items, name = (*items, *reading.items), reading.name
            if name:
                break
        self.speak(items[:-1], "sound" if name else "listen", name)

    def _how(self) -> tuple[Item, ...]:
        """Said once in a call, and again after a mistake."""
        if isinstance(self.node, Language) or (self.state.sound_told and not self.state.errors_here):
            return ()
        self.set(sound_told=True)
        return (self.here.say(HOW), Gap(OPTION_GAP_MS))

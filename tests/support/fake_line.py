"""A caller made of nothing: the `Line` port with time in the test's hand. `tests/contracts/test_line.py` proves it."""

import secrets
from collections.abc import Callable

from ivr.call.ports import LineEvent, LineGone, LineKey, LineKeyDown, LineListener, LinePlayed, LineQuiet

FRAME = 160
"""Bytes of mu-law in 20 ms."""

SILENT = b"\xff" * FRAME

QUIET_S = 60.0


class FakeLine:
    """The line's side is the port; the caller's side is `press`, `say`, `leave`, `heard`, and time is `advance`."""

    def __init__(self, *, sends_sound: bool = True) -> None:
        self.id = secrets.token_hex(8)
        self.heard = bytearray()
        """All the caller heard, mu-law, whole frames."""
        self.plays: list[int] = []
        """Plays asked for, in order."""
        self.hung_up = False
        """Whether the line ended the call."""
        self.gone = False
        self.watching = False
        self.sends_sound = sends_sound
        self._playing: tuple[int, bytes] | None = None
        self._waiting: list[LineEvent] = []
        self._on_event: Callable[[LineEvent], None] | None = None
        self._on_sound: LineListener | None = None
        self._quiet_s = 0.0
        self._part_s = 0.0

    # The port

    def attach(self, on_event: Callable[[LineEvent], None], on_sound: LineListener) -> None:
        """Give events and sound from now on, and events that came before."""
        self._on_event, self._on_sound = on_event, on_sound
        waiting, self._waiting = self._waiting, []
        for event in waiting:
            on_event(event)

    def play(self, play: int, sound: bytes) -> None:
        """Play instead of whatever plays."""
        self.plays.append(play)
        self._playing = (play, sound)

    def stop(self) -> None:
        """Silence."""
        self._playing = None

    def watch_sound(self, on: bool) -> None:
        """LineQuiet is wanted, or not."""
        self.watching = on
        self._quiet_s = 0.0

    async def hang_up(self) -> None:
        """End the call."""
        self.hung_up = self.hung_up or not self.gone
        self.leave()

    # The caller

    def press(self, keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self._tell(LineKey(key))

    def press_down(self, key: str) -> None:
        """A key goes down; `press` is its being let go."""
        self._tell(LineKeyDown(key))

    def say(self, sound: bytes) -> None:
        """Speak whole frames of mu-law, at once: what is played meanwhile does not move."""
        for start in range(0, len(sound), FRAME):
            self._sound(sound[start : start + FRAME])

    def leave(self) -> None:
        """Hang up. Idempotent."""
        self._tell(LineGone())
        self.gone = True
        self._playing = self._on_sound = None

    @property
    def playing(self) -> int | None:
        """The play the caller hears now."""
        return self._playing[0] if self._playing else None

    # Time

    def advance(self, seconds: float) -> None:
        """Let time pass, frame by frame; parts of a frame add up."""
        frames, self._part_s = divmod(round(self._part_s + seconds, 6), 0.02)
        for _ in range(int(frames)):
            self._frame()

    def finish_play(self) -> None:
        """Let time pass until what plays has been heard to its end."""
        playing = self._playing
        while playing and self._playing and self._playing[0] == playing[0]:
            self._frame()

    def _frame(self) -> None:
        if self.gone:
            return
        if self.sends_sound:
            self._sound(SILENT)
        self._hear()
        self._quiet_s += 0.02
        if self._quiet_s >= QUIET_S - 0.001:
            self._quiet_s = 0.0
            if self.watching:
                self._tell(LineQuiet(int(QUIET_S)))

    def _hear(self) -> None:
        if self._playing is None:
            self.heard += SILENT
            return
        play, sound = self._playing
        self.heard += sound[:FRAME]
        self._playing = (play, sound[FRAME:])
        if len(sound) <= FRAME:
            self._playing = None
            self._tell(LinePlayed(play))

    def _sound(self, frame: bytes) -> None:
        self._quiet_s = 0.0
        if self._on_sound:
            self._on_sound(frame)

    def _tell(self, event: LineEvent) -> None:
        if self.gone:
            return
        if self._on_event:
            self._on_event(event)
        else:
            self._waiting.append(event)

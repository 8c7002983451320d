"""A key goes down: the sentence it will interrupt stops at once, not only when the key is let go (V17, barge-in)."""

from dataclasses import replace

from flows.effects import StopPlaying
from flows.inputs import UNIVERSAL_KEYS
from flows.limits import KEY_HELD_MS
from flows.number import collecting
from flows.state import Speaking
from flows.turn import Turn


def down(turn: Turn, key: str) -> None:
    """Silence what is being said, where this key will interrupt it."""
    mode = turn.state.mode
    if isinstance(mode, Speaking) and mode.cut_at is None and _interrupts(turn, mode, key):
        turn.set(mode=replace(mode, cut_at=turn.at))
        turn.effects.append(StopPlaying())


def overdue(mode: Speaking, at: int) -> bool:
    """Whether the key that silenced a sentence has been waited for long enough."""
    return mode.cut_at is not None and at >= mode.cut_at + KEY_HELD_MS


def _interrupts(turn: Turn, mode: Speaking, key: str) -> bool:
    if mode.then == "hang_up" or turn.state.due:
        return False  # last words are rarely left; the key decides when it is let go
    if collecting(turn):
        return True
    if key in UNIVERSAL_KEYS:
        return not (mode.then == "find" and key == "0")
    return mode.skippable

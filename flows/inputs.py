"""What the caller's keys and words mean where the call is."""

from flows import ladder
from flows.confirm import DIGITS, NO_KEY, YES_KEY, confirm
from flows.effects import Gap, Item, Spoken, StopRecording
from flows.limits import DIGIT_GROUP, OPTION_GAP_MS
from flows.model import DANGER, PERSON, UNIVERSAL
from flows.nodes.ask import Ask
from flows.nodes.language import Language
from flows.state import Listening, Recording, Speaking
from flows.step import Answered, By
from flows.turn import UNIVERSAL_WORDS, Turn

UNIVERSAL_KEYS = {"0": "@person", "9": "@danger", "*": "@again", "#": "@back"}
"""Rule V12; DESIGN 4, Keys."""


def key(turn: Turn, pressed: str) -> None:
    """The caller pressed a key, while something was said, listened for or recorded."""
    turn.set(after_key=True)
    turn.used("key")
    if collecting(turn):
        _digit(turn, pressed)
    elif pressed in UNIVERSAL_KEYS:
        universal(turn, UNIVERSAL_KEYS[pressed], "key")
    elif isinstance(turn.state.mode, Recording):
        turn.effects.append(StopRecording())  # RecordingDone is still awaited
    elif turn.state.confirming:
        _yes_or_no(turn, pressed)
    elif turn.node.asks:
        _chosen_by_key(turn, pressed)
    else:
        _go_on(turn, pressed)


def word(turn: Turn, option: str, sure: bool) -> None:
    """The caller said one of the options."""
    if turn.state.confirming and option in {"yes", "no"}:
        surely = option == "yes" and sure  # what may be noise is never a yes (V22)
        _yes_or_no(turn, YES_KEY if surely else NO_KEY, "voice")
    elif option in UNIVERSAL_WORDS:
        if sure:
            universal(turn, option, "voice")
        else:
            confirm(turn, option)
    else:
        _chosen_by_word(turn, option, sure)


# -- universal keys and words ---------------------------------------------------------------------


def universal(turn: Turn, name: str, by: By) -> None:
    """Do what 0, 9, star and hash, and their words, do everywhere."""
    turn.used(by)
    turn.notes.append(Answered(turn.state.place, name, by))
    turn.quiet()
    turn.set(typed="")
    if name == "@person":
        turn.visit(PERSON)
    elif name == "@danger":
        _danger(turn)
    elif name == "@back":
        _back(turn)
    else:
        _repeat(turn, slower=name == "@slower" or turn.state.repeats > 0)


def _danger(turn: Turn) -> None:
    if turn.state.language is not None:
        turn.visit(DANGER)
        return
    items: list[Item] = []
    for language in turn.book.offer.languages:
        items += (Spoken("danger.short", language), Gap(OPTION_GAP_MS))
    turn.speak(tuple(items), "again")


def _back(turn: Turn) -> None:
    state = turn.state
    if state.confirming:
        turn.again()
        return
    if state.place.flow == UNIVERSAL:
        turn.come_back()
        return
    trail = state.trail
    if trail and trail[-1] == state.stack:
        trail = trail[:-1]
    if not trail:
        _from_the_start(turn)
        return
    turn.set(trail=trail[:-1])
    turn.return_to(trail[-1])


def _from_the_start(turn: Turn) -> None:
    said = turn.here.say("nowhere_back")
    turn.speak((said,), "again")


def _repeat(turn: Turn, *, slower: bool) -> None:
    repeats = turn.state.repeats + 1
    before: tuple[Item, ...] = ()
    if slower and not turn.state.slow:
        turn.set(slow=True)
        before = (turn.here.say("slower.on"), Gap(OPTION_GAP_MS))
    if turn.state.confirming:
        confirm(turn, turn.state.confirming, before)
    elif turn.node.asks:
        turn.ask(before)
    else:
        turn.again()
    turn.set(repeats=repeats)


# -- answers ------------------------------------------------------------------------------------


def _chosen_by_key(turn: Turn, pressed: str) -> None:
    choice = next((c for c in turn.question().choices if c.key == pressed), None)
    turn.quiet()
    turn.tally(asked=turn.state.tally.asked + 1)
    if choice is not None:
        turn.take(choice, "key")
    elif isinstance(turn.node, Language):
        turn.take(turn.node.none(turn.here), "key")
    else:
        ladder.climb(turn, "no_match", "error.unknown_key")


def _chosen_by_word(turn: Turn, option: str, sure: bool) -> None:
    choice = next((c for c in turn.question().choices if option and c.words == option), None)
    if choice is None:
        ladder.climb(turn, "no_match")
    elif not sure or isinstance(turn.node, Language):
        confirm(turn, choice.name)
    else:
        turn.used("voice")
        turn.take(choice, "voice")


def _yes_or_no(turn: Turn, pressed: str, by: By = "key") -> None:
    turn.used(by)
    turn.quiet()
    if pressed == YES_KEY:
        _yes(turn, by)
    elif pressed == NO_KEY:
        ladder.climb(turn, "no_match")
    elif any(choice.key == pressed for choice in turn.question().choices):
        turn.set(confirming="")
        _chosen_by_key(turn, pressed)
    else:
        confirm(turn, turn.state.confirming)


def _yes(turn: Turn, by: By) -> None:
    name = turn.state.confirming
    turn.set(confirming="")
    if name == DIGITS:
        turn.answered(turn.state.digits)
    elif name in UNIVERSAL_WORDS:
        universal(turn, name, by)
    else:
        turn.take(next(c for c in turn.question().choices if c.name == name), by)


def _go_on(turn: Turn, pressed: str) -> None:
    """A key during a sentence: on to what follows, and the key counts there (type-ahead)."""
    mode = turn.state.mode
    if not isinstance(mode, Speaking) or not mode.skippable:
        return
    turn.quiet()
    turn.set(typed=pressed)
    turn.follow(mode)


# -- digits -------------------------------------------------------------------------------------


def collecting(turn: Turn) -> bool:
    """Whether keys are digits here."""
    if not turn.node.asks or turn.state.confirming:
        return False
    return turn.question().digits and isinstance(turn.state.mode, Speaking | Listening)


def _digit(turn: Turn, pressed: str) -> None:
    """0-9 are digits here, star erases the last group, hash ends (DESIGN 4, Keys)."""
    turn.quiet()
    digits = turn.state.digits
    node = turn.node
    assert isinstance(node, Ask)  # noqa: S101 - only `ask` collects digits
    if pressed == "*":
        _erase(turn, digits)
    elif pressed == "#":
        finish_digits(turn)
    else:
        turn.set(digits=digits + pressed, after_key=False)
        if node.enough(turn.state.digits):
            finish_digits(turn)
        else:
            turn.listen()


def _erase(turn: Turn, digits: str) -> None:
    keep = len(digits) - 1 - (len(digits) - 1) % DIGIT_GROUP if digits else 0
    turn.set(digits=digits[:keep])
    if keep:
        turn.speak((turn.here.say("digits", ("digits", digits[:keep])),), "listen")
    else:
        turn.ask()


def finish_digits(turn: Turn) -> None:
    """The number is complete: say it back, or ask again where it is too short."""
    node = turn.node
    assert isinstance(node, Ask)  # noqa: S101 - only `ask` collects digits
    if not node.valid(turn.state.digits):
        ladder.climb(turn, "no_match" if turn.state.digits else "no_input")
    elif node.read_back:
        confirm(turn, DIGITS)
    else:
        turn.answered(turn.state.digits)

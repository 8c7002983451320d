"""What the caller's keys and words mean where the call is."""

from flows import ladder, number
from flows.actions import Go
from flows.confirm import NO_KEY, YES_KEY, confirm
from flows.effects import DIGITS, Gap, Item, Spoken, StopRecording
from flows.limits import DISCREET_EXIT_MS, OPTION_GAP_MS
from flows.model import DANGER, LANGUAGE, PERSON, UNIVERSAL
from flows.nodes.language import Language
from flows.nodes.menu import Menu
from flows.offered import firm
from flows.state import Recording, Speaking
from flows.step import Answered, By
from flows.turn import UNIVERSAL_WORDS, Turn

UNIVERSAL_KEYS = {"0": "@person", "9": "@danger", "*": "@again", "#": "@back"}
"""Rule V12; DESIGN 4, Keys."""


def key(turn: Turn, pressed: str) -> None:
    """The caller pressed a key, while something was said, listened for or recorded."""
    turn.set(after_key=True)
    turn.used("key")
    if _leaves_unnoticed(turn, pressed):
        return
    if number.collecting(turn):
        number.key(turn, pressed)
    elif pressed in UNIVERSAL_KEYS:
        universal(turn, UNIVERSAL_KEYS[pressed], "key")
    elif isinstance(turn.state.mode, Recording):
        turn.effects.append(StopRecording())  # RecordingDone is still awaited
    elif turn.state.confirming:
        _yes_or_no(turn, pressed)
    elif turn.node.asks and not _unskippable(turn):
        _chosen_by_key(turn, pressed)
    else:
        _go_on(turn, pressed)


def _unskippable(turn: Turn) -> bool:
    return isinstance(turn.state.mode, Speaking) and not turn.state.mode.skippable


def _leaves_unnoticed(turn: Turn, pressed: str) -> bool:
    """In discreet mode a second hash ends the call at once, after a sentence that says nothing (V28)."""
    state = turn.state
    if not state.discreet or pressed != "#":
        return False
    turn.set(hash_at=turn.at)
    if state.hash_at is None or turn.at - state.hash_at > DISCREET_EXIT_MS:
        return False
    turn.quiet()
    turn.set(after_key=False)
    turn.speak((turn.here.say("discreet.goodbye"),), "hang_up", "discreet")
    return True


def word(turn: Turn, option: str, sure: bool, digits: str = "") -> None:
    """The caller said one of the options."""
    if option == DIGITS and number.collecting(turn):
        number.said(turn, digits)
    elif number.collecting(turn) and number.erases(turn, option):
        number.erase(turn)
    elif turn.consenting and option in {"yes", "no"}:
        _consented(turn, option, sure=sure)
    elif turn.state.confirming and option in {"yes", "no"}:
        _said_yes_or_no(turn, option, sure=sure)
    elif option in UNIVERSAL_WORDS:
        if sure:
            universal(turn, option, "voice")
        else:
            confirm(turn, option)
    else:
        _chosen_by_word(turn, option, sure)


def not_understood(turn: Turn) -> None:
    """The caller said something else."""
    if number.concerned(turn):
        number.misheard(turn, "no_match")
    else:
        ladder.climb(turn, "no_match")


def _consented(turn: Turn, option: str, *, sure: bool) -> None:
    """What may be noise is never a yes, and is not asked back either: the key is the way (V22).

    Ears that know a few voices are never sure: there a first yes is asked back in other words, and a second one counts.
    """
    few = turn.here.by_example
    if option == "yes" and few and not turn.state.confirming:
        confirm(turn, option)
    elif option == "yes" and not (sure or few):
        ladder.climb(turn, "no_match")
    else:
        _answered(turn, option)


def _answered(turn: Turn, option: str, by: By = "voice") -> None:
    turn.used(by)
    turn.take(next(choice for choice in turn.question().choices if choice.name == option), by)


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
    elif name == "@language":
        turn.visit(LANGUAGE)
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
    trail = state.trail
    if state.place.flow == UNIVERSAL and not (trail and turn.node.asks):
        turn.come_back()
        return
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
        turn.put((*before, *turn.node.where_we_are(turn.here)))
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
    elif pressed == ladder.QUIET_KEY and turn.state.quiet_offered:
        turn.set(discreet=True)
        turn.speak((turn.here.say("discreet.on"),), "again")
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


def _said_yes_or_no(turn: Turn, option: str, *, sure: bool) -> None:
    """What may be noise is no yes (V22), save to a step in a menu: two things were heard, and it is undone (V20)."""
    if option == "yes" and not sure and turn.state.confirming == DIGITS:
        number.misheard(turn, "no_match")
    else:
        yes = option == "yes" and (sure or _only_a_step(turn))
        _yes_or_no(turn, YES_KEY if yes else NO_KEY, "voice")


def _only_a_step(turn: Turn) -> bool:
    """A choice of a menu that leads to no person, no message and no quiet mode."""
    name, node = turn.state.confirming, turn.node
    if not isinstance(node, Menu) or name in UNIVERSAL_WORDS:
        return False
    chosen = node.answer(turn.here, name)
    return isinstance(chosen, Go) and not firm(turn.book, turn.state.place.flow, chosen.target)


def _yes_or_no(turn: Turn, pressed: str, by: By = "key") -> None:
    turn.used(by)
    turn.quiet()
    if pressed == YES_KEY:
        _yes(turn, by)
    elif pressed == NO_KEY:
        _no(turn, by)
    elif any(choice.key == pressed for choice in turn.question().choices):
        turn.set(confirming="")
        _chosen_by_key(turn, pressed)
    else:
        confirm(turn, turn.state.confirming)


def _no(turn: Turn, by: By) -> None:
    """It was misheard; a number that was being given meanwhile is not wrong for that."""
    if turn.consenting:
        _answered(turn, "no", by)
    elif turn.state.confirming in UNIVERSAL_WORDS and turn.question().digits:
        turn.set(confirming="")
        number.misheard(turn, "no_match")
    else:
        ladder.climb(turn, "no_match")


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

"""Asking whether something was heard rightly (rules V4, V20, V21, V23)."""

from flows.actions import Question
from flows.effects import DIGITS, Gap, Item, Spoken
from flows.errors import EngineMisuse
from flows.limits import OPTION_GAP_MS
from flows.nodes.consent import SURE, YES, Consent
from flows.nodes.language import Language
from flows.turn import UNIVERSAL_PROMPTS, Turn

YES_KEY = "1"
NO_KEY = "2"


def confirm(turn: Turn, name: str, before: tuple[Item, ...] = ()) -> None:
    """Ask for a yes to an option, a universal word or the digits, after saying what comes before."""
    turn.set(confirming=name)
    tongue = turn.asking
    named = (*before, *_asked(turn, name, tongue))
    items = (
        *named,
        Gap(OPTION_GAP_MS),
        *turn.here.keyed("yes_no.yes", YES_KEY, tongue),
        *turn.here.keyed("yes_no.no", NO_KEY, tongue),
    )
    turn.speak(items[:-1], "listen", named=len(named))  # a yes before that would be to nobody knows what (V20)


def _asked(turn: Turn, name: str, tongue: str) -> tuple[Item, ...]:
    if isinstance(turn.node, Language) and name in turn.book.offer.languages:
        return (Spoken("language.confirm", tongue),)
    if isinstance(turn.node, Consent) and name == YES:
        return (Spoken(SURE, tongue),)
    if name == DIGITS:
        return (Spoken("digits", tongue, (("digits", turn.state.digits),)),)
    return (Spoken("confirm.heard", tongue), Gap(OPTION_GAP_MS), Spoken(_label(turn.question(), name), tongue))


def _label(question: Question, name: str) -> str:
    if name in UNIVERSAL_PROMPTS:
        return UNIVERSAL_PROMPTS[name]
    for choice in question.choices:
        if choice.name == name:
            return choice.words
    raise EngineMisuse(f"{name} is no choice here")

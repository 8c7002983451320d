"""What is asked where the call is, and what may be said there. Changes nothing."""

from flows.actions import Question
from flows.effects import Overhear, Patience
from flows.limits import ERRORS_BEFORE_KEYS
from flows.model import LANGUAGE, FlowBook
from flows.nodes import AnyNode, Here
from flows.nodes.consent import YES, Consent
from flows.nodes.language import Language
from flows.offered import to_any_sound
from flows.state import CallState, ThenKind

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
HOT_WORDS = ("@person", "@again")
"""V17: taken in the middle of a sentence; everything else at the next gap between options."""
GOES_ON = frozenset({"go", "again", "ask"})
"""After a sentence of this kind the call goes on by itself."""


class Looking:
    """Where the call is."""

    def __init__(self, book: FlowBook, state: CallState, at: int) -> None:
        self.book = book
        self.state = state
        self.at = at

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

    def heard(self, question: Question) -> tuple[tuple[str, str], ...]:
        """(option, language) pairs that may be said to it now."""
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

    def overhear(self, then: ThenKind, *, skippable: bool, named: int = 0) -> Overhear | None:
        """What may be said over a sentence: the answers, where it is a question, and hot words (V17).

        Nothing over what no key skips, and no consent (V22).
        """
        if not skippable or self.consenting or self.state.discreet or self.state.deaf:
            return None
        if then == "listen":
            return self._over_a_question(self.question(), named)
        if then in GOES_ON and self.state.language is not None:
            language = self.here.language
            words = tuple((word, language) for word in HOT_WORDS) if language in self.book.offer.hearing else ()
            return Overhear(words, HOT_WORDS, strict=True) if words else None
        return None

    def _over_a_question(self, question: Question, named: int) -> Overhear | None:
        options = () if question.strict else self.heard(question)
        patience: Patience = "word" if self.state.confirming else question.patience
        return Overhear(options, HOT_WORDS, patience, named=named) if options else None

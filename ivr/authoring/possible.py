"""What can be pressed, said or done now in a walked call."""

from collections.abc import Iterator

from flows.effects import DIGITS
from flows.inputs import UNIVERSAL_KEYS
from flows.looking import UNIVERSAL_WORDS
from flows.messages import Sentence, told
from flows.state import Finding, Listening, Recording, Sounding, WithPerson
from flows.walk import ACTIONS, SOME_DIGITS, Walk
from ivr.authoring.shown import called
from ivr.authoring.style import isolated
from ivr.authoring.typed import Phrases

SHOWN = 8
"""Words in the short form; all of them after a question mark."""


def short(walked: Walk, phrases: Phrases) -> Iterator[Sentence]:
    """In a line or two."""
    match walked.state.mode:
        case Listening():
            yield from _listening(walked, phrases)
        case Sounding():
            yield told("now: sound (any sound chooses), pause (no sound), silence (none to the end), or a key")
        case Recording():
            yield told("now: message 5 (seconds), a key 1 to 8 ends it, * again, 0 a person")
        case Finding():
            yield told("now: joined 5 (somebody comes, after seconds), nobody, 9 or # leave the search")
        case WithPerson():
            yield told("now: left 60 (the talk ends, after seconds), hang up")


def _listening(walked: Walk, phrases: Phrases) -> Iterator[Sentence]:
    if walked.digits:
        yield told("now: digits, * erases, # ends")
        if any(option == DIGITS for option, _ in walked.listening):
            yield told("or say digits: {digits}", digits=SOME_DIGITS)
        return
    keys = " ".join(choice.key for choice in walked.choices)
    yield told("now: {keys}; 0 a person, 9 danger, * again, # back", keys=keys or "–")
    own = [pair for pair in walked.listening if pair[0] not in UNIVERSAL_WORDS]
    shown = [isolated(phrases(*pair)[0]) for pair in own if phrases(*pair)]
    if shown:
        more = " …" if len(shown) > SHOWN else ""
        yield told("or say: {words}", words=", ".join(shown[:SHOWN]) + more)


def everything(walked: Walk, phrases: Phrases) -> Iterator[Sentence]:
    """Every key and phrase, and every action there is."""
    for choice in walked.choices:
        yield told("{key}  {name}", key=choice.key, name=choice.name)
    for key, name in UNIVERSAL_KEYS.items():
        yield told("{key}  {name}", key=key, name=called(name))
    for option, language in walked.listening:
        if option == DIGITS:
            yield told("say {digits} ({language}): digits, one or more", digits=SOME_DIGITS, language=language)
            continue
        said = ", ".join(isolated(phrase) for phrase in phrases(option, language))
        yield told("say {option} ({language}): {phrases}", option=option, language=language, phrases=said or "–")
    yield told("Type keys, or what a caller says (in quotes where it could be something else), or:")
    yield told("  {actions}", actions=", ".join(ACTIONS.values()))
    yield told("  several with ; between them happen before anything is said to its end: key 2; early 1")
    yield told("  wording in [brackets] is English: it is not written in this language yet")
    yield told("  names shows or hides the prompts' names, save FILE keeps the call, quit ends")

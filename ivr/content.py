"""What this installation says and understands, checked as a whole before the first call."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from flows import load, parse
from flows.effects import DIGIT_WORDS
from flows.errors import Refused
from flows.messages import Sentence, Translate, told, untranslated
from flows.model import UNIVERSAL, FlowBook
from flows.nodes import Offer
from flows.turn import UNIVERSAL_PROMPTS, UNIVERSAL_WORDS
from ivr import siblings, wordings
from ivr.call.ports import Words
from ivr.settings import Settings
from prompts import gaps, packs
from prompts.own import Files
from speech.by_example.recipe import is_taught
from speech.ports import Recogniser

LIBRARY = Path(__file__).resolve().parent.parent / "flows" / "library"
"""The shipped flows."""

ENGINE_PROMPTS = (
    *(f"key.{key}" for key in range(10)),
    "key.star",
    "key.hash",
    "error.no_input",
    "error.no_match",
    "error.ears_lost",
    "error.keys_only",
    "error.unknown_key",
    "sound.how",
    "discreet.offer",
    "discreet.on",
    "discreet.goodbye",
    "nowhere_back",
    "slower.on",
    "yes_no.yes",
    "yes_no.no",
    "confirm.heard",
    "danger.short",
    "quiet.goodbye",
    "length.warning",
    "length.goodbye",
    "apology",
    "digits",
    *(f"digit.{digit}" for digit in range(10)),
    *UNIVERSAL_PROMPTS.values(),
)
"""What the engine itself says, in any flow."""
ENGINE_WORDS = ("yes", "no", *UNIVERSAL_WORDS)
Lacking = Callable[[str, str], tuple[str, ...]]
"""Of a prompt and a language: names of what is missing so that it could be said."""


class ContentError(Refused):
    """What is said or understood has holes."""

    def __init__(self, *holes: Sentence) -> None:
        super().__init__("\n".join(str(hole) for hole in holes))
        self.holes = holes

    def sentences(self, translate: Translate = untranslated) -> tuple[str, ...]:
        return tuple(hole.text(translate) for hole in self.holes)


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word a caller may say that the recogniser does not know: it will never be heard."""

    word: str
    flow: str
    language: str

    def __str__(self) -> str:
        return f"The recogniser for '{self.language}' does not know the word '{self.word}' (flow '{self.flow}')."


def flow_texts(folder: Path = LIBRARY) -> dict[str, str]:
    """File name to text of every flow in a folder. Raises FlowError where a file is not text."""
    return {file.name: flow_text(file, file.name) for file in sorted(folder.glob("*.yaml"))}


def flow_text(file: Path, name: str) -> str:
    """One file, called by this name where it is wrong. Raises FlowError where it is no text, ContentError."""
    try:
        with file.open("rb") as opened:
            return parse.text(opened.read(parse.MOST_BYTES + 1), name)
    except OSError as wrong:
        parts = {"file": file, "why": wrong.strerror, "near": siblings.meant(file)}
        raise ContentError(told("{file} cannot be read: {why}.{near}", **parts)) from None


def flow_book(settings: Settings, hearing: frozenset[str]) -> FlowBook:
    """The shipped flows for these settings; authors' commands look at what is live (`ivr.authoring.books`)."""
    return load.book(flow_texts(), offer(settings, hearing))


def offer(settings: Settings, hearing: frozenset[str], own: Files | None = None) -> Offer:
    """What these settings offer; `hearing` are the languages with a recogniser, `own` as in `ivr.wordings`."""
    notices = ("demo.notice",) if settings.line.profile == "demo" else ()
    languages = settings.line.languages
    country = packs.chosen(settings.prompts.pack, settings.state)
    holidays = country.holidays if country else ()
    heard = hearing & frozenset(languages)
    unheard, taught = _unheard(settings, heard, own), _taught(settings, heard)
    return Offer(languages, settings.line.main_language, heard, notices, holidays, unheard, taught)


def _taught(settings: Settings, hearing: frozenset[str]) -> frozenset[str]:
    return frozenset(language for language in hearing if is_taught(settings.speech.models / language))


def _unheard(settings: Settings, hearing: frozenset[str], own: Files | None) -> Mapping[str, frozenset[str]]:
    book = wordings.words(settings, own)
    return {language: book.no_shortcut(language) for language in sorted(hearing)}


def prompts_needed(book: FlowBook) -> tuple[str, ...]:
    """Every prompt that can be said in these flows, without repeats."""
    said = [name for flow in book.flows.values() for node in flow.nodes.values() for name in node.prompts_said()]
    return tuple(dict.fromkeys((*ENGINE_PROMPTS, *said, *book.offer.notices)))


def missing_prompts(
    book: FlowBook, has: Iterable[tuple[str, str]], lacking: Lacking = lambda *_: ()
) -> tuple[Sentence, ...]:
    """A sentence for each prompt a language lacks; `has` are (prompt, language) pairs, `lacking` says why not."""
    there = frozenset(has)
    return tuple(
        gaps.missing(prompt, language, lacking(prompt, language))
        for language in book.offer.languages
        for prompt in prompts_needed(book)
        if (prompt, language) not in there
    )


def missing_words(book: FlowBook, said: Words) -> tuple[Sentence, ...]:
    """A sentence for each thing that can be chosen by speaking in a language that is heard, and has no word there."""
    template = "Nothing can be said for '{option}' in '{language}': write it (./amparo prompts new FILE.yaml)."
    return tuple(
        told(template, option=option, language=language)
        for language in sorted(book.offer.hearing)
        for _, option in (*_options(book), ("", f"language.{language}"))
        if not said.phrases(option, language)
        if not (option in DIGIT_WORDS and language in book.offer.by_example)
    )


async def unknown_words(book: FlowBook, words: Words, ears: Recogniser) -> tuple[UnknownWord, ...]:
    """Words of the flows that the installed models do not know, by word, flow and language; none dropped silently."""
    found = []
    for language in sorted(book.offer.hearing):
        for flow, option in (*_options(book), (UNIVERSAL, f"language.{language}")):
            phrases = words.phrases(option, language)
            found += [UnknownWord(w, flow, language) for w in await ears.unknown_words(language, phrases)]
    return tuple(found)


def _options(book: FlowBook) -> tuple[tuple[str, str], ...]:
    nodes = ((name, node) for name, flow in book.flows.items() for node in flow.nodes.values())
    own = ((name, option) for name, node in nodes for option in node.words_heard())
    return tuple(dict.fromkeys((*((UNIVERSAL, word) for word in ENGINE_WORDS), *own)))

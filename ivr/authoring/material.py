"""What a walk is made of: flows, texts and words, and what the call depends on; all of it checked first."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows import golden, parse
from flows.check import near
from flows.effects import Spoken
from flows.golden import Golden
from flows.messages import told
from flows.model import FlowBook
from flows.nodes.language import Language
from flows.state import Listening
from flows.walk import Walk
from ivr import wordings
from ivr.authoring import asked, books, clocks
from ivr.authoring.asked import NotThere
from ivr.authoring.books import Which
from ivr.authoring.wish import Wish
from ivr.content import offer
from ivr.publishing.overlay import flow_named
from ivr.settings import Settings
from ivr.voice import country
from prompts import written
from prompts.catalogue import Catalogue
from prompts.packs import Pack
from prompts.words import WordBook

SAVED = frozenset({".yaml", ".yml"})
"""Scripts that are saved calls."""


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a walk needs."""

    book: FlowBook
    texts: Catalogue
    words: WordBook
    golden: Golden
    """What the call depends on; its conversation is still empty."""
    script: tuple[str, ...] | None = None
    key: str = ""
    """Of the wanted language, where the flow itself asks for it."""
    saved: bool = False
    """Whether it is a call that somebody kept."""
    pack: Pack | None = None
    """The country pack in force, of a call that nobody kept."""

    def wording(self, spoken: Spoken) -> str:
        """What is said; empty where nobody has written it."""
        try:
            return written.text(self.texts, spoken.prompt, spoken.language, spoken.values)
        except (KeyError, ValueError):
            return ""

    def phrases(self, option: str, language: str) -> tuple[str, ...]:
        """What may be said for an option."""
        return self.words.phrases(option, language)


def gathered(settings: Settings, wish: Wish) -> Material:
    """Read everything. Raises FlowError, NotThere, PromptError."""
    pack = country(settings)
    texts = wordings.texts(settings, pack)
    spoken = wordings.words(settings)
    if wish.script is not None and wish.script.suffix in SAVED:
        return _replayed(settings, wish, wish.script, texts, spoken)
    hearing = frozenset() if wish.keys_only else frozenset(spoken.languages)
    book = books.book(settings, hearing, Which(wish.files, wish.shipped))
    asked.flow(book, wish.flow)
    key = _key(book, wish) if wish.language else ""
    script = tuple(wish.script.read_text(encoding="utf-8").splitlines()) if wish.script else None
    return Material(book, texts, spoken, _golden(settings, book, wish, texts, key), script, key, pack=pack)


def _golden(settings: Settings, book: FlowBook, wish: Wish, texts: Catalogue, key: str) -> Golden:
    given = book.offer
    return Golden(
        about=f"A walk through {wish.flow}{f' in {wish.language}' if wish.language else ''}.",
        enters=wish.flow,
        languages=given.languages,
        main_language=given.main_language,
        hears=tuple(tag for tag in given.languages if tag in given.hearing),
        by_example=tuple(tag for tag in given.languages if tag in given.by_example),
        notices=given.notices,
        holidays=given.holidays,
        language="" if key else wish.language,
        local=_local(wish.at) or clocks.now(settings.zone).strftime(clocks.LOCAL),
        switched=tuple(_prompt(texts, name) for name in wish.notices),
        closed=wish.closed,
        flow=wish.files[0].read_text(encoding="utf-8") if len(wish.files) == 1 else "",
        call="",
    )


def _key(book: FlowBook, wish: Wish) -> str:
    """The key of the language, where the flow begins by asking for it; else empty. Raises NotThere."""
    tag = asked.language(wish.language, book.offer.languages)
    probe = Walk(book, wish.flow)
    probe.settle()
    asks = isinstance(book.node(probe.state.place), Language) and isinstance(probe.state.mode, Listening)
    return str(book.offer.languages.index(tag) + 1) if asks else ""


# -- a saved call -----------------------------------------------------------------------------------------


def _replayed(settings: Settings, wish: Wish, file: Path, texts: Catalogue, spoken: WordBook) -> Material:
    saved = golden.read(parse.text(file.read_bytes(), file.name), file.name)
    given = saved.offer(offer(settings, frozenset()))
    own = ((file.name, saved.flow),) if saved.flow and not wish.files else ()
    read = books.book(settings, frozenset(), Which(wish.files, wish.shipped, own))
    book = FlowBook(read.flows, given)
    enters = saved.enters or flow_named(saved.flow) or file.name.split(".")[0]
    base = saved.model_copy(update={"enters": asked.flow(book, enters)})
    return Material(book, texts, spoken, base, saved.actions, saved=True)


# -- what is asked for ------------------------------------------------------------------------------------


def _local(text: str) -> str:
    """`2026-12-25T03:00`. Raises NotThere."""
    if not text:
        return ""
    try:
        when = datetime.fromisoformat(text.strip())
    except ValueError:
        when = None
    if when is None or when.tzinfo is not None:
        template = "'{text}' is no local time; write it like this: 2026-12-25 03:00"
        raise NotThere(told(template, text=text))
    return when.strftime(clocks.LOCAL)


def _prompt(texts: Catalogue, name: str) -> str:
    if name not in texts.names:
        raise NotThere(told("there is no prompt '{name}'.{near}", name=name, near=near(name, texts.names)))
    return name

"""What this installation says and hears: the shipped texts and words, with its own over them. Everybody asks here."""

from ivr.publishing.office import book_of
from ivr.publishing.records import WORDING, Wording
from ivr.settings import Settings
from ivr.store.configuration.store import existing
from prompts import catalogue, own_files
from prompts import words as phrases
from prompts.catalogue import Catalogue
from prompts.own import NONE, Files, Own
from prompts.packs import Pack
from prompts.words import WordBook


def own(settings: Settings) -> Own:
    """Where its own are."""
    return Own(settings.state)


def desk(settings: Settings) -> Files:
    """What authors work on. Raises PromptError."""
    return own_files.read(own(settings))


async def live(settings: Settings) -> Files:
    """What callers hear; as shipped where nothing was ever published. Raises StoreError, PromptError."""
    async with existing(settings.configuration_url) as kept:
        if kept is None:
            return NONE
        publication = await kept.versions.live()
        book = await book_of(kept.versions, {}, {WORDING: publication.live(WORDING)})
    return opened(book.wording)


def opened(kept: Wording) -> Files:
    """A version of the wording. Raises PromptError."""
    return own_files.opened(kept.text, kept.name)


def texts(settings: Settings, pack: Pack | None, files: Files | None = None) -> Catalogue:
    """With what a country pack says, if one is given; those of the desk where none are named. Raises PromptError."""
    return catalogue.load(pack=pack, own=desk(settings) if files is None else files)


def words(settings: Settings, files: Files | None = None) -> WordBook:
    """The same of what callers may say. Raises PromptError."""
    return phrases.load(own=desk(settings) if files is None else files)

"""What this installation says and hears: the shipped texts and words, with its own over them. Everybody asks here."""

from ivr.publishing.office import book_of
from ivr.publishing.ports import Versions
from ivr.publishing.records import WORDING, Wording
from ivr.settings import Settings
from ivr.store.configuration.store import existing
from prompts import catalogue, own_changes, own_files
from prompts import words as phrases
from prompts.catalogue import Catalogue
from prompts.own import NONE, Files, Own
from prompts.own_changes import NO_CHANGES, Changes
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
        return opened(await live_of(kept.versions)) if kept else NONE


async def live_of(store: Versions) -> Wording:
    """The same as it is kept."""
    publication = await store.live()
    return (await book_of(store, {}, {WORDING: publication.live(WORDING)})).wording


def unheard(settings: Settings, kept: Wording) -> Changes:
    """What callers will hear otherwise when the desk is published. Raises PromptError."""
    here = desk(settings)
    return NO_CHANGES if own_files.bundle(here) == kept.text else own_changes.changes(opened(kept), here)


def opened(kept: Wording) -> Files:
    """A version of the wording. Raises PromptError."""
    return own_files.opened(kept.text, kept.name)


def texts(settings: Settings, pack: Pack | None, files: Files | None = None) -> Catalogue:
    """With what a country pack says, if one is given; those of the desk where none are named. Raises PromptError."""
    return catalogue.load(pack=pack, own=desk(settings) if files is None else files)


def words(settings: Settings, files: Files | None = None) -> WordBook:
    """The same of what callers may say. Raises PromptError."""
    return phrases.load(own=desk(settings) if files is None else files)

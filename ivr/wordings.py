"""What this installation says and hears: the shipped texts and words, with its own over them. Everybody asks here."""

from ivr.settings import Settings
from prompts import catalogue
from prompts import words as phrases
from prompts.catalogue import Catalogue
from prompts.own import Own
from prompts.packs import Pack
from prompts.words import WordBook


def own(settings: Settings) -> Own:
    """Where its own are."""
    return Own(settings.state)


def texts(settings: Settings, pack: Pack | None) -> Catalogue:
    """With what a country pack says, if one is given. Raises PromptError."""
    return catalogue.load(pack=pack, own=own(settings).texts)


def words(settings: Settings) -> WordBook:
    """Raises PromptError."""
    return phrases.load(own=own(settings).words)

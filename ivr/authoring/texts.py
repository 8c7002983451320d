"""The texts of an installation, for the rooms of authors."""

from ivr.settings import Settings
from prompts import catalogue, packs
from prompts.catalogue import Catalogue


def installed(settings: Settings) -> Catalogue:
    """The shipped ones, with what the chosen country pack says. Raises PromptError, PackError."""
    return catalogue.load(pack=packs.chosen(settings.prompts.pack, settings.state))

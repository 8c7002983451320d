"""The texts of an installation, for the rooms of authors."""

from ivr import wordings
from ivr.settings import Settings
from prompts import packs
from prompts.catalogue import Catalogue


def installed(settings: Settings) -> Catalogue:
    """With what the chosen country pack says, reviewed or not. Raises PromptError, PackError."""
    return wordings.texts(settings, packs.chosen(settings.prompts.pack, settings.state))

"""Failures a person can do something about: their text is a sentence, and no traceback is shown.

Imported only when something failed: the rooms these come from take a second to load.
"""

from flows.errors import Refused
from flows.messages import Translate, untranslated
from ivr import siblings
from ivr.asterisk.errors import AriError
from ivr.asterisk.installation import AsteriskError
from ivr.settings import SettingsError
from ivr.store.database import StoreError
from speech.ports import SpeechError

TROUBLES = (
    AriError,
    AsteriskError,
    SettingsError,
    SpeechError,
    StoreError,
)


def sentences(error: BaseException, translate: Translate = untranslated) -> list[str]:
    """What to print; raises the error again where it is a fault of our own."""
    if isinstance(error, Refused):
        return list(error.sentences(translate))
    if isinstance(error, TROUBLES):
        return [str(error)]
    if isinstance(error, OSError) and error.filename is not None:  # a file or folder that somebody named
        near = siblings.meant(error.filename).text(translate) if isinstance(error, FileNotFoundError) else ""
        return [f"{error.filename} cannot be used: {error.strerror}.{near}"]
    if isinstance(error, BaseExceptionGroup):  # parts that start side by side fail together
        return [sentence for each in error.exceptions for sentence in sentences(each, translate)]
    raise error

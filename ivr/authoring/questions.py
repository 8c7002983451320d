"""Where callers can say what, in the flows here: what a phrase may mean depends on the question."""

from flows.errors import Refused
from flows.lint.meaning import Asked, asked
from ivr.authoring import books
from ivr.authoring.books import Which
from ivr.settings import Settings


def questions(settings: Settings, *, shipped: bool) -> tuple[Asked, ...]:
    """Of what is live, or of what the program brings where nobody can tell; not to be called on an event loop.

    A flow that cannot be read is no reason to refuse a sheet: whoever drafts it is told.
    """
    try:
        book = books.book(settings, frozenset(), Which(shipped=shipped))
    except Refused:
        return () if shipped else questions(settings, shipped=True)
    return tuple(question for flow in book.flows.values() for question in asked(flow))

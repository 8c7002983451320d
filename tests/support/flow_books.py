"""Flow books for tests: the library, or one small flow beside the library's universal keys."""

from pathlib import Path

from flows import load
from flows.model import FlowBook
from flows.nodes import Offer

LIBRARY = Path(__file__).parent.parent.parent / "flows" / "library"
LANGUAGES = ("ko", "en", "fr", "es", "ar")
TEXTS = {file.name: file.read_text(encoding="utf-8") for file in sorted(LIBRARY.glob("*.yaml"))}


def offer(*hears: str, by_example: tuple[str, ...] = ()) -> Offer:
    """Five languages, the main one Korean, with ears for some, of which some were taught by example."""
    return Offer(LANGUAGES, "ko", frozenset(hears), by_example=frozenset(by_example))


def library(*hears: str) -> FlowBook:
    """The shipped flows."""
    return load.book(TEXTS, offer(*hears))


def beside_universal(texts: dict[str, str], *hears: str, by_example: tuple[str, ...] = ()) -> FlowBook:
    """Flows of a test, with the shipped universal keys."""
    return load.book({"universal.yaml": TEXTS["universal.yaml"], **texts}, offer(*hears, by_example=by_example))


def everything(*hears: str) -> FlowBook:
    """A flow with every node kind."""
    here = LIBRARY.parent.parent / "tests" / "flows"
    files = [here / "everything.yaml", here / "other.yaml"]
    return beside_universal({file.name: file.read_text(encoding="utf-8") for file in files}, *hears)

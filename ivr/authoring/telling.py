"""What a room of authors says on the terminal: sentences, in the author's language."""

import sys
from collections.abc import Iterable, Sequence

from flows.messages import Sentence, Translate, told

LISTED = 8
"""Names told in one line."""


def tell(sentences: Iterable[Sentence], translate: Translate) -> None:
    """One a line."""
    for sentence in sentences:
        sys.stdout.write(f"{sentence.text(translate)}\n")


def placed(place: Sentence | str, sentence: Sentence) -> Sentence:
    """With the place in front, as in `fr/hello.mp3: it is empty.`"""
    return told("{place}: {sentence}", place=place, sentence=sentence)


def some(names: Sequence[str]) -> Sentence | str:
    """Names in one line, and how many more there are."""
    listed, more = ", ".join(names[:LISTED]), len(names) - LISTED
    return told("{names} and {more} more", names=listed, more=more) if more > 0 else listed

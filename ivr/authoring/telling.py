"""What a room of authors says on the terminal: sentences, in the author's language."""

import sys
from collections.abc import Iterable

from flows.messages import Sentence, Translate, told


def tell(sentences: Iterable[Sentence], translate: Translate) -> None:
    """One a line."""
    for sentence in sentences:
        sys.stdout.write(f"{sentence.text(translate)}\n")


def placed(place: Sentence | str, sentence: Sentence) -> Sentence:
    """With the place in front, as in `fr/hello.mp3: it is empty.`"""
    return told("{place}: {sentence}", place=place, sentence=sentence)

"""Labels of those who do something: a person's name in one is kept for good, and told."""

from collections.abc import Iterator

from flows.messages import Sentence, told


def remark(who: str) -> Iterator[Sentence]:
    """What is said about a label that reads like a name: letters only, each word with a capital; it is taken."""
    words = who.replace(".", " ").replace("-", " ").split()
    if words and all(word.isalpha() and word.istitle() for word in words):
        template = (
            "'{who}' reads like somebody's name, and is kept with what is done. A neutral label, such as author1, "
            "tells nobody who it was."
        )
        yield told(template, who=" ".join(who.split()))

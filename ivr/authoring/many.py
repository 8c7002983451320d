"""One line above many errors: how many kinds they are, and where to begin."""

from collections import Counter
from collections.abc import Iterable, Iterator

from flows.messages import Sentence, told

FEW = 8
"""So many are read one by one."""
FIRST = ("load", "missing_target", "missing_prompt", "missing_words", "missing_unit")
"""Kinds of which others follow."""


def overview(errors: Iterable[tuple[str, str]]) -> Iterator[Sentence]:
    """Of (rule, file) of each; nothing where they are few."""
    every = tuple(errors)
    kinds = Counter(rule for rule, _ in every)
    if len(every) <= FEW:
        return
    if len(kinds) == 1:
        template = "{count} errors, all of the kind {rule}. One slip often makes many, one in each language."
        yield told(template, count=len(every), rule=every[0][0])
        return
    rule = next((known for known in FIRST if known in kinds), every[0][0])
    file = next(file for kind, file in every if kind == rule)
    template = (
        "{count} errors, of {kinds} kinds: {names}. One slip often makes many, one in each language. Begin with {rule} "
        "in {file}."
    )
    names = ", ".join(f"{kind} ({count})" for kind, count in kinds.most_common())
    yield told(template, count=len(every), kinds=len(kinds), names=names, rule=rule, file=file)

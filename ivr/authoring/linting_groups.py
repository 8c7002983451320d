"""Which findings of the lint a person is told together, and which say nothing that another does not say."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from flows.lint import Finding
from flows.messages import Sentence

LANGUAGE = "language"
LISTED: Mapping[str, str] = {"missing_prompt": "prompt", "stale": "prompt", "missing_words": "option"}
"""Rules whose findings differ in one name only, and the part of the sentence that has it."""
TOPIC_FORGOTTEN = ("dead_end",)
FOLLOW: Mapping[str, tuple[str, ...]] = {"V8": TOPIC_FORGOTTEN, "V11": TOPIC_FORGOTTEN, "V12": TOPIC_FORGOTTEN}
"""By rule: rules that, at the same node, have the same cause; this one is gone when it is mended."""
HOLES = frozenset({"missing_prompt", "missing_unit", "missing_words"})
WHOLE = "V34"
"""Counts the holes of a language."""


def telling(findings: Iterable[Finding]) -> list[Finding]:
    """Without those that follow from others."""
    known = list(findings)
    nodes = {(one.rule, one.file, one.node) for one in known if one.node}
    holes = {one.language for one in known if one.rule in HOLES}

    def follows(one: Finding) -> bool:
        if one.rule == WHOLE:
            return one.level == "error" and one.language in holes
        return any((rule, one.file, one.node) in nodes for rule in FOLLOW.get(one.rule, ()))

    return [one for one in known if not follows(one)]


def together(findings: Iterable[Finding]) -> Iterator[Finding]:
    """One for all languages, and for all names of a list, of which the same is told."""
    for same in _alike(findings, lambda one: (one.line, one.node, _without(one, LANGUAGE))):
        tags = ", ".join(dict.fromkeys(one.language for one in same))
        yield replace(_saying(same[0], LANGUAGE, tags), language=tags)


def listed(findings: Iterable[Finding]) -> Iterator[Finding]:
    """One for all names of which the same is told; without a node where there are several."""
    for same in _alike(findings, lambda one: (one.language, *_place(one))):
        first = same[0]
        part = LISTED.get(first.rule, "")
        names = dict.fromkeys(str(value) for one in same for name, value in one.sentence.values if name == part)
        node = first.node if len({one.node for one in same}) == 1 else ""
        yield replace(_saying(first, part, ", ".join(names)), node=node) if len(same) > 1 else first


def says_language(finding: Finding) -> bool:
    """Whether its sentence names the language already."""
    return any(name == LANGUAGE for name, _ in finding.sentence.values)


def _place(one: Finding) -> tuple[Any, ...]:
    """Lists are of a whole file; everything else has its own place."""
    part = LISTED.get(one.rule)
    return (_without(one, part),) if part else (one.line, one.node, str(one.sentence))


def _alike(findings: Iterable[Finding], mark: Callable[[Finding], tuple[Any, ...]]) -> Iterator[list[Finding]]:
    groups: dict[tuple[Any, ...], list[Finding]] = {}
    for one in findings:
        groups.setdefault((one.file, one.rule, one.level, one.sentence.template, *mark(one)), []).append(one)
    yield from groups.values()


def _without(one: Finding, part: str) -> tuple[tuple[str, object], ...]:
    return tuple((name, str(value)) for name, value in one.sentence.values if name != part)


def _saying(one: Finding, part: str, text: str) -> Finding:
    values = tuple((name, text if name == part else value) for name, value in one.sentence.values)
    return replace(one, sentence=Sentence(one.sentence.template, values))

"""Findings of the lint as lines of text, by file."""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from flows.lint import Finding, Report, Rule
from flows.messages import Sentence, Translate, later, told
from flows.proofs import Figures

WIDTH = 120
LEVELS = {"error": later("error"), "warning": later("warning")}
LANGUAGE = "language"
ALIKE = 4
"""So many of one rule and language at one place are shown; the others are in the JSON."""


def table(report: Report, figures: Iterable[Figures], translate: Translate) -> Iterator[str]:
    """A block for each file: what has to be done first, then what is accepted, and why; then how far and how long."""
    for file, findings in groupby(report.findings, key=lambda finding: finding.file):
        own = list(findings)
        yield file
        yield from _open([finding for finding in own if finding.open], translate)
        yield from _accepted([finding for finding in own if not finding.open], translate)
        yield ""
    yield from (line.text(translate) for line in map(_figures, figures))
    yield summary(report, translate)


def summary(report: Report, translate: Translate) -> str:
    """One line."""
    accepted = len(report.findings) - len(report.open)
    template = "{errors} errors, {warnings} warnings without a reason, {accepted} accepted."
    without = len(report.open) - len(report.errors)
    return told(template, errors=len(report.errors), warnings=without, accepted=accepted).text(translate)


def _together(findings: Iterable[Finding]) -> Iterator[Finding]:
    """One for all languages in which the same is told of the same place."""
    places: dict[tuple[object, ...], list[Finding]] = {}
    for one in findings:
        said = tuple(value for value in one.sentence.values if value[0] != LANGUAGE)
        place = (one.line, one.rule, one.node, one.level, one.sentence.template, said)
        places.setdefault(place, []).append(one)
    for same in places.values():
        tags = ", ".join(one.language for one in same)
        values = tuple((name, tags if name == LANGUAGE else value) for name, value in same[0].sentence.values)
        yield replace(same[0], language=tags, sentence=Sentence(same[0].sentence.template, values))


def _open(findings: list[Finding], translate: Translate) -> Iterator[str]:
    for (rule, _language), same in groupby(_together(findings), key=lambda finding: (finding.rule, finding.language)):
        alike = list(same)
        for finding in alike[:ALIKE]:
            yield from _row(finding, translate)
        if len(alike) > ALIKE:
            template = "and {count} more of rule {rule}; --json has them all"
            yield f"      {told(template, count=len(alike) - ALIKE, rule=rule).text(translate)}"


def _row(finding: Finding, translate: Translate) -> Iterator[str]:
    """Line, level, rule, node and language, then the sentence."""
    where = " ".join(filter(None, (finding.node, f"[{finding.language}]" if finding.language else "")))
    yield f"  {finding.line:>4}  {translate(LEVELS[finding.level])} {finding.rule}  {where}".rstrip()
    yield from _wrapped(finding.sentence.text(translate), 8)


def _accepted(findings: list[Finding], translate: Translate) -> Iterator[str]:
    """One line for each reason: how often, and why."""
    reasons: dict[tuple[str, str], int] = {}
    for finding in findings:
        key = (finding.rule, finding.why(translate))
        reasons[key] = reasons.get(key, 0) + 1
    for (rule, why), count in reasons.items():
        yield from _wrapped(
            told("accepted: {rule} ({count}): {why}", rule=rule, count=count, why=why).text(translate), 6
        )


def _figures(row: Figures) -> Sentence:
    template = (
        "{flow} [{language}]: {goals} pieces of information; the farthest is {choices} choices and {seconds} s of "
        "speech away."
    )
    parts = {"flow": row.flow, "language": row.language, "goals": row.goals, "choices": row.choices}
    return told(template, **parts, seconds=round(row.to_farthest_ms / 1000))


def rules_table(rules: Iterable[Rule], translate: Translate) -> Iterator[str]:
    """Each rule with its reason and an example."""
    for rule in rules:
        yield f"{rule.id}: {translate(rule.title)} ({translate(LEVELS[rule.level])})"
        yield from _wrapped(translate(rule.reason), 4)
        yield ""
        yield from textwrap.indent(rule.example, "        ").splitlines()
        yield ""


def _wrapped(text: str, indent: int) -> list[str]:
    space = " " * indent
    return textwrap.wrap(text, WIDTH, initial_indent=space, subsequent_indent=space, break_long_words=False)

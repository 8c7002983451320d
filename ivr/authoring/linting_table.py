"""Findings of the lint as lines of text, by file."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from flows.lint import Finding, Report, Rule
from flows.messages import Sentence, Translate, later, told
from flows.proofs import Figures
from ivr.authoring.linting_groups import listed, says_language, telling, together
from ivr.authoring.many import overview

WIDTH = 120
LEVELS = {"error": later("error"), "warning": later("warning")}
ALIKE = 4
"""So many of one rule and language at one place are shown; the others are in the JSON."""


@dataclass(frozen=True, slots=True)
class View:
    """What somebody wants to see."""

    named: Mapping[str, str] = field(default_factory=dict)
    """Labels of the files that were named, and their flows; every file where none is named."""
    others: int = 0
    """Flows beside those."""
    every: bool = False
    """The others too."""

    def shows(self, finding: Finding) -> bool:
        """A file that cannot be read keeps all others from being looked at."""
        return self.every or not self.named or finding.file in self.named or not finding.flow


def table(report: Report, figures: Iterable[Figures], translate: Translate, view: View = View()) -> Iterator[str]:
    """A block for each file: what has to be done first, then what is accepted, and why; then how far and how long."""
    shown = [finding for finding in report.findings if view.shows(finding)]
    for line in overview((finding.rule, finding.file) for finding in shown if finding.level == "error"):
        yield from (*_wrapped(line.text(translate), 0), "")
    for file, own in groupby(shown, key=lambda finding: finding.file):
        yield from _block(file, list(own), translate, detailed=file in view.named)
    clean = [file for file in view.named if file not in {finding.file for finding in report.findings}]
    yield from (told("{file}: nothing was found.", file=file).text(translate) for file in clean)
    rows = [row for row in figures if view.every or not view.named or row.flow in view.named.values()]
    for line in _figures(rows):
        yield from _wrapped(line.text(translate), 0)
    yield summary(Report(tuple(shown)), translate)
    if view.named and not view.every and all(finding.flow for finding in shown):
        yield _others(view, [finding for finding in report.findings if not view.shows(finding)], translate)


def _block(file: str, findings: list[Finding], translate: Translate, *, detailed: bool) -> Iterator[str]:
    todo = [finding for finding in findings if finding.open]
    main = telling(todo)
    yield file
    yield from _open(main, translate)
    if len(main) < len(todo):
        template = "follow from these: {count} more; --json has them all"
        yield f"      {told(template, count=len(todo) - len(main)).text(translate)}"
    yield from _accepted([finding for finding in findings if not finding.open], translate, detailed=detailed)
    yield ""


def summary(report: Report, translate: Translate) -> str:
    """One line."""
    accepted = len(report.findings) - len(report.open)
    template = "{errors} errors, {warnings} warnings without a reason, {accepted} accepted."
    return told(template, errors=len(report.errors), warnings=_without_reason(report), accepted=accepted).text(
        translate
    )


def _others(view: View, findings: list[Finding], translate: Translate) -> str:
    rest = Report(tuple(findings))
    template = "{flows} other flows: {errors} errors, {warnings} warnings without a reason (--all shows them)."
    parts = {"flows": view.others, "errors": len(rest.errors), "warnings": _without_reason(rest)}
    return told(template, **parts).text(translate)


def _without_reason(report: Report) -> int:
    return len(report.open) - len(report.errors)


def _open(findings: list[Finding], translate: Translate) -> Iterator[str]:
    few = listed(together(findings))
    for (rule, _language), same in groupby(few, key=lambda finding: (finding.rule, finding.language)):
        alike = list(same)
        for finding in alike[:ALIKE]:
            yield from _row(finding, translate)
        if len(alike) > ALIKE:
            template = "and {count} more of rule {rule}; --json has them all"
            yield f"      {told(template, count=len(alike) - ALIKE, rule=rule).text(translate)}"


def _row(finding: Finding, translate: Translate) -> Iterator[str]:
    """Line, level, rule, node and language, then the sentence."""
    yield f"  {finding.line:>4}  {translate(LEVELS[finding.level])} {finding.rule}  {_where(finding)}".rstrip()
    yield from _wrapped(finding.sentence.text(translate), 8)


def _where(finding: Finding) -> str:
    """The node and the languages, unless the sentence names those."""
    tags = f"[{finding.language}]" if finding.language and not says_language(finding) else ""
    return " ".join(filter(None, (finding.node, tags)))


def _accepted(findings: list[Finding], translate: Translate, *, detailed: bool) -> Iterator[str]:
    """One line for each reason: how often, and why; in detail also what an author's own reason covers."""
    reasons: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        reasons.setdefault((finding.rule, finding.why(translate)), []).append(finding)
    for (rule, why), same in reasons.items():
        template = "accepted: {rule} ({count}): {why}"
        yield from _wrapped(told(template, rule=rule, count=len(same), why=why).text(translate), 6)
        for finding in together(same) if detailed and isinstance(same[0].accepted, str) else ():
            yield from _wrapped(f"{_where(finding)}: {finding.sentence.text(translate)}", 10)


def _figures(rows: Iterable[Figures]) -> Iterator[Sentence]:
    """One line for all languages in which it is as far."""
    flows: dict[tuple[str, int, int], list[Figures]] = {}
    for row in rows:
        flows.setdefault((row.flow, row.goals, row.choices), []).append(row)
    for (flow, goals, choices), same in flows.items():
        if not goals:
            template = "{flow}: callers come to no information, since no node they can reach has a 'topic'."
            yield told(template, flow=flow)
            continue
        template = (
            "{flow}: pieces of information: {goals}; choices to the farthest: {choices}; speech before it: {seconds}."
        )
        seconds = ", ".join(f"{round(row.to_farthest_ms / 1000)} s ({row.language})" for row in same)
        yield told(template, flow=flow, goals=goals, choices=choices, seconds=seconds)


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

"""Warnings that are accepted, and reasons that nothing needs. Pure."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from flows.check import line_of
from flows.lint.rule import Finding
from flows.lint.subject import Subject
from flows.messages import Sentence, told
from flows.model import Reason

UNUSED = "unused_reason"


def given(findings: Iterable[Finding], subject: Subject, rules: Container[str]) -> Iterator[Finding]:
    """The same, with the reasons of the flows; and what is wrong with those. `rules` are the ids there are."""
    used: set[tuple[str, int]] = set()
    for finding in findings:
        if finding.level == "warning" and not finding.accepted:
            places = [(finding.flow, at) for at, reason in _reasons(subject, finding.flow) if _fits(reason, finding)]
            used |= set(places)
            texts = [subject.book.flows[flow].reasons[at].reason for flow, at in places]
            yield replace(finding, accepted=texts[0] if texts else "")
        else:
            yield finding
    for flow in subject.book.flows:
        for at, reason in _reasons(subject, flow):
            if (flow, at) not in used:
                yield _unused(subject, flow, at, reason, known=reason.rule in rules)


def _reasons(subject: Subject, flow: str) -> Iterator[tuple[int, Reason]]:
    yield from enumerate(subject.book.flows[flow].reasons)


def _fits(reason: Reason, finding: Finding) -> bool:
    """What a reason leaves out it is not particular about."""
    return (
        reason.rule == finding.rule and reason.node in {"", finding.node} and reason.language in {"", finding.language}
    )


def _unused(subject: Subject, flow: str, at: int, reason: Reason, *, known: bool) -> Finding:
    """Accepted by itself: with other languages, recordings or settings the warning may be there."""
    source = subject.sources[flow]
    accepted: str | Sentence = ""
    if not known:
        sentence = told("this is a reason for rule {rule}, and there is no such rule.", rule=reason.rule)
    elif reason.node and reason.node not in source.flow.nodes:
        template = "this is a reason for rule {rule} at '{node}', and there is no such node."
        sentence = told(template, rule=reason.rule, node=reason.node)
    else:
        sentence = told("no warning of rule {rule} needs this reason here.", rule=reason.rule)
        accepted = told("another installation may need it")
    line = line_of(source.tree, ["reasons", at])
    return Finding(UNUSED, "warning", flow, source.file, line, reason.node, reason.language, sentence, accepted)

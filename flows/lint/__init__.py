"""The lint: a folder of rules over flows that were loaded and what is known of their prompts and words. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from flows import load
from flows.check import line_of
from flows.errors import FlowError
from flows.lint import reasons
from flows.lint.facts import Facts
from flows.lint.rule import Finding, Level, Rule, Seen
from flows.lint.rules import RULES
from flows.lint.subject import Subject
from flows.messages import Sentence
from flows.nodes import Offer
from flows.state import Place

__all__ = ["RULES", "Facts", "Finding", "Level", "Report", "Rule", "lint", "look", "refused"]

KNOWN = frozenset(rule.id for rule in RULES)
More = Iterable[tuple[str, Place, Sentence]]
"""What was found in another way: id of a rule, the node, the sentence."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was found, by file and line."""

    findings: tuple[Finding, ...]

    @property
    def open(self) -> tuple[Finding, ...]:
        """Errors, and warnings without a reason: what has to be done before it is published."""
        return tuple(finding for finding in self.findings if finding.open)

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.level == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.level == "warning")


def lint(texts: Mapping[str, str], offer: Offer, facts: Facts) -> Report:
    """Look at a whole flow book, file name to text. A file that cannot be loaded gives findings too."""
    try:
        sources = load.sources(texts)
    except FlowError as error:
        return refused(error)
    return look(Subject(load.book_of(sources, offer), sources, facts.first), facts)


def refused(error: FlowError) -> Report:
    """What a book looks like that cannot be loaded."""
    found = (Finding(t.rule, "error", "", t.file, t.line, t.node, "", t.sentence) for t in error.troubles)
    return Report(tuple(sorted(found, key=_order)))


def look(subject: Subject, facts: Facts, more: More = ()) -> Report:
    """Look at a book that was loaded; `more` is what proofs found in it."""
    seen = chain.from_iterable(_looked(rule, subject, facts) for rule in RULES)
    proved = (_finding(_rule(id_), subject, Seen(told, place.flow, place.node)) for id_, place, told in more)
    found = tuple(dict.fromkeys((*seen, *proved)))
    return Report(tuple(sorted(reasons.given(found, subject, KNOWN), key=_order)))


def _looked(rule: Rule, subject: Subject, facts: Facts) -> Iterator[Finding]:
    return (_finding(rule, subject, seen) for seen in rule.look(subject, facts))


def _finding(rule: Rule, subject: Subject, seen: Seen) -> Finding:
    source = subject.sources[seen.flow]
    where = [*(["nodes", seen.node] if seen.node else []), *(seen.field.split(".") if seen.field else [])]
    line = line_of(source.tree, where)
    level, accepted = seen.level or rule.level, seen.accepted or ""
    return Finding(rule.id, level, seen.flow, source.file, line, seen.node, seen.language, seen.sentence, accepted)


def _rule(id_: str) -> Rule:
    return next(rule for rule in RULES if rule.id == id_)


def _order(finding: Finding) -> tuple[object, ...]:
    return (finding.file, finding.line, finding.rule, finding.node, finding.language, str(finding.sentence))

"""Why warnings are all right: what has to be said, by whom it was said, and what is kept."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from flows.errors import Trouble
from flows.messages import told
from ivr.publishing.errors import PublishingRefused
from ivr.publishing.ports import Finding, Report
from ivr.publishing.records import Reason

Known = dict[tuple[str, str], str]
"""(flow, rule) to text."""


@dataclass(frozen=True, slots=True)
class Said:
    """All reasons there are."""

    now: Mapping[str, str] | None
    """Rule to reason, of whoever publishes; None of whoever goes back."""
    live: Collection[Reason] = ()
    """What was said for what callers hear."""
    again: Collection[Reason] = ()
    """What was said when the versions that are gone back to were live."""


def unexplained(report: Report) -> tuple[Finding, ...]:
    """The warnings for which the flows themselves give no reason."""
    return tuple(finding for finding in report.warnings if not finding.reason)


def kept(report: Report, new: Collection[Finding], said: Said, changed: Collection[str]) -> tuple[Reason, ...]:
    """The reasons that are kept. Raises PublishingRefused with every new warning that has none.

    What was said about a flow that is `changed` counts for warnings that are not new, and no others.
    """
    stays = _known((*said.again, *(reason for reason in said.live if reason.flow not in changed)))
    every = _known(said.live) | stays
    reasons: Known = {}
    open_: list[Finding] = []
    for finding in unexplained(report):
        about = (finding.flow, finding.rule)
        if text := (said.now or {}).get(finding.rule) or (stays if finding in new else every).get(about, ""):
            reasons[about] = text
        elif finding in new:
            open_.append(finding)
    if open_:
        raise PublishingRefused(*map(_warned, open_))
    return tuple(Reason(flow, rule, text) for (flow, rule), text in sorted(reasons.items()))


def _known(reasons: Iterable[Reason]) -> Known:
    return {(reason.flow, reason.rule): reason.text for reason in reasons}


def _warned(finding: Finding) -> Trouble:
    template = '{what} (Warning of rule {rule}: mend it, or say why it is all right: --reason {rule}="...".)'
    sentence = told(template, what=finding.trouble.sentence, rule=finding.rule)
    return Trouble(finding.trouble.file, finding.trouble.line, finding.trouble.node, sentence)

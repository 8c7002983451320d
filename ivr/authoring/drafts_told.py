"""What is said about drafts: what is kept, what is wrong with it, and what comes next."""

import sys
from collections.abc import Iterable, Iterator

from flows.messages import Sentence, Translate, later, told
from ivr.authoring.desk import Desk
from ivr.authoring.many import overview
from ivr.authoring.telling import tell
from ivr.authoring.wording_told import kept
from ivr.publishing.drafting import Drafted, Same
from ivr.publishing.going_live import Preview
from ivr.publishing.policy import approved
from ivr.publishing.records import SHIPPED, WORDING, FlowVersion, VersionLine

WARNING = later("Warning")


def drafted(done: Drafted, desk: Desk, *, asked: bool) -> Iterator[Sentence]:
    """Each text; the wording, where nothing of it changed, only if somebody `asked`."""
    for version in done.new:
        template = "{version} is a draft, made from {base}."
        yield told(template, version=version.name, base=_base(version))
        if version.flow == WORDING:
            template = "  Not what callers hear now: texts: {texts}, phrases: {phrases} (./amparo flows diff wording)."
            yield told(template, **desk.what_differs)
            yield from kept(desk.changes.kept)
    for same in done.same:
        if same.flow != WORDING:
            yield _same(same)
        elif asked or same.state != "published":
            yield _same_wording(same, desk)


def _base(version: FlowVersion) -> Sentence:
    if version.base != SHIPPED:
        return told("version {number}", number=version.base)
    return told("what the program brings") if version.flow == WORDING else told("the flow as shipped, or from nothing")


def _same(same: Same) -> Sentence:
    parts = {"flow": same.flow, "number": same.number}
    if same.state == "published":
        return told("{flow}: nothing changed; the file is what is live, letter by letter.", **parts)
    if same.state == "draft":
        return told("{flow}: nothing changed since draft {number}.", **parts)
    template = (
        "{flow}: the file is what was live as version {number}, letter by letter. To go back to it: "
        "./amparo flows rollback {flow} --to {number} --who NAME --why TEXT"
    )
    return told(template, **parts)


def _same_wording(same: Same, desk: Desk) -> Sentence:
    if same.state == "published":
        return told("{flow}: nothing changed; the texts and words here are what callers hear.", flow=WORDING)
    if same.state == "draft":
        return _same(same)
    if same.number == SHIPPED:
        template = (
            "{flow}: here are no texts or words of your own, but callers hear {live}. To have it here: "
            "./amparo prompts reset"
        )
        return told(template, flow=WORDING, live=desk.live.name)
    template = (
        "{flow}: the texts and words here are what was live as version {number}. To go back to it: ./amparo flows "
        "rollback {flow} --to {number} --who NAME --why TEXT. To begin again from what is live: ./amparo prompts reset"
    )
    return told(template, flow=WORDING, number=same.number)


# -- what is wrong -------------------------------------------------------------------------------------------------


def show(preview: Preview, translate: Translate) -> None:
    """Errors, and warnings that callers do not live with already."""
    if preview.errors:
        tell((told("It is kept, but cannot be published as it is:"),), translate)
        tell(overview((finding.rule, finding.trouble.file) for finding in preview.errors), translate)
    for finding in preview.errors:
        sys.stdout.write(f"  {finding.trouble.text(translate)}\n")
    for finding in preview.warnings:
        sys.stdout.write(f"  {translate(WARNING)} {finding.rule}: {finding.trouble.text(translate)}\n")
    if preview.known:
        template = "Warnings about what callers hear already, which need no reason here: {count} (./amparo flows lint)."
        tell((told(template, count=preview.known),), translate)


# -- what comes next ------------------------------------------------------------------------------------------------


def steps(lines: Iterable[VersionLine], preview: Preview, *, two_persons: bool) -> Iterator[Sentence]:
    """For drafts, the wording among them."""
    drafts = tuple(lines)
    if preview.errors:
        template = "Next: mend this (what is missing: ./amparo prompts new FILE), and draft the same again."
        yield told(template)
        return
    yield told("Without errors: {versions}.", versions=", ".join(line.name for line in drafts))
    for line in drafts:
        if two_persons and not approved(line):
            template = (
                "Next: somebody else looks at it (./amparo flows diff {flow}) and approves it "
                "(./amparo flows approve {version} --who NAME)."
            )
            yield told(template, version=line.name, flow=line.flow)
    if not two_persons or all(map(approved, drafts)):
        flows = " ".join(line.flow for line in drafts if line.flow != WORDING)
        reasons = "".join(f' --reason {rule}="..."' for rule in sorted({each.rule for each in preview.warnings}))
        template = "Next: ./amparo flows publish {flow} --who NAME --why TEXT{reasons}"
        yield told(template, flow=flows or WORDING, reasons=reasons)

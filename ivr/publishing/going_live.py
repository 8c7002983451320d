"""Publishing and rolling back: the whole resulting book is checked, then it goes live in one step or not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flows.errors import Trouble
from flows.messages import Sentence, told
from ivr.publishing.errors import PublishingRefused
from ivr.publishing.office import Office, book_of, version_of
from ivr.publishing.policy import actor, check_publishing, purpose
from ivr.publishing.ports import Finding, Overtaken, Report
from ivr.publishing.records import SHIPPED, FlowVersion, Publication, Reason, newest


@dataclass(frozen=True, slots=True)
class Published:
    """What went live."""

    publication: Publication
    before: Publication
    unused: tuple[str, ...] = ()
    """Rules for which a reason was given and that warn of nothing."""


async def publish(
    office: Office, wanted: Mapping[str, int | None], who: str, why: str, given: Mapping[str, str] | None = None
) -> Published:
    """Put versions live together (None: the flow's newest draft); `given` is why a rule's warnings are all right.

    Raises PublishingRefused with every sentence; nothing has changed then.
    """
    who, why = actor(who), purpose(why)
    before = await office.store.live()
    reasons = {rule: purpose(text) for rule, text in (given or {}).items() if text.strip()}
    chosen = [await _chosen(office, flow, number) for flow, number in wanted.items()]
    for version in chosen:
        lines = {line.number: line for line in await office.store.listed(version.flow)}
        check_publishing(version, lines, before.live(version.flow), two_persons=office.two_persons)
    changes = {version.flow: version.number for version in chosen}
    return await _go_live(office, before, changes, Publication(0, (), who, why), reasons)


async def rollback(office: Office, wanted: Mapping[str, int | None], who: str, why: str) -> Published:
    """Put earlier versions live again (None: the one before; SHIPPED: as shipped). Raises PublishingRefused.

    It needs no second person: callers heard these versions before.
    """
    who, why = actor(who), purpose(why)
    before = await office.store.live()
    changes = {flow: await _earlier(office, before, flow, number) for flow, number in wanted.items()}
    history = await office.store.publications()
    again = tuple(reason for flow, number in changes.items() for reason in _reasons_of(flow, number, history))
    return await _go_live(office, before, changes, Publication(0, (), who, why, reasons=again), {})


async def preview(office: Office, changes: Mapping[str, int]) -> Report:
    """What the check would say if these versions went live; nothing changes."""
    before = await office.store.live()
    return await office.check(await book_of(office.store, office.library, {**dict(before.flows), **changes}))


async def _chosen(office: Office, flow: str, number: int | None) -> FlowVersion:
    if number is not None:
        return await version_of(office, flow, number)
    last = newest(line for line in await office.store.listed(flow) if line.state == "draft")
    if last is None:
        template = "{flow} has no draft to publish: ./amparo flows draft FILE --who NAME --why TEXT."
        raise PublishingRefused(told(template, flow=flow))
    return await version_of(office, flow, last.number)


async def _earlier(office: Office, before: Publication, flow: str, number: int | None) -> int:
    now = before.live(flow)
    if number is None:
        number = await _one_before(office, flow, now)
    if number == now:
        raise PublishingRefused(_there_already(flow, now))
    if number != SHIPPED and not (version := await version_of(office, flow, number)).was_live:
        template = "{version} was never live, so it cannot be gone back to: ./amparo flows publish {flow}={number}."
        raise PublishingRefused(told(template, version=version.name, flow=flow, number=number))
    return number


def _there_already(flow: str, number: int) -> Sentence:
    if number == SHIPPED:
        return told("{flow} is as shipped already.", flow=flow)
    return told("{flow} is at version {number} already.", flow=flow, number=number)


async def _one_before(office: Office, flow: str, now: int) -> int:
    """What callers heard of the flow before they heard the version that is live now for the first time."""
    if now == SHIPPED:
        return SHIPPED
    order = [each.live(flow) for each in reversed(await office.store.publications())]
    return ([SHIPPED, *order])[order.index(now)]


def _reasons_of(flow: str, number: int, history: Iterable[Publication]) -> tuple[Reason, ...]:
    """Reasons that were given when the version was live last."""
    last = next((each for each in history if number != SHIPPED and each.live(flow) == number), Publication(0))
    return tuple(reason for reason in last.reasons if reason.flow == flow)


async def _go_live(
    office: Office, before: Publication, changes: Mapping[str, int], draft: Publication, given: Mapping[str, str]
) -> Published:
    if not changes:
        raise PublishingRefused(told("name at least one flow."))
    numbers = {flow: number for flow, number in {**dict(before.flows), **changes}.items() if number != SHIPPED}
    report = await office.check(await book_of(office.store, office.library, numbers))
    kept = tuple(reason for reason in before.reasons if reason.flow not in changes)
    reasons = _reasons(report, given, (*draft.reasons, *kept))
    flows = tuple(sorted(numbers.items()))
    after = Publication(before.number + 1, flows, draft.who, draft.why, office.today(), reasons)
    try:
        await office.store.publish(after)
    except Overtaken:
        raise PublishingRefused(await _overtaken(office)) from None
    warned = {finding.rule for finding in report.warnings if not finding.reason}
    return Published(after, before, tuple(rule for rule in given if rule not in warned))


def _reasons(report: Report, given: Mapping[str, str], earlier: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """A reason for each warning. Raises PublishingRefused with every error, or every warning that has none."""
    if report.errors:
        raise PublishingRefused(*(finding.trouble for finding in report.errors), _not_published(len(report.errors)))
    known = {(reason.flow, reason.rule): reason.text for reason in earlier}
    needed = [finding for finding in report.warnings if not finding.reason]
    reasons = {(each.flow, each.rule): _reason(each, given, known) for each in needed}
    if unexplained := [each for each in needed if not reasons[each.flow, each.rule]]:
        raise PublishingRefused(*(_warned(finding) for finding in unexplained))
    return tuple(Reason(flow, rule, text) for (flow, rule), text in sorted(reasons.items()))


def _reason(finding: Finding, given: Mapping[str, str], known: Mapping[tuple[str, str], str]) -> str:
    return given.get(finding.rule) or known.get((finding.flow, finding.rule), "")


def _warned(finding: Finding) -> Trouble:
    template = '{what} (Warning of rule {rule}: mend it, or say why it is all right: --reason {rule}="...".)'
    sentence = told(template, what=finding.trouble.sentence, rule=finding.rule)
    return Trouble(finding.trouble.file, finding.trouble.line, finding.trouble.node, sentence)


def _not_published(errors: int) -> Sentence:
    if errors == 1:
        return told("nothing was published: mend this mistake, draft the file again, and publish that.")
    return told("nothing was published: mend these {count} mistakes, draft again, and publish that.", count=errors)


async def _overtaken(office: Office) -> Sentence:
    last = await office.store.live()
    template = (
        "somebody else changed something meanwhile (publication {number} is the newest); nothing was published. Look "
        "at it (./amparo flows versions), then publish again."
    )
    return told(template, number=last.number)

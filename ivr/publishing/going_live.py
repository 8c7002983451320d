"""Publishing and rolling back: the whole resulting book is checked, then it goes live in one step or not at all."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from flows.messages import Sentence, told
from ivr.publishing.along import came_along, together
from ivr.publishing.choosing import check_all, chosen, earlier, reasons_of
from ivr.publishing.errors import PublishingRefused
from ivr.publishing.fresh import fresh
from ivr.publishing.office import Office, book_of
from ivr.publishing.overlay import label
from ivr.publishing.policy import actor, purpose
from ivr.publishing.ports import Finding, Overtaken, Report
from ivr.publishing.reasons import Said, kept, unexplained
from ivr.publishing.records import SHIPPED, Publication

Closing = Callable[[Report], Sentence]
"""The last sentence of a refusal, by what is wrong."""


@dataclass(frozen=True, slots=True)
class Published:
    """What went live."""

    publication: Publication
    before: Publication
    unused: tuple[str, ...] = ()
    """Rules for which a reason was given and that warn of nothing."""
    wording_stays: int = SHIPPED
    """Of going back: the wording that came with what was taken away, and that callers still hear."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be said if something went live."""

    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    """Those that are new and have no reason."""
    known: int = 0
    """How many warnings callers live with already."""


async def publish(
    office: Office, wanted: Mapping[str, int | None], who: str, why: str, given: Mapping[str, str] | None = None
) -> Published:
    """Put versions live together (None: the newest draft), and what they need; `given` is why a rule's warnings are
    all right.

    Raises PublishingRefused with every sentence; nothing has changed then.
    """
    who, why = actor(who), purpose(why)
    before = await office.store.live()
    now = {rule: purpose(text) for rule, text in (given or {}).items() if text.strip()}
    asked = {flow: await chosen(office, flow, number) for flow, number in wanted.items()}
    changes = await together(office, before, asked)
    await check_all(office, before, changes, asked)
    draft = Publication(0, (), who, why)
    return await _go_live(office, before, changes, draft, Said(now, before.reasons), _not_published)


async def rollback(office: Office, wanted: Mapping[str, int | None], who: str, why: str) -> Published:
    """Put earlier versions live again (None: the one before; SHIPPED: as shipped). Raises PublishingRefused.

    It needs no second person and no new reasons: callers heard these versions before.
    """
    who, why = actor(who), purpose(why)
    before = await office.store.live()
    changes = {flow: await earlier(office, before, flow, number) for flow, number in wanted.items()}
    history = await office.store.publications()
    again = tuple(reason for flow, number in changes.items() for reason in reasons_of(flow, number, history))
    said, draft = Said(None, before.reasons, again), Publication(0, (), who, why)
    done = await _go_live(office, before, changes, draft, said, lambda report: _needed(report, before, changes))
    stays = came_along(history, before, done.publication)
    return Published(done.publication, before, wording_stays=stays)


async def preview(office: Office, changes: Mapping[str, int]) -> Preview:
    """What the check would say if these versions went live, with what they need; nothing changes."""
    before = await office.store.live()
    every = await together(office, before, changes)
    report = await _report(office, before, every)
    new = await _new(office, before, report, every)
    return Preview(report.errors, new, len(unexplained(report)) - len(new))


async def errors(office: Office, changes: Mapping[str, int]) -> tuple[Finding, ...]:
    """The errors alone: what callers live with is not looked at, so it takes half the time."""
    before = await office.store.live()
    return (await _report(office, before, await together(office, before, changes))).errors


async def _report(office: Office, before: Publication, changes: Mapping[str, int]) -> Report:
    return await office.check(await book_of(office.store, office.library, {**dict(before.flows), **changes}))


async def _new(office: Office, before: Publication, report: Report, changes: Collection[str]) -> tuple[Finding, ...]:
    """The warnings without a reason that callers do not live with yet; asks the check again where there are any."""
    found = unexplained(report)
    if not found:
        return ()
    now = await book_of(office.store, office.library, dict(before.flows))
    return fresh(found, (await office.check(replace(now, now=True))).warnings, changes)


async def _go_live(  # noqa: PLR0913, PLR0917 - what goes live, what was live, and all that is said about it
    office: Office, before: Publication, changes: Mapping[str, int], draft: Publication, said: Said, closing: Closing
) -> Published:
    if not changes:
        raise PublishingRefused(told("name at least one flow."))
    numbers = {flow: number for flow, number in {**dict(before.flows), **changes}.items() if number != SHIPPED}
    report = await office.check(await book_of(office.store, office.library, numbers))
    if report.errors:
        raise PublishingRefused(*(finding.trouble for finding in report.errors), closing(report))
    new = () if said.now is None else await _new(office, before, report, changes)
    reasons = kept(report, new, said, changes)
    flows = tuple(sorted(numbers.items()))
    after = Publication(before.number + 1, flows, draft.who, draft.why, office.today(), reasons)
    try:
        await office.store.publish(after)
    except Overtaken:
        raise PublishingRefused(await _overtaken(office)) from None
    warned = {finding.rule for finding in unexplained(report)}
    return Published(after, before, tuple(rule for rule in said.now or () if rule not in warned))


def _not_published(report: Report) -> Sentence:
    if len(report.errors) == 1:
        return told("nothing was published: mend this mistake, draft again, and publish that.")
    template = "nothing was published: mend these {count} mistakes, draft again, and publish that."
    return told(template, count=len(report.errors))


def _needed(report: Report, before: Publication, changes: Mapping[str, int]) -> Sentence:
    """Which flows need what would be taken away, and how they are taken back with it."""
    wrong = {finding.trouble.file for finding in report.errors}
    others = [flow for flow, number in before.flows if flow not in changes and label(flow, number) in wrong]
    if not others:
        return told("nothing was changed.")
    template = (
        "nothing was changed: {others} would no longer work. Together: ./amparo flows rollback {every} --who NAME "
        "--why TEXT"
    )
    every = " ".join((*_words(changes, before), *others))
    return told(template, others=", ".join(others), every=every)


def _words(changes: Mapping[str, int], before: Publication) -> tuple[str, ...]:
    return tuple(f"{flow}={number or 'shipped'}" for flow, number in changes.items() if before.live(flow))


async def _overtaken(office: Office) -> Sentence:
    last = await office.store.live()
    template = (
        "somebody else changed something meanwhile (publication {number} is the newest); nothing was published. Look "
        "at it (./amparo flows versions), then publish again."
    )
    return told(template, number=last.number)

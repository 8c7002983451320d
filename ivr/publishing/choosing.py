"""Which versions somebody means, and whether they may go live."""

from collections.abc import Collection, Iterable, Mapping

from flows.errors import Trouble
from flows.messages import Sentence, told
from ivr.publishing.errors import PublishingRefused
from ivr.publishing.office import Office, guess, listed, newest_draft, version_of, what_to_draft
from ivr.publishing.policy import check_publishing
from ivr.publishing.records import SHIPPED, Publication, Reason


async def chosen(office: Office, flow: str, number: int | None) -> int:
    """The version to publish, the newest draft where no number is given. Raises PublishingRefused."""
    if number is not None:
        return (await version_of(office, flow, number)).number
    last = await newest_draft(office, flow)
    if last is None:
        template = "{flow} has no draft to publish: ./amparo flows draft {what} --who NAME --why TEXT.{near}"
        parts = {"flow": flow, "what": what_to_draft(flow), "near": await guess(office, flow)}
        raise PublishingRefused(told(template, **parts))
    return last.number


async def check_all(office: Office, before: Publication, changes: Mapping[str, int], asked: Collection[str]) -> None:
    """Whether all of them may go live. Raises PublishingRefused with every sentence."""
    why = [each for flow, number in changes.items() for each in await _forbidden(office, before, flow, number)]
    if why and len(changes) > len(asked):
        names = ", ".join(f"{flow} {number}" for flow, number in sorted(changes.items()))
        why.append(told("These go live together, since one needs the other: {names}.", names=names))
    if why:
        raise PublishingRefused(*why)


async def _forbidden(office: Office, before: Publication, flow: str, number: int) -> tuple[Sentence | Trouble, ...]:
    version = await version_of(office, flow, number)
    lines = {line.number: line for line in await office.store.listed(flow)}
    try:
        check_publishing(version, lines, before.live(flow), two_persons=office.two_persons)
    except PublishingRefused as refused:
        return refused.why
    return ()


async def earlier(office: Office, before: Publication, flow: str, number: int | None) -> int:
    """The version to go back to, the one before where no number is given. Raises PublishingRefused."""
    now = before.live(flow)
    await listed(office, flow)
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


def reasons_of(flow: str, number: int, history: Iterable[Publication]) -> tuple[Reason, ...]:
    """Reasons that were given when the version was live last."""
    last = next((each for each in history if number != SHIPPED and each.live(flow) == number), Publication(0))
    return tuple(reason for reason in last.reasons if reason.flow == flow)

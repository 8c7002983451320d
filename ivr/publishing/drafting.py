"""New versions: drafts, who found them good, and drafts that are put away. The wording is drafted like a flow."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flows.messages import Sentence, told
from ivr.publishing.errors import PublishingRefused
from ivr.publishing.going_live import errors
from ivr.publishing.naming import named
from ivr.publishing.office import Office, version_of
from ivr.publishing.policy import actor, check_approval, purpose
from ivr.publishing.ports import Overtaken
from ivr.publishing.records import (
    SHIPPED,
    WORDING,
    Approval,
    Discard,
    FlowVersion,
    NewVersion,
    Publication,
    State,
    VersionLine,
    digest,
    newest,
)


@dataclass(frozen=True, slots=True)
class Same:
    """A text that is there already, letter by letter; SHIPPED too."""

    flow: str
    number: int
    state: State


@dataclass(frozen=True, slots=True)
class Drafted:
    """What became of some texts."""

    new: tuple[FlowVersion, ...]
    same: tuple[Same, ...]


async def draft(
    office: Office, texts: Mapping[str, str], who: str, why: str, bases: Mapping[str, int] | None = None
) -> Drafted:
    """Keep texts (file name to YAML) as drafts, all or none. `bases` names the version each flow was made from.

    A flow without a base was made from what is live. Under the name WORDING stands the installation's own wording as
    one text; the flows are drafted with it. Raises PublishingRefused, FlowError.
    """
    who, why = actor(who), purpose(why)
    flows = await office.aside(named, texts)
    live = await office.store.live()
    made_from = {flow: (bases or {}).get(flow, live.live(flow)) for flow in flows}
    same = [found for flow, text in flows.items() if (found := await _same(office, live, flow, text, made_from[flow]))]
    known = {found.flow for found in same}
    new = [
        NewVersion(flow, text, who, why, office.today(), made_from[flow])
        for flow, text in flows.items()
        if flow not in known
    ]
    for each in new:
        if each.base != SHIPPED:
            await version_of(office, each.flow, each.base)
    return Drafted(await _kept(office, new, same, with_wording=WORDING in flows), tuple(same))


async def _kept(
    office: Office, new: Sequence[NewVersion], same: Iterable[Same], *, with_wording: bool
) -> tuple[FlowVersion, ...]:
    """Flows that are drafts already are drafted with the newer wording from now on."""
    wording = next((each.number for each in same if each.flow == WORDING), SHIPPED)
    drafts = [(each.flow, each.number) for each in same if each.state == "draft" and each.flow != WORDING]
    again = drafts if with_wording else []
    return await office.store.add(new, again, wording) if new or again else ()


async def _same(office: Office, live: Publication, flow: str, text: str, base: int) -> Same | None:
    """The version that is this very text: one that callers hear or heard, or the newest draft, made from the same."""
    mark = digest(text)
    now = live.live(flow)
    if mark == digest(office.library.get(flow, "")):
        return Same(flow, SHIPPED, "archived" if now else "published")
    lines = await office.store.listed(flow)
    heard = [line for line in lines if line.was_live and line.digest == mark]
    drafts = [line for line in lines if line.state == "draft"]
    last = newest(drafts)
    same = [last] if last and last.digest == mark and base in {last.base, last.number} else []
    found = next((line for line in heard if line.number == now), newest(heard) or newest(same))
    return Same(flow, found.number, found.state) if found else None


async def approve(office: Office, flow: str, number: int, who: str) -> FlowVersion:
    """Find a draft good, as the text it is now. Raises PublishingRefused, also for what could not go live."""
    who = actor(who)
    version = await version_of(office, flow, number)
    check_approval(version, who, two_persons=office.two_persons)
    if wrong := await errors(office, {flow: number}):
        raise PublishingRefused(_no_use(version, len(wrong)), *(finding.trouble for finding in wrong))
    try:
        await office.store.approve(flow, number, Approval(who, office.today(), digest(version.text)))
    except Overtaken:
        raise PublishingRefused(_changed_meanwhile(version)) from None
    return version


async def discard(office: Office, flow: str, number: int, who: str, why: str) -> FlowVersion:
    """Put a draft away; it stays readable. Raises PublishingRefused."""
    who, why = actor(who), purpose(why)
    version = await version_of(office, flow, number)
    if version.state != "draft":
        template = "{version} is no draft, so it cannot be discarded; to take it back: ./amparo flows rollback {flow}."
        raise PublishingRefused(told(template, version=version.name, flow=flow))
    try:
        await office.store.discard(flow, number, Discard(who, why, office.today()))
    except Overtaken:
        raise PublishingRefused(_changed_meanwhile(version)) from None
    return version


def _no_use(version: VersionLine, errors: int) -> Sentence:
    if errors == 1:
        return told("{version} has 1 error and cannot go live, so it is not approved:", version=version.name)
    template = "{version} has {count} errors and cannot go live, so it is not approved:"
    return told(template, version=version.name, count=errors)


def _changed_meanwhile(version: VersionLine) -> Sentence:
    template = "somebody else published or discarded {version} meanwhile; look at it: ./amparo flows versions {flow}."
    return told(template, version=version.name, flow=version.flow)

"""New versions: drafts, who found them good, and drafts that are put away."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flows import parse
from flows.errors import FlowError, Trouble
from flows.messages import Sentence, told
from ivr.publishing.errors import PublishingRefused
from ivr.publishing.office import Office, version_of
from ivr.publishing.overlay import flow_named
from ivr.publishing.policy import actor, check_approval, purpose
from ivr.publishing.ports import Overtaken
from ivr.publishing.records import (
    SHIPPED,
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

    A flow without a base was made from what is live. Raises PublishingRefused, FlowError.
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
    return Drafted(await office.store.add(new) if new else (), tuple(same))


def named(texts: Mapping[str, str]) -> dict[str, str]:
    """Flow to text. A draft may have mistakes, but it is a flow file with a name. Raises FlowError: all of them."""
    flows: dict[str, str] = {}
    troubles: list[Trouble] = []
    for file, text in texts.items():
        troubles += (found := list(_unreadable(file, text)))
        name = "" if found else flow_named(text)
        if name in flows:
            template = "another of these files holds the flow '{flow}' too; give one of them."
            troubles.append(Trouble(file, 1, "", told(template, flow=name)))
        elif name:
            flows[name] = text
    if troubles:
        raise FlowError(tuple(troubles))
    return flows


def _unreadable(file: str, text: str) -> Iterator[Trouble]:
    try:
        name = parse.parse(text, file).get("flow")
    except FlowError as error:
        yield from error.troubles
        return
    if not isinstance(name, str) or name != flow_named(text):
        template = "a flow file says its name on a line of its own: 'flow: name', with small letters, digits and _."
        yield Trouble(file, 1, "", told(template))


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
    same = [last] if last and last.digest == mark and last.base == base else []
    found = next((line for line in heard if line.number == now), newest(heard) or newest(same))
    return Same(flow, found.number, found.state) if found else None


async def approve(office: Office, flow: str, number: int, who: str) -> FlowVersion:
    """Find a draft good, as the text it is now. Raises PublishingRefused."""
    who = actor(who)
    version = await version_of(office, flow, number)
    check_approval(version, who, two_persons=office.two_persons)
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


def _changed_meanwhile(version: VersionLine) -> Sentence:
    template = "somebody else published or discarded {version} meanwhile; look at it: ./amparo flows versions {flow}."
    return told(template, version=version.name, flow=version.flow)

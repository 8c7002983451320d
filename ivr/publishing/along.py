"""What goes live together: flows, drafts of flows that they go through, and the wording they were drafted with."""

from collections.abc import Iterable, Iterator, Mapping

from ivr.publishing.office import Office
from ivr.publishing.policy import approved
from ivr.publishing.records import SHIPPED, WORDING, Publication, VersionLine, newest
from ivr.publishing.visits import with_companions


async def together(office: Office, before: Publication, changes: Mapping[str, int]) -> dict[str, int]:
    """These versions, and what has to go live with them."""
    every = await with_companions(office, before, changes)
    if WORDING not in every and (wording := await _wording_along(office, before, every)):
        every[WORDING] = wording
    return every


async def _wording_along(office: Office, before: Publication, flows: Mapping[str, int]) -> int:
    """The draft of the wording that these flows were drafted with, or the newest one that continues it.

    SHIPPED where callers have it already, or nobody wants it any more. Where two persons are needed, one that continues
    it goes along only when it is approved.
    """
    every = await office.store.listed()
    asked = max((line.wording for line in every if flows.get(line.flow) == line.number), default=SHIPPED)
    lines = {line.number: line for line in every if line.flow == WORDING}
    line = lines.get(asked)
    if line is None or line.state != "draft" or asked in _made_from(before.live(WORDING), lines):
        return SHIPPED
    later = [each for each in lines.values() if each.state == "draft" and asked in _made_from(each.number, lines)]
    if office.two_persons:
        later = [each for each in later if approved(each)]
    return (newest(later) or line).number


def _made_from(number: int, lines: Mapping[int, VersionLine]) -> frozenset[int]:
    """A version and all it goes back to."""
    return frozenset(_back(number, lines))


def _back(number: int, lines: Mapping[int, VersionLine]) -> Iterator[int]:
    while number in lines:
        yield number
        number = lines[number].base


def came_along(history: Iterable[Publication], before: Publication, after: Publication) -> int:
    """The wording that went live with a flow that is taken back now, and that stays; SHIPPED where there is none."""
    stays = after.live(WORDING)
    order = [*reversed(tuple(history))]
    for flow, number in before.flows:
        first = next((at for at, each in enumerate(order) if each.live(flow) == number), 0)
        earlier = order[first - 1].live(WORDING) if first else SHIPPED
        if flow != WORDING and after.live(flow) != number and order[first].live(WORDING) == stays != earlier:
            return stays
    return SHIPPED

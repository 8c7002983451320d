"""`./amparo flows versions|diff`: what there is, and what differs."""

import sys
from collections.abc import Iterable, Iterator, Sequence

from flows.messages import Sentence, Translate, later, told
from ivr.authoring.office import office
from ivr.authoring.telling import tell
from ivr.authoring.wording_told import DESK, files_of, show
from ivr.publishing.compare import Difference
from ivr.publishing.errors import PublishingRefused
from ivr.publishing.office import Office, diff, listed
from ivr.publishing.records import SHIPPED, WORDING, Publication, VersionLine, newest
from ivr.settings import Settings

HEADINGS = (
    *(later("flow"), later("version"), later("state"), later("day")),
    *(later("author"), later("approved by"), later("why")),
)
STATES = {"draft": later("draft"), "published": later("published"), "archived": later("archived")}
WORDS = {"shipped", "live", "draft"}
"""What can be said instead of a number."""
GAP = "  "


async def versions(settings: Settings, flow: str, translate: Translate) -> int:
    """All versions of a flow, or of all flows, as a table. Raises PublishingRefused."""
    async with office(settings, translate) as opened:
        lines = await listed(opened, flow)
        publication = await opened.store.live()
    tell(_heading(publication, opened, flow), translate)
    if lines:
        _table([tuple(translate(heading) for heading in HEADINGS), *(_row(line, translate) for line in lines)])
    return 0


def _heading(publication: Publication, opened: Office, flow: str) -> Iterator[Sentence]:
    if publication.number:
        parts = {"number": publication.number, "day": publication.day, "who": publication.who, "why": publication.why}
        yield told("Publication {number} is live, of {day} by {who}: {why}", **parts)
        for reason in publication.reasons:
            template = "A warning of rule {rule} about {flow} is all right: {text}"
            yield told(template, rule=reason.rule, flow=reason.flow or "-", text=reason.text)
    else:
        yield told("Nothing is published yet: every flow is as shipped.")
    shipped = [name for name in opened.library if publication.live(name) == SHIPPED and flow in {"", name}]
    if shipped:
        yield told("As shipped: {flows}.", flows=", ".join(shipped))


def _row(line: VersionLine, translate: Translate) -> tuple[str, ...]:
    by = ", ".join(approval.who for approval in line.approvals)
    return line.flow, str(line.number), translate(STATES[line.state]), str(line.day), line.who, by, line.why


def _table(rows: Sequence[tuple[str, ...]]) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        sys.stdout.write(f"{GAP.join(cells).rstrip()}\n")


async def compare(settings: Settings, flow: str, a: str, b: str, translate: Translate) -> int:
    """Show what changed from a to b: numbers, `shipped`, `live` or `draft`; of the wording, `desk` too.

    Raises PublishingRefused, PromptError.
    """
    if flow == WORDING:
        return await _compare_wording(settings, a, b, translate)
    async with office(settings, translate) as opened:
        old, new = await _number(opened, flow, a), await _number(opened, flow, b)
        found = await diff(opened, flow, old, new)
    for line in found.lines:
        sys.stdout.write(f"{line}\n")
    tell(_summary(found), translate)
    return 0


async def _compare_wording(settings: Settings, a: str, b: str, translate: Translate) -> int:
    async with office(settings, translate) as opened:
        numbers = [None if word == DESK else await _number(opened, WORDING, word) for word in (a, b)]
        old, new = [await files_of(settings, opened, number) for number in numbers]
    await show(old, new, translate)
    return 0


async def _number(opened: Office, flow: str, word: str) -> int:
    if word.isascii() and word.isdigit():
        return int(word)
    if word not in WORDS:
        raise PublishingRefused(told("'{word}' is no version: write its number, or shipped, live or draft.", word=word))
    known = await listed(opened, flow)
    if word == "draft":
        return _newest_draft(flow, known)
    return SHIPPED if word == "shipped" else (await opened.store.live()).live(flow)


def _newest_draft(flow: str, known: Iterable[VersionLine]) -> int:
    last = newest(line for line in known if line.state == "draft")
    if last is None:
        template = "{flow} has no draft; name two versions to compare: ./amparo flows diff {flow} A B"
        raise PublishingRefused(told(template, flow=flow))
    return last.number


def _summary(found: Difference) -> Iterator[Sentence]:
    if not found.lines:
        yield told("The two are the same, letter by letter.")
        return
    if found.nodes_added:
        yield told("Nodes added: {names}", names=", ".join(found.nodes_added))
    if found.nodes_removed:
        yield told("Nodes removed: {names}", names=", ".join(found.nodes_removed))
    if found.nodes_changed:
        yield told("Nodes changed: {names}", names=", ".join(found.nodes_changed))
    if found.prompts_added:
        yield told("Prompts added: {names}", names=", ".join(found.prompts_added))
    if found.prompts_removed:
        yield told("Prompts removed: {names}", names=", ".join(found.prompts_removed))
    if not found.prompts_known:
        yield told("Which prompts changed cannot be told: one of the two has mistakes.")

"""`./amparo flows draft|approve|discard|export`: what is new, who found it good, and files to work on."""

import asyncio
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from flows.messages import Sentence, Translate, later, told
from ivr.authoring import clocks
from ivr.authoring.exported import bases, read_files, remember, write_files
from ivr.authoring.office import office, teller
from ivr.authoring.telling import tell
from ivr.publishing import drafting, going_live
from ivr.publishing.drafting import Drafted, Same
from ivr.publishing.errors import PublishingRefused
from ivr.publishing.office import Office, export
from ivr.publishing.overlay import flow_named
from ivr.publishing.ports import Report
from ivr.publishing.records import SHIPPED, FlowVersion, Signed
from ivr.settings import Settings

WARNING = later("Warning")


async def draft(
    settings: Settings, files: tuple[Path, ...], signed: Signed, base: int | None, translate: Translate
) -> int:
    """Keep files as drafts and say what is wrong with them. Raises PublishingRefused, FlowError."""
    texts = await asyncio.to_thread(read_files, files)
    async with office(settings, translate) as opened:
        made_from = await asyncio.to_thread(bases, files) if base is None else _based(texts, base)
        done = await drafting.draft(opened, texts, signed.who, signed.why, made_from)
        numbers = {new.flow: new.number for new in done.new} | {same.flow: same.number for same in done.same}
        await asyncio.to_thread(remember, files, numbers)
        tell(_drafted(done), translate)
        tell(clocks.meant(settings, {version.flow: version.text for version in done.new}), translate)
        if done.new:
            await _say_what_is_wrong(opened, done, translate)
    return 0


def _based(texts: Mapping[str, str], base: int) -> dict[str, int]:
    if len(texts) != 1:
        raise PublishingRefused(told("--base is for one file; draft the files one by one."))
    return {flow_named(text): base for text in texts.values()}


def _drafted(done: Drafted) -> Iterator[Sentence]:
    for version in done.new:
        template = "{version} is a draft, made from {base}."
        yield told(template, version=version.name, base=_base(version))
    for same in done.same:
        yield _same(same)


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


def _base(version: FlowVersion) -> Sentence:
    if version.base == SHIPPED:
        return told("the flow as shipped, or from nothing")
    return told("version {number}", number=version.base)


async def _say_what_is_wrong(opened: Office, done: Drafted, translate: Translate) -> None:
    report = await going_live.preview(opened, {version.flow: version.number for version in done.new})
    _show(report, translate)
    for version in done.new:
        tell((_next(version, ready=not report.errors, two_persons=opened.two_persons),), translate)


def _show(report: Report, translate: Translate) -> None:
    if report.errors:
        tell((told("It is kept, but cannot be published as it is:"),), translate)
    for finding in report.errors:
        sys.stdout.write(f"  {finding.trouble.text(translate)}\n")
    for finding in report.warnings:
        if not finding.reason:
            sys.stdout.write(f"  {translate(WARNING)} {finding.rule}: {finding.trouble.text(translate)}\n")


def _next(version: FlowVersion, *, ready: bool, two_persons: bool) -> Sentence:
    parts = {"version": version.name, "flow": version.flow}
    if not ready:
        return told("Next: mend the file and draft it again.")
    if two_persons:
        template = (
            "Next: somebody else looks at it (./amparo flows diff {flow}) and approves it "
            "(./amparo flows approve {version} --who NAME)."
        )
        return told(template, **parts)
    return told("Next: ./amparo flows publish {flow} --who NAME --why TEXT", **parts)


async def approve(settings: Settings, flow: str, number: int, who: str, translate: Translate) -> int:
    """Find a draft good. Raises PublishingRefused."""
    async with office(settings, translate) as opened:
        version = await drafting.approve(opened, flow, number, who)
    template = "{version} is approved. Next: ./amparo flows publish {flow}={number} --who NAME --why TEXT"
    teller(translate)(told(template, version=version.name, flow=flow, number=number))
    return 0


async def discard(settings: Settings, flow: str, number: int, signed: Signed, translate: Translate) -> int:
    """Put a draft away. Raises PublishingRefused."""
    async with office(settings, translate) as opened:
        version = await drafting.discard(opened, flow, number, signed.who, signed.why)
    teller(translate)(told("{version} is put away; it can still be read and compared.", version=version.name))
    return 0


async def write(settings: Settings, folder: Path, translate: Translate) -> int:
    """What is live, as files. Raises PublishingRefused."""
    async with office(settings, translate) as opened:
        texts, numbers = await export(opened)
    await asyncio.to_thread(write_files, folder, texts, numbers)
    template = (
        "{count} flows are in {folder}. Change them, then: ./amparo flows draft {folder}/FILE --who NAME --why TEXT"
    )
    teller(translate)(told(template, count=len(texts), folder=folder))
    return 0

"""`./amparo flows draft|approve|discard|export`: what is new, who found it good, and files to work on."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from flows.messages import Translate, told
from ivr.authoring import clocks, desk, drafts_told, signing
from ivr.authoring.exported import bases, read_files, remember, write_files
from ivr.authoring.office import office, teller
from ivr.authoring.telling import tell
from ivr.authoring.wording_told import kept
from ivr.publishing import drafting, going_live
from ivr.publishing.drafting import Drafted
from ivr.publishing.errors import PublishingRefused
from ivr.publishing.office import Office, export
from ivr.publishing.overlay import flow_named
from ivr.publishing.records import WORDING, Signed
from ivr.settings import Settings
from prompts.own_changes import NO_CHANGES


async def draft(
    settings: Settings, files: tuple[Path, ...], signed: Signed, base: int | None, translate: Translate
) -> int:
    """Keep files as drafts, and the changed wording with them, and say what is wrong.

    The word `wording` among the files asks for the wording. Raises PublishingRefused, FlowError, PromptError.
    """
    paths = tuple(file for file in files if file != Path(WORDING))
    asked = len(paths) < len(files)
    texts = await asyncio.to_thread(read_files, paths)
    async with office(settings, translate) as opened:
        found = await desk.desk(settings, opened)
        made_from = {WORDING: found.base, **await asyncio.to_thread(bases, paths), **_based(texts, base, asked=asked)}
        done = await drafting.draft(opened, {**texts, WORDING: found.text}, signed.who, signed.why, made_from)
        await asyncio.to_thread(_remember, settings, paths, done)
        tell(drafts_told.drafted(done, found, asked=asked), translate)
        new = {version.flow: version.text for version in done.new if version.flow != WORDING}
        tell(clocks.meant(settings, new), translate)
        tell(signing.remark(signed.who), translate)
        await _say_what_is_wrong(opened, done, translate)
    return 0


def _based(texts: Mapping[str, str], base: int | None, *, asked: bool) -> dict[str, int]:
    if base is None:
        return {}
    if len(texts) + asked != 1:
        raise PublishingRefused(told("--base is for one file; draft the files one by one."))
    return {flow_named(text): base for text in texts.values()} or {WORDING: base}


def _remember(settings: Settings, paths: tuple[Path, ...], done: Drafted) -> None:
    numbers = {new.flow: new.number for new in done.new} | {same.flow: same.number for same in done.same}
    remember(paths, numbers)
    desk.remember(settings, numbers[WORDING])


async def _say_what_is_wrong(opened: Office, done: Drafted, translate: Translate) -> None:
    drafts = {new.flow: new.number for new in done.new}
    drafts |= {same.flow: same.number for same in done.same if same.state == "draft"}
    if not drafts:
        return
    preview = await going_live.preview(opened, drafts)
    drafts_told.show(preview, translate)
    lines = [line for line in await opened.store.listed() if drafts.get(line.flow) == line.number]
    tell(drafts_told.steps(lines, preview, two_persons=opened.two_persons), translate)


async def approve(settings: Settings, flow: str, number: int, who: str, translate: Translate) -> int:
    """Find a draft good. Raises PublishingRefused."""
    async with office(settings, translate) as opened:
        version = await drafting.approve(opened, flow, number, who)
        found = await desk.differs(opened, version) if flow == WORDING else NO_CHANGES
    tell(kept(found.kept), translate)
    tell(signing.remark(who), translate)
    template = "{version} is approved. Next: ./amparo flows publish {flow}={number} --who NAME --why TEXT"
    teller(translate)(told(template, version=version.name, flow=flow, number=number))
    return 0


async def discard(settings: Settings, flow: str, number: int, signed: Signed, translate: Translate) -> int:
    """Put a draft away. Raises PublishingRefused."""
    async with office(settings, translate) as opened:
        version = await drafting.discard(opened, flow, number, signed.who, signed.why)
    tell(signing.remark(signed.who), translate)
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

"""`./amparo flows publish|rollback`: what callers hear."""

from collections.abc import Container, Iterable, Iterator, Mapping

from flows.messages import Sentence, Translate, told
from ivr.authoring import clocks, desk, signing
from ivr.authoring.desk import Desk
from ivr.authoring.office import office
from ivr.authoring.telling import tell
from ivr.publishing import going_live
from ivr.publishing.errors import PublishingRefused
from ivr.publishing.going_live import Published
from ivr.publishing.office import Office
from ivr.publishing.records import SHIPPED, WORDING, Signed
from ivr.settings import Settings
from prompts.errors import PromptError


async def publish(
    settings: Settings, wanted: Iterable[str], signed: Signed, reasons: Iterable[str], translate: Translate
) -> int:
    """Put versions live together, each as `FLOW` or `FLOW=N`. Raises PublishingRefused with every sentence."""
    chosen, given = _wanted(wanted), _reasons(reasons)
    async with office(settings, translate) as opened:
        done = await going_live.publish(opened, chosen, signed.who, signed.why, given)
        texts = await opened.store.texts(new for new in done.publication.flows if new not in done.before.flows)
    texts.pop(WORDING, None)
    tell(_live(done, opened.library), translate)
    tell(clocks.meant(settings, texts), translate)
    tell(signing.remark(signed.who), translate)
    return 0


async def rollback(settings: Settings, wanted: Iterable[str], to: str, signed: Signed, translate: Translate) -> int:
    """Put earlier versions live again, each as `FLOW` or `FLOW=N`. Raises PublishingRefused."""
    chosen = _wanted(wanted)
    if to:
        if len(chosen) != 1:
            raise PublishingRefused(told("--to is for one flow; write FLOW=N for each of several."))
        chosen = dict.fromkeys(chosen, _number(to))
    async with office(settings, translate) as opened:
        done = await going_live.rollback(opened, chosen, signed.who, signed.why)
        found = await _written(settings, opened)
    tell(_live(done, opened.library), translate)
    tell(_left(done, found), translate)
    tell(signing.remark(signed.who), translate)
    return 0


def _wanted(words: Iterable[str]) -> dict[str, int | None]:
    pairs = [word.partition("=") for word in words]
    return {flow: _number(number) if sign else None for flow, sign, number in pairs}


def _number(text: str) -> int:
    if text == "shipped":
        return SHIPPED
    if not (text.isascii() and text.isdigit()):
        raise PublishingRefused(told("'{text}' is no version: write its number, or shipped.", text=text))
    return int(text)


def _reasons(words: Iterable[str]) -> Mapping[str, str]:
    pairs = [word.partition("=") for word in words]
    for rule, _, reason in pairs:
        if not (rule.strip() and reason.strip()):
            template = 'a reason is written as --reason RULE="why it is all right", not as {text}'
            raise PublishingRefused(told(template, text=f"{rule}={reason}" if reason else rule))
    return {rule.strip(): reason for rule, _, reason in pairs}


def _live(done: Published, shipped: Container[str]) -> Iterator[Sentence]:
    before, after = done.before, done.publication
    for flow in sorted({flow for flow, _ in (*before.flows, *after.flows)}):
        if (old := before.live(flow)) != (new := after.live(flow)):
            names = {"flow": flow, "new": _which(new, flow, shipped), "old": _which(old, flow, shipped)}
            yield told("{flow}: live is now {new}; before, it was {old}.", **names)
    for rule in done.unused:
        yield told("No warning of rule {rule} needed a reason; the one you gave is not kept.", rule=rule)
    template = (
        "This is publication {number}. A running line takes it up within three seconds, for calls that begin then."
    )
    yield told(template, number=after.number)


async def _written(settings: Settings, opened: Office) -> Desk | None:
    """None where it cannot be read; what was gone back to is live all the same."""
    try:
        return await desk.desk(settings, opened)
    except PromptError:
        return None


def _left(done: Published, found: Desk | None) -> Iterator[Sentence]:
    """What of the wording is not gone back to."""
    if done.wording_stays:
        template = (
            "The wording that came with it stays (wording {number}). To take that back too: ./amparo flows rollback "
            "wording --who NAME --why TEXT"
        )
        yield told(template, number=done.wording_stays)
    changed = done.publication.live(WORDING) != done.before.live(WORDING)
    if changed and found and any(found.what_differs.values()):
        template = (
            "What was taken back is still written here (texts: {texts}, phrases: {phrases}) and would be in the next "
            "draft. To write here again what callers hear: ./amparo prompts reset"
        )
        yield told(template, **found.what_differs)


def _which(number: int, flow: str, shipped: Container[str]) -> Sentence:
    if number != SHIPPED:
        return told("version {number}", number=number)
    if flow == WORDING:
        return told("what the program brings")
    return told("the shipped flow") if flow in shipped else told("no flow of this name")

"""Who may do what with a version. Pure: everything it looks at is handed to it."""

import re
import unicodedata
from collections.abc import Mapping

from flows.messages import Sentence, told
from ivr.publishing.errors import PublishingRefused
from ivr.publishing.records import SHIPPED, WORDING, Approval, FlowVersion, VersionLine, digest

LONGEST_LABEL = 60
LONGEST_WHY = 500
NUMBER_LIKE = re.compile(r"\d[\d\s()./-]{4,}\d")
"""Six digits or more, as in telephone numbers."""


def actor(who: str) -> str:
    """The label of whoever does something, tidied. Raises PublishingRefused."""
    label = " ".join(who.split())
    if not label:
        raise PublishingRefused(told("say who does this: --who and a label, such as --who author1."))
    if len(label) > LONGEST_LABEL or not label.isprintable():
        raise PublishingRefused(told("'{who}' is no label: {most} letters at most.", who=label, most=LONGEST_LABEL))
    if "@" in label or NUMBER_LIKE.search(label):
        template = "'{who}' looks like an address or a telephone number; use a neutral label such as author1."
        raise PublishingRefused(told(template, who=label))
    return label


def purpose(why: str) -> str:
    """Why something is done, tidied. Raises PublishingRefused."""
    text = " ".join(why.split())
    if not text:
        raise PublishingRefused(told('say why: --why "...", for those who ask later.'))
    if len(text) > LONGEST_WHY or not text.isprintable():
        raise PublishingRefused(told("the reason is too long: {most} letters at most.", most=LONGEST_WHY))
    return text


def same_person(one: str, other: str) -> bool:
    """Whether two labels mean one person: capitals, spaces and ways to write a letter make no difference."""
    return _plain(one) == _plain(other)


def _plain(label: str) -> str:
    return "".join(unicodedata.normalize("NFKC", label).casefold().split())


def check_approval(version: VersionLine, who: str, *, two_persons: bool) -> None:
    """Whether somebody may approve a version. Raises PublishingRefused."""
    if version.state == "archived" and not version.was_live:
        template = "{version} was discarded; draft its text again to use it."
        raise PublishingRefused(told(template, version=version.name))
    if version.state != "draft":
        template = "{version} was published already; it needs no approval."
        raise PublishingRefused(told(template, version=version.name))
    if two_persons and same_person(version.who, who):
        raise PublishingRefused(_own_work(version))


def check_publishing(version: FlowVersion, others: Mapping[int, VersionLine], live: int, *, two_persons: bool) -> None:
    """Whether a version may go live; `others` are those of its flow by number. Raises PublishingRefused."""
    if version.state == "published":
        raise PublishingRefused(told("{version} is live already.", version=version.name))
    if version.was_live:
        return  # it was approved when it went live, and going back must not wait for anybody
    if version.state == "archived":
        template = "{version} was discarded; draft its text again to use it."
        raise PublishingRefused(told(template, version=version.name))
    if two_persons:
        _check_approved(version)
    _check_base(version, others, live)


def approved(version: VersionLine) -> bool:
    """Whether somebody else than its author found it good, as it is."""
    return any(approval.digest == version.digest for approval in _by_others(version))


def _by_others(version: VersionLine) -> list[Approval]:
    return [approval for approval in version.approvals if not same_person(approval.who, version.who)]


def _check_approved(version: FlowVersion) -> None:
    by_others = _by_others(version)
    if not by_others:
        raise PublishingRefused(_own_work(version) if version.approvals else _unapproved(version))
    if all(approval.digest != digest(version.text) for approval in by_others):
        template = (
            "{version} is not what was approved; look at it and approve it again: "
            "./amparo flows approve {version} --who NAME."
        )
        raise PublishingRefused(told(template, version=version.name))


def _unapproved(version: VersionLine) -> Sentence:
    template = (
        "{version} is by {author} and nobody else approved it yet. Somebody else looks at it (./amparo flows diff "
        "{flow}), then: ./amparo flows approve {version} --who NAME."
    )
    return told(template, version=version.name, author=version.who, flow=version.flow)


def _own_work(version: VersionLine) -> Sentence:
    template = (
        "{version} is by {author}, who cannot approve it alone; two persons are needed. Somebody else looks at it: "
        "./amparo flows approve {version} --who NAME."
    )
    return told(template, version=version.name, author=version.who)


def _check_base(version: VersionLine, others: Mapping[int, VersionLine], live: int) -> None:
    """What went live after the author began would be lost without anybody having decided so."""
    if (began := _last_live(version, others)) != live:
        template = (
            "{version} was begun from version {base}, and version {live} is live by now: its changes would be lost. "
            "See what differs (./amparo flows diff {flow} {live} {number}), put both into one file, and draft that "
            "with --base {live}."
        )
        if version.flow == WORDING:
            template = (
                "{version} was begun from version {base}, and version {live} is live by now: it would take back what "
                "changed since. See what differs (./amparo flows diff wording {live} {number}), put what is missing "
                "into a sheet and import it, then: ./amparo flows draft wording --base {live} --who NAME --why TEXT. "
                "Or begin again from what is live: ./amparo prompts reset"
            )
        where = {"base": began, "live": live, "flow": version.flow, "number": version.number}
        raise PublishingRefused(told(template, version=version.name, **where))


def _last_live(version: VersionLine, others: Mapping[int, VersionLine]) -> int:
    """The nearest version before it that callers heard, drafts in between passed over."""
    number = version.base
    while number != SHIPPED and number in others and not others[number].was_live:
        number = others[number].base
    return number

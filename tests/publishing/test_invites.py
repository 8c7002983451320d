"""Invitations: a code that is shown once, works until it is used up, and can only be tried."""

import hmac
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from ivr.publishing.errors import PublishingRefused
from ivr.publishing.invites import DAYS, DIGITS, MOST_OPEN, Invite, Invites, Lock
from ivr.store.configuration.store import Configuration, configuration

DAY = date(2026, 11, 25)
PROMPTS = ("greeting", "promise", "greeting")


class Days:
    """A day that the test moves."""

    def __init__(self) -> None:
        self.today = DAY

    def __call__(self) -> date:
        return self.today


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Configuration]:
    async with configuration(f"sqlite:///{tmp_path}/configuration.sqlite") as opened:
        yield opened


@pytest.fixture
def days() -> Days:
    return Days()


@pytest.fixture
def invites(kept: Configuration, days: Days) -> Invites:
    return Invites(kept.invitations, days)


async def test_a_code_works_again_and_again_until_everything_is_recorded(invites: Invites) -> None:
    invite, code = await invites.create("qaa", "fr", PROMPTS, "voice 1")
    assert len(code) == DIGITS
    assert code.isdigit()
    assert (invite.prompts, invite.expires) == (("greeting", "promise"), DAY + timedelta(days=DAYS))
    for _ in range(2):
        assert await invites.take(code) == invite
    assert await invites.finish(invite.id)
    assert not await invites.finish(invite.id)
    assert await invites.take(code) is None


async def test_a_wrong_code_takes_nothing(invites: Invites) -> None:
    _, code = await invites.create("qaa", "fr", PROMPTS, "voice1")
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    for tried in (wrong, code[:-1], code + "0", "", "x" * 100_000):
        assert await invites.take(tried) is None


async def test_each_code_takes_its_own(invites: Invites) -> None:
    made = [await invites.create("qaa", "fr", PROMPTS, f"voice{number}") for number in range(3)]
    for invite, code in made:
        assert await invites.take(code) == invite


async def test_a_code_works_on_its_last_day_and_not_after(invites: Invites, days: Days) -> None:
    invite, code = await invites.create("qaa", "fr", PROMPTS, "voice1")
    days.today = invite.expires
    assert await invites.take(code) == invite
    assert invites.is_open(invite)
    days.today += timedelta(days=1)
    assert not invites.is_open(invite)
    assert await invites.take(code) is None
    with pytest.raises(PublishingRefused, match="no open invitation"):
        await invites.withdraw(invite.id)


async def test_a_withdrawn_invite_is_listed_and_its_code_is_dead(invites: Invites) -> None:
    invite, code = await invites.create("qaa", "fr", PROMPTS, "voice1")
    await invites.withdraw(invite.id)
    assert await invites.take(code) is None
    listed = await invites.list()
    assert [(each.id, each.used_at) for each in listed] == [(invite.id, DAY)]
    assert not invites.is_open(listed[0])


async def test_every_open_invite_is_compared_whichever_fits(invites: Invites, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = [(await invites.create("qaa", "fr", PROMPTS, f"voice{number}"))[1] for number in range(3)]
    compared: list[bytes] = []
    real = hmac.compare_digest

    def counted(one: bytes, other: bytes) -> bool:
        compared.append(one)
        return bool(real(one, other))

    monkeypatch.setattr(hmac, "compare_digest", counted)
    for code in codes:
        compared.clear()
        await invites.take(code)
        assert len(compared) == 3


@pytest.mark.parametrize(("prompts", "voice"), [((), "voice1"), (("a",) * 501, "voice1"), (("a",), " ")])
async def test_what_makes_no_sense_is_refused(invites: Invites, prompts: tuple[str, ...], voice: str) -> None:
    with pytest.raises(PublishingRefused):
        await invites.create("qaa", "fr", prompts, voice)
    assert await invites.list() == ()


async def test_so_many_codes_are_open_and_no_more(kept: Configuration, invites: Invites) -> None:
    for number in range(MOST_OPEN):
        made = Invite(f"{number:04}", "qaa", "fr", PROMPTS, "voice1", DAY)
        await kept.invitations.add_invite(made, Lock(b"salt", b"digest"))
    with pytest.raises(PublishingRefused, match="withdraw one first"):
        await invites.create("qaa", "fr", PROMPTS, "voice1")

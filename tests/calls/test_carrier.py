"""A second Asterisk is the carrier: it is signed in to, it refuses, it restarts, it calls, it presses keys."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from ivr.asterisk.configure import OnlyForTests
from ivr.asterisk.process import AsteriskProcess
from ivr.settings import Settings
from tests.support.carrier import (
    CARRIER,
    NAME,
    NUMBER,
    STRANGER,
    WORD,
    Carrier,
    RawAri,
    certificate,
    files_of,
    raw_ari,
    running,
    settings_of_test,
    settled,
    short_folder,
    times_in_memory,
    trunk_to,
)

pytestmark = [pytest.mark.asterisk, pytest.mark.calls]

KEYS = "159*0#"
STATUS_SECONDS = 60


def line_settings(carrier: Carrier, **trunk: Any) -> Settings:
    """A line whose carrier is `carrier`."""
    return settings_of_test(trunk={**trunk_to(carrier), **trunk})


async def until_trunk(line: AsteriskProcess, state: str) -> str:
    """Wait for a state of the trunk; its sentence."""
    async with asyncio.timeout(STATUS_SECONDS):
        status = await line.trunk()
        while status.state != state:
            await asyncio.sleep(0.3)
            status = await line.trunk()
    return status.sentence


@pytest.fixture
def folder() -> Any:
    with short_folder() as made:
        yield made


@asynccontextmanager
async def trunk_call(carrier: Carrier, line: AsteriskProcess) -> AsyncIterator[tuple[RawAri, RawAri]]:
    """A call from the carrier that stands in Stasis of the line; both sides' raw ARI."""
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(running(carrier))
        await stack.enter_async_context(running(line))
        theirs = await stack.enter_async_context(raw_ari(carrier))
        ours = await stack.enter_async_context(raw_ari(line))
        await dial(theirs, line)
        await ours.until_type("StasisStart")
        yield theirs, ours


async def dial(theirs: RawAri, line: AsteriskProcess) -> None:
    """The carrier calls the line's address, with the caller's number in From and P-Asserted-Identity."""
    address = f"sip:line@{line.settings.sip.bind}:{line.settings.sip.port}"
    await theirs.post("channels", endpoint=f"PJSIP/{NAME}/{address}", app="amparo", callerId=NUMBER)


async def test_the_line_signs_in_and_a_call_to_the_name_it_gave_reaches_stasis(folder: Path) -> None:
    carrier = Carrier(folder / "c")
    line = AsteriskProcess(line_settings(carrier), folder / "l")
    async with running(carrier), running(line), raw_ari(carrier) as theirs, raw_ari(line) as ours:
        assert "has accepted" in await until_trunk(line, "registered")
        await theirs.post("channels", endpoint=f"PJSIP/{NAME}", app="amparo", callerId=NUMBER)
        started = await ours.until_type("StasisStart")
        assert started["args"] == ["call"]
        assert started["channel"]["name"].startswith("PJSIP/trunk-")


async def test_over_tcp_it_is_the_same(folder: Path) -> None:
    carrier = Carrier(folder / "c", settings=settings_of_test(sip={"bind": CARRIER, "transport": "tcp"}))
    settings = settings_of_test(sip={"transport": "tcp"}, trunk=trunk_to(carrier))
    await called_over(carrier, AsteriskProcess(settings, folder / "l"))


async def test_over_tls_with_encrypted_sound_it_is_the_same(folder: Path, tmp_path: Path) -> None:
    cert, key = await asyncio.to_thread(certificate, tmp_path)
    sip = {"transport": "tls", "tls_cert_file": cert, "tls_key_file": key}
    carrier = Carrier(folder / "c", settings=settings_of_test(sip={**sip, "bind": CARRIER}, trunk={"srtp": "sdes"}))
    settings = settings_of_test(sip=sip, trunk={**trunk_to(carrier), "srtp": "sdes", "tls_ca_file": cert})
    await called_over(carrier, AsteriskProcess(settings, folder / "l"))


async def test_a_carrier_whose_certificate_nobody_vouches_for_is_not_signed_in_to(folder: Path, tmp_path: Path) -> None:
    cert, key = await asyncio.to_thread(certificate, tmp_path)
    sip = {"transport": "tls", "tls_cert_file": cert, "tls_key_file": key}
    carrier = Carrier(folder / "c", settings=settings_of_test(sip={**sip, "bind": CARRIER}))
    line = AsteriskProcess(settings_of_test(sip=sip, trunk=trunk_to(carrier)), folder / "l")
    async with running(carrier), running(line), raw_ari(carrier) as theirs:
        await until_trunk(line, "unanswered")
        assert not await theirs.tried("channels", endpoint=f"PJSIP/{NAME}", app="amparo")


async def called_over(carrier: Carrier, line: AsteriskProcess) -> None:
    """The line signs in, and is called by the name it gave, with keys."""
    async with running(carrier), running(line), raw_ari(carrier) as theirs, raw_ari(line) as ours:
        await until_trunk(line, "registered")
        await theirs.post("channels", endpoint=f"PJSIP/{NAME}", app="amparo", callerId=NUMBER)
        channel = (await ours.until_type("StasisStart"))["channel"]["id"]
        await ours.post(f"channels/{channel}/answer")
        caller = (await theirs.until_type("StasisStart"))["channel"]["id"]
        await theirs.post(f"channels/{caller}/dtmf", dtmf="7", duration="150")
        assert (await ours.until_type("ChannelDtmfReceived"))["digit"] == "7"


async def test_a_wrong_password_is_told_in_a_sentence(folder: Path) -> None:
    carrier = Carrier(folder / "c")
    line = AsteriskProcess(line_settings(carrier, password=WORD[::-1]), folder / "l")
    async with running(carrier), running(line):
        sentence = await until_trunk(line, "refused")
        assert "trunk.password" in sentence
        assert WORD[::-1] not in sentence


async def test_a_carrier_that_is_not_there_is_told_in_a_sentence(folder: Path) -> None:
    line = AsteriskProcess(line_settings(Carrier(folder / "c")), folder / "l")
    async with running(line):
        assert "trunk.host" in await until_trunk(line, "unanswered")


@pytest.mark.slow
async def test_after_the_carrier_restarts_the_line_signs_in_again(folder: Path) -> None:
    first = Carrier(folder / "c")
    line = AsteriskProcess(line_settings(first), folder / "l")
    async with running(line):
        async with running(first):
            await until_trunk(line, "registered")
        second = Carrier(folder / "d", settings=first.settings)
        async with running(second), raw_ari(second) as theirs, raw_ari(line) as ours:
            await call_until_signed_in(theirs)
            await ours.until_type("StasisStart")


async def call_until_signed_in(theirs: RawAri) -> None:
    """A carrier that restarted has forgotten us: it can place no call until the line has signed in again."""
    async with asyncio.timeout(STATUS_SECONDS):
        called = False
        while not called:
            await asyncio.sleep(0.5)
            called = await theirs.tried("channels", endpoint=f"PJSIP/{NAME}", app="amparo")


@pytest.mark.parametrize(
    ("setting", "carriers_way"),
    [("rfc4733", "rfc4733"), ("info", "info"), ("inband", "inband"), ("auto", "rfc4733"), ("auto", "inband")],
)
async def test_keys_arrive(folder: Path, setting: str, carriers_way: str) -> None:
    carrier = Carrier(folder / "c", dtmf=carriers_way)
    line = AsteriskProcess(line_settings(carrier, dtmf=setting), folder / "l")
    async with trunk_call(carrier, line) as (theirs, ours):
        await ours.post(f"channels/{ours.of_type('StasisStart')[0]['channel']['id']}/answer")
        caller = (await theirs.until_type("StasisStart"))["channel"]["id"]
        await theirs.post(f"channels/{caller}/dtmf", dtmf=KEYS, between="150", duration="150")
        await theirs.post(f"channels/{caller}/silence")  # telephones send sound after a key as well
        await ours.until(lambda event: event["type"] == "ChannelDtmfReceived" and event["digit"] == KEYS[-1])
        assert "".join(event["digit"] for event in ours.of_type("ChannelDtmfReceived")) == KEYS


@pytest.mark.parametrize("mode", ["registration", "peer"])
async def test_a_call_from_an_address_that_is_not_allowed_is_refused(folder: Path, mode: str) -> None:
    carrier, stranger = Carrier(folder / "c"), Carrier(folder / "s", host=STRANGER)
    line = AsteriskProcess(line_settings(carrier, mode=mode), folder / "l")
    async with running(stranger), running(line), raw_ari(stranger) as theirs, raw_ari(line) as ours:
        await dial(theirs, line)
        refused = await theirs.until_type("ChannelDestroyed")
        assert refused["cause"] != 16  # Q.850: normal clearing
        assert ours.of_type("StasisStart") == []
        assert ours.of_type("ChannelCreated") == []


@pytest.mark.parametrize(
    "identity",
    [None, OnlyForTests(trust_id_inbound=True), OnlyForTests(fixed_callerid=False)],
    ids=["both", "callerid only", "trust_id_inbound only"],
)
async def test_the_callers_number_is_in_no_event_with_both_settings_and_in_some_with_only_one(
    folder: Path, identity: OnlyForTests | None
) -> None:
    carrier = Carrier(folder / "c")
    line = AsteriskProcess(line_settings(carrier), folder / "l", identity=identity)
    async with trunk_call(carrier, line) as (theirs, ours):
        await ours.post(f"channels/{ours.of_type('StasisStart')[0]['channel']['id']}/answer")
        await theirs.until_type("StasisStart")
        told = [text for text in ours.raw if NUMBER in text]
        assert bool(told) == (identity is not None)
        assert any(NUMBER in text for text in theirs.raw)


async def test_a_call_changes_no_file_of_asterisk(folder: Path) -> None:
    carrier = Carrier(folder / "c")
    line = AsteriskProcess(line_settings(carrier), folder / "l")
    async with running(carrier), running(line):
        await settled(line.folder)
        before = files_of(line.folder)
        async with raw_ari(carrier) as theirs, raw_ari(line) as ours:
            await dial(theirs, line)
            channel = (await ours.until_type("StasisStart"))["channel"]["id"]
            await ours.post(f"channels/{channel}/answer")
            caller = (await theirs.until_type("StasisStart"))["channel"]["id"]
            await theirs.post(f"channels/{caller}/dtmf", dtmf=KEYS, between="150", duration="150")
            await ours.until(lambda event: event["type"] == "ChannelDtmfReceived" and event["digit"] == KEYS[-1])
            await theirs.delete(f"channels/{caller}")
            await ours.until_type("ChannelDestroyed")
        assert files_of(line.folder) == before


@pytest.mark.slow
async def test_asterisks_memory_forgets_the_callers_number(folder: Path) -> None:
    carrier = Carrier(folder / "c")
    line = AsteriskProcess(line_settings(carrier), folder / "l")
    async with trunk_call(carrier, line) as (theirs, ours):
        await ours.post(f"channels/{ours.of_type('StasisStart')[0]['channel']['id']}/answer")
        caller = (await theirs.until_type("StasisStart"))["channel"]["id"]
        assert line.pid is not None
        assert await asyncio.to_thread(times_in_memory, line.pid, NUMBER) > 0
        await theirs.delete(f"channels/{caller}")
        async with asyncio.timeout(2 * STATUS_SECONDS):
            left = 1
            while left:
                await asyncio.sleep(5)
                left = await asyncio.to_thread(times_in_memory, line.pid, NUMBER)

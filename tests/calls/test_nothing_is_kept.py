"""Rule P6: invented numbers are put into calls in every way, and then looked for in every file written since."""

import gzip
import secrets
import time
from base64 import b64encode
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import SecretStr

from bench.caller.caller import Caller
from bench.caller.stack import Stack
from ivr.asterisk.configure import OnlyForTests
from ivr.audit.canary import LEAST_KINDS
from ivr.audit.search import Hit, find_canaries
from ivr.settings import Settings, changed
from tests.support.call_line import CallLine, call_line, settings_for_calls
from tests.support.guest import Guest
from tests.support.leftovers import Leftovers
from tests.support.places import hits_in, of_everybody, of_the_checkout
from tests.support.tap import ari_tap, manager_tap

pytestmark = [pytest.mark.calls, pytest.mark.asterisk, pytest.mark.vosk, pytest.mark.asyncio(loop_scope="session")]

SPOKEN_DIGITS = dict(zip("0123456789", ["공", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"], strict=True))
TAP = "ari-events.txt"


def canary() -> str:
    """A number nobody has: no country has the code 999. Made at run time, so that no file can have it before."""
    while len(set(number := str(secrets.randbelow(9 * 10**9) + 10**9))) < LEAST_KINDS:
        continue  # too plain a number would be found by chance, and is refused: one in three hundred
    return f"+999{number}"


@dataclass(frozen=True)
class Canaries:
    """One number for each place a number can come from."""

    sender: str
    asserted: str
    diverted: str
    signed: str
    keyed: str
    spoken: str

    @classmethod
    def new(cls) -> "Canaries":
        return cls(*(canary() for _ in range(6)))

    @property
    def headers(self) -> dict[str, str]:
        """Where carriers put numbers, apart from From."""
        passport = b64encode(f'{{"orig":{{"tn":"{self.signed[1:]}"}}}}'.encode()).decode()
        return {
            "P-Asserted-Identity": f'"{self.asserted}" <sip:{self.asserted}@carrier.invalid>',
            "Diversion": f"<sip:{self.diverted}@carrier.invalid>;reason=unconditional",
            "Identity": f"e30.{passport}.AAAA;info=<https://carrier.invalid/cert>;alg=ES256;ppt=shaken",
        }

    @property
    def brought(self) -> tuple[str, ...]:
        """What the carrier brings."""
        return (self.sender, self.asserted, self.diverted, self.signed)

    @property
    def all(self) -> tuple[str, ...]:
        """Those, and what the caller keys and says."""
        return (*self.brought, self.keyed, self.spoken)


@dataclass(frozen=True)
class Watched:
    """A line whose ARI is written down, and what to look for since when."""

    line: CallLine
    canaries: Canaries
    since: float
    settings: Settings

    @property
    def state(self) -> Path:
        """The line's own folder."""
        return self.settings.state

    def hits(self) -> list[Hit]:
        """Where any of the numbers lies in files written since the start, anywhere.

        Keys that were pressed are in Asterisk's events, which our own tap writes down; they may be nowhere else.
        """
        own, shared = (self.state, *of_the_checkout()), of_everybody(self.settings)
        return self._apart_from_keys(hits_in(self.canaries.all, own, shared, self.since))

    def hits_in_state(self) -> list[Hit]:
        """The same, in the line's own folder alone."""
        return self._apart_from_keys(hits_in(self.canaries.all, [self.state], (), self.since))

    def _apart_from_keys(self, hits: Iterable[Hit]) -> list[Hit]:
        tapped = find_canaries(self.canaries.brought, [self.state / TAP])
        return [hit for hit in hits if hit.path.name != TAP] + tapped


@asynccontextmanager
async def watched(folder: Path, leftovers: Leftovers, identity: OnlyForTests | None) -> AsyncIterator[Watched]:
    since = time.time()
    password = {"asterisk": {"ari_password": SecretStr(secrets.token_hex(16))}}
    settings = changed(settings_for_calls(folder), password)
    async with (
        call_line(settings, leftovers, transcript=False, identity=identity) as line,
        ari_tap(settings, folder / TAP),
        manager_tap(settings, folder / TAP),
    ):
        yield Watched(line, Canaries.new(), since, settings)


async def complete_call(box: Watched, stack: Stack) -> None:
    """With numbers in all headers, keyed and spoken."""
    async with Caller(stack) as caller:
        guest = Guest(box.line, caller)
        await caller.call(box.line.uri, from_user=box.canaries.sender, headers=box.canaries.headers)
        await guest.hears("greeting")
        await guest.presses("1")
        await guest.hears("menu.intro")
        await guest.question_over()
        await caller.say(" ".join(SPOKEN_DIGITS[digit] for digit in box.canaries.spoken[1:]), "ko")
        await caller.sound(within=15)  # not understood, or asked back as something: the number is another each time
        await guest.presses(box.canaries.keyed[1:])
        await guest.caller.wait(1)


async def abandoned_call(box: Watched, stack: Stack) -> None:
    """Hung up in the greeting."""
    async with Caller(stack) as caller:
        await caller.call(box.line.uri, from_user=box.canaries.sender, headers=box.canaries.headers)
        await caller.wait(0.5)


async def test_no_number_is_in_any_file_and_a_planted_one_is_found(
    tmp_path: Path, leftovers: Leftovers, stack: Stack
) -> None:
    async with watched(tmp_path, leftovers, None) as box:
        await complete_call(box, stack)
        await abandoned_call(box, stack)
        assert box.hits() == []
        tapped = (tmp_path / TAP).read_text(encoding="utf-8", errors="replace")
        assert "ChannelCreated" in tapped
        assert "DTMFBegin" in tapped
    assert box.hits() == []
    for number, name in ((box.canaries.keyed, "plain"), (box.canaries.signed, "packed")):
        text = f"caller={number}".encode()
        (tmp_path / name).write_bytes(text if name == "plain" else gzip.compress(b64encode(text)))
    assert {hit.path.name for hit in box.hits_in_state()} == {"plain", "packed"}


@pytest.mark.parametrize(
    "identity",
    [OnlyForTests(trust_id_inbound=True), OnlyForTests(fixed_callerid=False)],
    ids=["without trust_id_inbound=no", "without callerid"],
)
async def test_with_only_one_of_the_two_settings_a_number_is_found(
    tmp_path: Path, leftovers: Leftovers, stack: Stack, identity: OnlyForTests
) -> None:
    async with watched(tmp_path, leftovers, identity) as box:
        await abandoned_call(box, stack)
        found = box.hits_in_state()
    assert {hit.path.name for hit in found} == {TAP}

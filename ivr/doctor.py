"""`./amparo doctor`: one line a check, what to do about it, an exit status; with and without a running line."""

import asyncio
import sys
from datetime import UTC, datetime

from ivr.doctor_asterisk import asterisk_checks, running_asterisk
from ivr.doctor_content import languages, models, pack
from ivr.doctor_machine import clock, disk, memory, zone
from ivr.doctor_network import nat, ports, trunk
from ivr.doctor_publishing import published
from ivr.doctor_report import Check, Level, exit_status, line
from ivr.settings import Settings


async def examine(settings: Settings) -> list[Check]:
    """All checks, in the order they are printed."""
    running = await running_asterisk(settings)
    return [
        await trunk(settings, running),
        ports(settings, running is not None),
        await asyncio.to_thread(nat, settings),
        clock(),
        zone(settings),
        disk(settings),
        *memory(settings),
        *await asterisk_checks(settings, running),
        await asyncio.to_thread(models, settings),
        await asyncio.to_thread(languages, settings, datetime.now(UTC).date()),
        await asyncio.to_thread(pack, settings),
        *await published(settings, running=running is not None),
    ]


async def run(settings: Settings) -> int:
    """Print every check; 0 where nothing failed, 1 otherwise."""
    checks = await examine(settings)
    sys.stdout.write("".join(f"{line(check)}\n" for check in checks))
    failed = sum(check.level is Level.FAIL for check in checks)
    sys.stdout.write(f"\n{failed} of {len(checks)} checks failed.\n" if failed else "\nThe line can run.\n")
    return exit_status(checks)

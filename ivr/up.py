"""`./amparo up`: the line, until it is stopped."""

import asyncio
import sys
from datetime import UTC, datetime

from ivr.app import running
from ivr.printing import PrintedTranscript
from ivr.settings import Settings, SettingsError
from ivr.settings_ports import with_free_ports
from ivr.settings_production import production_refusals


async def up(settings: Settings) -> int:
    """Run until cancelled or until Asterisk ends by itself; says what to dial and where the console will be."""
    if settings.line.profile == "production" and (refusals := production_refusals(settings, datetime.now(UTC).date())):
        raise SettingsError(*refusals)
    transcript = PrintedTranscript() if settings.prints_calls else None
    async with running(with_free_ports(settings), transcript, _say) as app:
        if transcript:
            transcript.sounds = app.voice.shelf
        _say(f"Dial {app.sip_uri}. Stop with Ctrl-C.")
        _say(f"The console is not built yet; it will be at http://{settings.console.host}:{settings.console.port}.")
        why = await asyncio.ensure_future(app.broken())
    sys.stderr.write(f"amparo: {why}\n")
    return 1


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()

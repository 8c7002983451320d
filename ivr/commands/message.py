"""`./amparo message on|closed|off|show|notices`."""

import argparse
from typing import TYPE_CHECKING

from ivr.commands.actor import add_who_and_why
from ivr.commands.base import Result
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands

CLOSED_PROMPT = "notice.closed"
UNTIL_HELP = 'when it ends by itself, where the line is: "2026-11-25 08:00", 14 days ahead at most'


def add(commands: "Commands") -> None:
    """Add `message` with all its subcommands."""
    message = commands.add_parser("message", help="one sentence for every caller, now")
    actions = message.add_subparsers(required=True, metavar="on|closed|off|show|notices")
    on = actions.add_parser("on", help="say a prompt to every caller")
    on.add_argument("prompt", metavar="PROMPT", help="a notice.NAME that every language has: see `message notices`")
    on.add_argument("--closed", action="store_true", help="the line's people also count as away, whatever their hours")
    closed = actions.add_parser("closed", help="the line's people count as away, and callers hear so")
    closed.set_defaults(prompt=CLOSED_PROMPT, closed=True)
    for parser in (on, closed):
        parser.add_argument("--until", required=True, metavar="TIME", help=UNTIL_HELP)
        add_who_and_why(parser)
        parser.set_defaults(run=_on)
    off = actions.add_parser("off", help="end it now")
    add_who_and_why(off)
    off.set_defaults(run=_off)
    actions.add_parser("show", help="what is said now, and until when").set_defaults(run=_show)
    actions.add_parser("notices", help="what can be said: wording and languages").set_defaults(run=_notices)


def _on(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.message import on
    from ivr.publishing.message import Wanted
    from ivr.publishing.records import Signed
    from ivr.ui import translator

    wanted = Wanted(arguments.prompt, arguments.until, arguments.closed)
    return on(settings, wanted, Signed(arguments.who, arguments.why), translator(arguments.ui_language))


def _off(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.message import off
    from ivr.publishing.records import Signed
    from ivr.ui import translator

    return off(settings, Signed(arguments.who, arguments.why), translator(arguments.ui_language))


def _show(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.message import show
    from ivr.ui import translator

    return show(settings, translator(arguments.ui_language))


def _notices(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.message import show_notices
    from ivr.ui import translator

    return show_notices(settings, translator(arguments.ui_language))

"""`./amparo prompts invite|invites|withdraw`."""

import argparse
from typing import TYPE_CHECKING

from ivr.commands.base import Result
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands


def add(prompts: "Commands") -> None:
    """Add the subcommands."""
    invite = prompts.add_parser("invite", help="let somebody record prompts by phone; prints a one-time code")
    invite.add_argument("language", metavar="LANGUAGE", help="the language they speak, such as ti")
    invite.add_argument(
        "prompts", nargs="*", metavar="PROMPT", help="which ones; all that are missing or stale without"
    )
    invite.add_argument(
        "--bridge", required=True, metavar="LANGUAGE", help="the language sentences are read to them in"
    )
    invite.add_argument(
        "--voice", required=True, metavar="LABEL", help="a neutral label of the speaker, like 'voice A'"
    )
    invite.set_defaults(run=_invite)
    prompts.add_parser("invites", help="who may record by phone").set_defaults(run=_invites)
    withdraw = prompts.add_parser("withdraw", help="end an invitation to record")
    withdraw.add_argument("id", metavar="ID", help="as `prompts invites` shows it")
    withdraw.set_defaults(run=_withdraw)


def _invite(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.inviting import invite
    from ivr.ui import translator

    asked = arguments.language, arguments.bridge, arguments.voice, tuple(arguments.prompts)
    return invite(settings, *asked, translator(arguments.ui_language))


def _invites(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.inviting import listed
    from ivr.ui import translator

    return listed(settings, translator(arguments.ui_language))


def _withdraw(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.inviting import withdraw
    from ivr.ui import translator

    return withdraw(settings, arguments.id, translator(arguments.ui_language))

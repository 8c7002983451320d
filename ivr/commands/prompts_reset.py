"""`./amparo prompts reset`."""

import argparse
from typing import TYPE_CHECKING

from ivr.commands.base import Result
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands


def add(prompts: "Commands") -> None:
    """Add the subcommand."""
    help_ = "begin again from the texts and words that callers hear; nothing that was not drafted is lost"
    prompts.add_parser("reset", help=help_).set_defaults(run=_run)


def _run(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.desk import reset
    from ivr.ui import translator

    return reset(settings, translator(arguments.ui_language))

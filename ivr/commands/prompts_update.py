"""`./amparo prompts update`."""

import argparse
from typing import TYPE_CHECKING

from ivr.commands.base import Result
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands


def add(prompts: "Commands") -> None:
    """Add the subcommand."""
    prompts.add_parser("update", help="bring every language to the English texts of today").set_defaults(run=_run)


def _run(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.updating import update
    from ivr.ui import translator
    from ivr.wordings import own

    return update(translator(arguments.ui_language), own=own(settings))

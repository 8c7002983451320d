"""`./amparo prompts units`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ivr.commands.base import Result
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands


def add(prompts: "Commands") -> None:
    """Add the subcommand."""
    units = prompts.add_parser("units", help="what to record so that numbers, days and hours can be said")
    units.add_argument("language", metavar="LANGUAGE", help="its tag; it needs no text at all")
    units.add_argument("--out", type=Path, metavar="FILE", help="write the script there instead of printing it")
    units.set_defaults(run=_run)


def _run(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.units import units
    from ivr.ui import translator

    return units(settings, arguments.language, arguments.out, translator(arguments.ui_language))

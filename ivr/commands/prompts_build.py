"""`./amparo prompts build`."""

import argparse
from typing import TYPE_CHECKING

from ivr.commands.base import Result
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands


def add(prompts: "Commands") -> None:
    """Add the subcommand."""
    prompts.add_parser("build", help="render everything that is not recorded").set_defaults(run=_run)


def _run(_: argparse.Namespace, settings: Settings) -> Result:
    from ivr.voice import build_and_report

    return build_and_report(settings)

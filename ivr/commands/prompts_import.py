"""`./amparo prompts import FOLDER|FILE.xlsx|FILE.csv`."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ivr.commands.base import Result
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands


def add(prompts: "Commands") -> None:
    """Add the subcommand."""
    take = prompts.add_parser("import", help="take in recordings from a folder, or texts and words from a sheet")
    paths = "a folder with <language>/<prompt>.wav (or another format), FILE.xlsx or FILE.csv"
    take.add_argument("path", type=Path, metavar="PATH", help=paths)
    take.add_argument("--language", default="", metavar="TAG", help="of the recordings that lie in the folder itself")
    take.add_argument("--voice", default="", metavar="LABEL", help="who speaks them: a neutral label, like 'voice A'")
    take.add_argument("--source", default="file", choices=("file", "phone"), help="how they were recorded")
    take.add_argument("--shipped", action="store_true", help="write a sheet into the program's own texts")
    take.add_argument("--verbose", action="store_true", help="list every change that a sheet brings")
    take.set_defaults(run=_run)


def _run(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.notifying import and_notify
    from ivr.ui import translator

    translate = translator(arguments.ui_language)
    if not arguments.path.is_dir():
        from ivr.authoring import sheets

        place = sheets.place(settings, shipped=arguments.shipped)
        if place.own:  # callers hear it when it is published
            return sheets.take(arguments.path, translate, place, verbose=arguments.verbose)
        return and_notify(settings, lambda: sheets.take(arguments.path, translate, place, verbose=arguments.verbose))
    from ivr.authoring import intake
    from prompts.intake import Origin

    origin = Origin(datetime.now(UTC).date(), arguments.voice, arguments.source)
    return and_notify(settings, lambda: intake.take(settings, arguments.path, arguments.language, origin, translate))

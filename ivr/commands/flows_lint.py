"""`./amparo flows lint`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ivr.commands.base import Result
from ivr.commands.shipped import add_shipped
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands


def add(flows: "Commands") -> None:
    """Add the subcommand."""
    lint = flows.add_parser("lint", help="look for everything a caller could suffer from; exit 0 if nothing is left")
    lint.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="FILE|FOLDER",
        help="looked at over what is live; that alone if none",
    )
    lint.add_argument("--all", action="store_true", help="show what was found in the other flows too")
    lint.add_argument("--language", action="append", default=[], metavar="TAG", help="only this one; may be repeated")
    lint.add_argument(
        "--json", nargs="?", type=Path, const=Path("-"), metavar="FILE", help="for machines, on the screen or in FILE"
    )
    lint.add_argument("--rules", nargs="*", metavar="RULE", help="print rules, all or these: the reason, an example")
    add_shipped(lint)
    lint.set_defaults(run=_run)


def _run(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.linting import Wish, lint, show_rules
    from ivr.ui import translator

    translate = translator(arguments.ui_language)
    if arguments.rules is not None:
        return show_rules(tuple(arguments.rules), translate)
    file = None if arguments.json in {None, Path("-")} else arguments.json
    wish = Wish(
        paths=tuple(arguments.paths),
        shipped=arguments.shipped,
        languages=tuple(arguments.language),
        every=arguments.all,
        as_json=arguments.json is not None,
        file=file,
    )
    return lint(settings, wish, translate)

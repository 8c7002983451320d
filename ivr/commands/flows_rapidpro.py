"""`./amparo flows rapidpro import`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ivr.commands.base import Result
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands


def add(flows: "Commands") -> None:
    """Add the subcommand."""
    rapidpro = flows.add_parser("rapidpro", help="take over voice flows of RapidPro and TextIt")
    actions = rapidpro.add_subparsers(required=True, metavar="import")
    importing = actions.add_parser("import", help="read an export; what cannot be carried over is listed")
    importing.add_argument("file", metavar="FILE", type=Path)
    importing.add_argument("--into", metavar="FOLDER", type=Path, required=True, help="where flows and texts are put")
    importing.set_defaults(run=_import)


def _import(arguments: argparse.Namespace, _: Settings) -> Result:
    from ivr.authoring.exchange import import_rapidpro
    from ivr.ui import translator

    return import_rapidpro(arguments.file, arguments.into, translator(arguments.ui_language))

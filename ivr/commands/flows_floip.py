"""`./amparo flows floip export|import`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ivr.commands.base import Result
from ivr.commands.shipped import add_shipped
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands


def add(flows: "Commands") -> None:
    """Add the subcommands."""
    floip = flows.add_parser("floip", help="exchange flows with other programs, as FLOIP 1.0.0-rc4")
    actions = floip.add_subparsers(required=True, metavar="export|import")
    export = actions.add_parser("export", help="write flows, with what they visit, say and hear, to one file")
    export.add_argument("file", metavar="FILE", type=Path, help="the container to write")
    export.add_argument("names", nargs="*", metavar="FLOW|FILE", help="what to write; all flows where none is named")
    add_shipped(export)
    export.set_defaults(run=_export)
    importing = actions.add_parser("import", help="read a container; what cannot be carried over is listed")
    importing.add_argument("file", metavar="FILE", type=Path)
    importing.add_argument("--into", metavar="FOLDER", type=Path, required=True, help="where flows and texts are put")
    importing.set_defaults(run=_import)


def _export(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.exchange import export_floip
    from ivr.ui import translator

    names, translate = tuple(arguments.names), translator(arguments.ui_language)
    return export_floip(settings, arguments.file, names, translate, shipped=arguments.shipped)


def _import(arguments: argparse.Namespace, _: Settings) -> Result:
    from ivr.authoring.exchange import import_floip
    from ivr.ui import translator

    return import_floip(arguments.file, arguments.into, translator(arguments.ui_language))

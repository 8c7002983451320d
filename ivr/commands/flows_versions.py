"""`./amparo flows versions|diff`."""

import argparse
from typing import TYPE_CHECKING

from ivr.commands.base import Result
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands

VERSION_HELP = "a number, or shipped, live or draft (the newest); of the wording, desk: what is written here"


def add(flows: "Commands") -> None:
    """Add the subcommands."""
    versions = flows.add_parser("versions", help="what is live, what is drafted, and by whom")
    versions.add_argument("flow", nargs="?", default="", metavar="FLOW", help="only this flow, or 'wording'")
    versions.set_defaults(run=_versions)
    diff = flows.add_parser("diff", help="what differs between two versions of a flow")
    diff.add_argument("flow", metavar="FLOW", help="or 'wording'")
    diff.add_argument("a", nargs="?", default="live", metavar="A", help=VERSION_HELP)
    diff.add_argument("b", nargs="?", default="draft", metavar="B", help=VERSION_HELP)
    diff.set_defaults(run=_diff)


def _versions(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.versions import versions
    from ivr.ui import translator

    return versions(settings, arguments.flow, translator(arguments.ui_language))


def _diff(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.versions import compare
    from ivr.ui import translator

    return compare(settings, arguments.flow, arguments.a, arguments.b, translator(arguments.ui_language))

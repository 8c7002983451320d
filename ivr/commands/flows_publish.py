"""`./amparo flows publish|rollback`."""

import argparse
from typing import TYPE_CHECKING

from ivr.commands.actor import add_who_and_why
from ivr.commands.base import Result
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands


def add(flows: "Commands") -> None:
    """Add the subcommands."""
    publish = flows.add_parser("publish", help="put drafts live, together, after all checks")
    publish.add_argument("flows", nargs="+", metavar="FLOW[=N]", help="its newest draft, or version N; 'wording' too")
    add_who_and_why(publish)
    help_ = "why the warnings of a rule are all right; once for each rule"
    publish.add_argument("--reason", action="append", default=[], metavar="RULE=TEXT", help=help_)
    publish.set_defaults(run=_publish)
    back = flows.add_parser("rollback", help="put an earlier version live again")
    back.add_argument("flows", nargs="+", metavar="FLOW[=N]", help="the version before, or version N, or =shipped")
    back.add_argument("--to", default="", metavar="N", help="the version, where one flow is named; 'shipped' too")
    add_who_and_why(back)
    back.set_defaults(run=_rollback)


def _publish(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.publishing import publish
    from ivr.publishing.records import Signed
    from ivr.ui import translator

    signed = Signed(arguments.who, arguments.why)
    return publish(settings, arguments.flows, signed, arguments.reason, translator(arguments.ui_language))


def _rollback(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.publishing import rollback
    from ivr.publishing.records import Signed
    from ivr.ui import translator

    signed = Signed(arguments.who, arguments.why)
    return rollback(settings, arguments.flows, arguments.to, signed, translator(arguments.ui_language))

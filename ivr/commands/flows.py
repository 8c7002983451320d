"""`./amparo flows ...`: each subcommand in a file of its own."""

from typing import TYPE_CHECKING

from ivr.commands import (
    flows_check,
    flows_drafts,
    flows_floip,
    flows_graph,
    flows_lint,
    flows_publish,
    flows_rapidpro,
    flows_versions,
    flows_walk,
)

if TYPE_CHECKING:
    from ivr.commands.base import Commands

SUBCOMMANDS = (
    *(flows_check, flows_lint, flows_graph, flows_walk),
    *(flows_versions, flows_drafts, flows_publish),
    *(flows_floip, flows_rapidpro),
)


def add(commands: "Commands") -> None:
    """Add `flows` with all its subcommands."""
    flows = commands.add_parser("flows", help="the call flows").add_subparsers(required=True, metavar="COMMAND")
    for module in SUBCOMMANDS:
        module.add(flows)

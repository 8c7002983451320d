"""`./amparo prompts ...`: each subcommand in a file of its own."""

from typing import TYPE_CHECKING

from ivr.commands import (
    prompts_build,
    prompts_check,
    prompts_export,
    prompts_import,
    prompts_invite,
    prompts_new,
    prompts_report,
    prompts_reset,
    prompts_units,
    prompts_update,
)

if TYPE_CHECKING:
    from ivr.commands.base import Commands

SUBCOMMANDS = (
    prompts_build,
    prompts_new,
    prompts_import,
    prompts_export,
    prompts_reset,
    prompts_update,
    prompts_check,
    prompts_report,
    prompts_units,
    prompts_invite,
)


def add(commands: "Commands") -> None:
    """Add `prompts` with all its subcommands."""
    prompts = commands.add_parser("prompts", help="what the line says").add_subparsers(required=True, metavar="COMMAND")
    for module in SUBCOMMANDS:
        module.add(prompts)

"""`./amparo flows export|draft|import|approve|discard`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ivr.commands.actor import add_who, add_who_and_why
from ivr.commands.base import Result
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands


def add(flows: "Commands") -> None:
    """Add the subcommands."""
    export = flows.add_parser("export", help="write the flows that are live as files to work on")
    export.add_argument("folder", type=Path, metavar="FOLDER", help="a new or empty folder")
    export.set_defaults(run=_export)
    draft = flows.add_parser(
        "draft", help="keep flow files and the texts and words written here as drafts; say what is wrong with them"
    )
    draft.add_argument("--base", type=int, metavar="N", help="the version the file was made from, if not the live one")
    _add_files(draft)
    importing = flows.add_parser("import", help="the same for many files at once: all or none")
    _add_files(importing)
    importing.set_defaults(base=None)
    approve = flows.add_parser("approve", help="say that a draft of somebody else is good")
    _add_version(approve)
    add_who(approve)
    approve.set_defaults(run=_approve)
    discard = flows.add_parser("discard", help="put a draft away; it can still be read")
    _add_version(discard)
    add_who_and_why(discard)
    discard.set_defaults(run=_discard)


def _add_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a flow file, or the word: wording")
    add_who_and_why(parser)
    parser.set_defaults(run=_draft)


def _add_version(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("flow", metavar="FLOW")
    parser.add_argument("number", type=int, metavar="N", help="its version: ./amparo flows versions FLOW")


def _export(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.drafts import write
    from ivr.ui import translator

    return write(settings, arguments.folder, translator(arguments.ui_language))


def _draft(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.drafts import draft
    from ivr.publishing.records import Signed
    from ivr.ui import translator

    signed = Signed(arguments.who, arguments.why)
    return draft(settings, tuple(arguments.files), signed, arguments.base, translator(arguments.ui_language))


def _approve(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.drafts import approve
    from ivr.ui import translator

    return approve(settings, arguments.flow, arguments.number, arguments.who, translator(arguments.ui_language))


def _discard(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.drafts import discard
    from ivr.publishing.records import Signed
    from ivr.ui import translator

    signed = Signed(arguments.who, arguments.why)
    return discard(settings, arguments.flow, arguments.number, signed, translator(arguments.ui_language))

"""`./amparo models list|teach|check`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ivr.commands.base import Result
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands

FOLDER_HELP = "recordings: FOLDER/SPEAKER/WORD.wav, or WORD-1.wav, WORD-2.wav; any kind of sound file"


def add(commands: "Commands") -> None:
    """Add `models` with all its subcommands."""
    models = commands.add_parser("models", help="what the line hears with")
    actions = models.add_subparsers(required=True, metavar="list|teach|check")
    actions.add_parser("list", help="which languages have ears, and by what").set_defaults(run=_list)
    teach = actions.add_parser("teach", help="teach a language that has no model, from recorded words")
    teach.add_argument("language", metavar="LANGUAGE", help="its tag, as in words/LANGUAGE.yaml")
    teach.add_argument("folder", type=Path, metavar="FOLDER", help=FOLDER_HELP)
    teach.set_defaults(run=_teach)
    check = actions.add_parser("check", help="how well the words of a taught language are told apart")
    check.add_argument("language", metavar="LANGUAGE")
    check.set_defaults(run=_check)


def _list(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.ears import listed
    from ivr.ui import translator

    return listed(settings, translator(arguments.ui_language))


def _teach(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.teaching import teach_from
    from ivr.ui import translator

    return teach_from(settings, arguments.language, arguments.folder, translator(arguments.ui_language))


def _check(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.ears import checked
    from ivr.ui import translator

    return checked(settings, arguments.language, translator(arguments.ui_language))

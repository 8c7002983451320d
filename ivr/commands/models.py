"""`./amparo models list|install|teach|check|calibrate`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ivr.commands.base import Result
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands

FOLDER_HELP = "recordings: FOLDER/SPEAKER/WORD.wav, or WORD-1.wav, WORD-2.wav; any kind of sound file"
SOURCE_HELP = "a zip file, a folder or an address (https://...); without it, what the catalogue has"
SUM_HELP = "SHA-256 of the zip file, as whoever publishes the model tells it, where the catalogue has none"


def add(commands: "Commands") -> None:
    """Add `models` with all its subcommands."""
    models = commands.add_parser("models", help="what the line hears with")
    actions = models.add_subparsers(required=True, metavar="list|install|teach|check|calibrate")
    actions.add_parser("list", help="which languages have ears, by what, and what can be installed").set_defaults(
        run=_list
    )
    install = actions.add_parser("install", help="install a recogniser's model: whole or not at all, never in a call")
    install.add_argument("language", metavar="LANGUAGE", help="its tag, like 'fr'")
    install.add_argument("source", nargs="?", default="", metavar="SOURCE", help=SOURCE_HELP)
    install.add_argument("--sha256", default="", metavar="SUM", help=SUM_HELP)
    install.add_argument("--replace", action="store_true", help="put it in the place of the one that is there")
    install.set_defaults(run=_install)
    teach = actions.add_parser("teach", help="teach a language that has no model, from recorded words")
    teach.add_argument("language", metavar="LANGUAGE", help="its tag, as in words/LANGUAGE.yaml")
    teach.add_argument("folder", type=Path, metavar="FOLDER", help=FOLDER_HELP)
    teach.set_defaults(run=_teach)
    check = actions.add_parser("check", help="load every model, or one, and compare it with what was installed")
    check.add_argument("language", nargs="?", default="", metavar="LANGUAGE")
    check.set_defaults(run=_check)
    calibrate = actions.add_parser("calibrate", help="measure how sure a model is, and from where on that is enough")
    calibrate.add_argument("language", metavar="LANGUAGE")
    calibrate.add_argument("--quick", action="store_true", help="a tenth of it, for a look; nothing is written")
    calibrate.set_defaults(run=_calibrate)


def _list(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.model_list import listed
    from ivr.ui import translator

    return listed(settings, translator(arguments.ui_language))


def _install(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.model_install import Wish, install
    from ivr.ui import translator

    wish = Wish(arguments.language, arguments.source, arguments.sha256, replace=arguments.replace)
    return install(settings, wish, translator(arguments.ui_language))


def _teach(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.teaching import teach_from
    from ivr.ui import translator

    return teach_from(settings, arguments.language, arguments.folder, translator(arguments.ui_language))


def _check(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.model_check import checked
    from ivr.ui import translator

    return checked(settings, arguments.language, translator(arguments.ui_language))


def _calibrate(arguments: argparse.Namespace, settings: Settings) -> Result:
    from bench.hearing.calibrating import calibrate

    return calibrate(settings, arguments.language, quick=arguments.quick)

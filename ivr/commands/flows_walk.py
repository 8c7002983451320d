"""`./amparo flows walk`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ivr.commands.base import Result
from ivr.commands.shipped import add_shipped
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands

FILE_HELP = "a flow file of yours, over what is live; may be repeated"


def add(flows: "Commands") -> None:
    """Add the subcommand."""
    walk = flows.add_parser("walk", help="walk through a flow by typed keys and words")
    walk.add_argument("flow", nargs="?", default="welcome", help="welcome where nothing is named")
    walk.add_argument("--language", default="", metavar="TAG", help="as if the caller had chosen it")
    walk.add_argument("--file", action="append", default=[], type=Path, metavar="FILE", help=FILE_HELP)
    add_shipped(walk)
    walk.add_argument("--script", metavar="FILE", type=Path, help="one answer a line, or a saved call (.yaml)")
    walk.add_argument("--save", metavar="FILE", type=Path, help="keep the call as a golden case")
    walk.add_argument("--keys-only", action="store_true", help="as in a language without a recogniser")
    walk.add_argument("--speak", nargs="?", const="", metavar="FILE.wav", help="write the call as sound, or play it")
    _hour(walk)
    walk.set_defaults(run=_run)


def _hour(walk: argparse.ArgumentParser) -> None:
    walk.add_argument(
        "--at", default="", metavar="TIME", help='local time of the call: "2026-12-25 03:00"; now if left out'
    )
    walk.add_argument("--closed", action="store_true", help="as if the line was switched to closed")
    walk.add_argument("--notice", action="append", default=[], metavar="PROMPT", help="a message that is switched on")


def _run(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.walking import walk
    from ivr.authoring.wish import Wish
    from ivr.ui import translator

    wish = Wish(
        flow=arguments.flow,
        language=arguments.language,
        files=tuple(arguments.file),
        shipped=arguments.shipped,
        script=arguments.script,
        at=arguments.at,
        closed=arguments.closed,
        notices=tuple(arguments.notice),
        keys_only=arguments.keys_only,
        save=arguments.save,
        speak=arguments.speak is not None,
        sound=Path(arguments.speak) if arguments.speak else None,
    )
    return walk(settings, wish, translator(arguments.ui_language))

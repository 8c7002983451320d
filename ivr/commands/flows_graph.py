"""`./amparo flows graph`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ivr.commands.base import Result
from ivr.commands.shipped import add_shipped
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands


def add(flows: "Commands") -> None:
    """Add the subcommand."""
    graph = flows.add_parser("graph", help="draw flows, with wording and the state of each language")
    graph.add_argument("names", nargs="*", metavar="FLOW|FILE", help="what to draw; welcome where nothing is named")
    graph.add_argument("--all", action="store_true", dest="every", help="draw all flows")
    graph.add_argument("--format", choices=("svg", "mermaid", "dot"), default="", help="svg, or as FILE ends")
    graph.add_argument("--out", metavar="FILE", type=Path, help="write here instead of to the terminal")
    graph.add_argument(
        "--language",
        action="append",
        default=[],
        metavar="TAG",
        help="show the wording and state of this language; may be repeated, and each is shown",
    )
    add_shipped(graph)
    graph.set_defaults(run=_run)


def _run(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.graph import Wish, draw
    from ivr.ui import translator

    names, languages = tuple(arguments.names), tuple(arguments.language)
    wish = Wish(names, arguments.every, arguments.shipped, languages, arguments.format, arguments.out)
    return draw(settings, wish, translator(arguments.ui_language))

"""`--who` and `--why`: everybody who changes something says who they are, as a neutral label, and why."""

import argparse

WHO_HELP = "who does this, as a neutral label such as author1"
WHY_HELP = "why, for those who ask later"


def add_who(parser: argparse.ArgumentParser) -> None:
    """Who does this."""
    parser.add_argument("--who", required=True, metavar="NAME", help=WHO_HELP)


def add_who_and_why(parser: argparse.ArgumentParser) -> None:
    """Who does this, and why."""
    add_who(parser)
    parser.add_argument("--why", required=True, metavar="TEXT", help=WHY_HELP)

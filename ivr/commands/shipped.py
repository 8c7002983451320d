"""Which flows a command looks at."""

import argparse

HELP = "only the flows that the program brings, not what is live here"


def add_shipped(parser: argparse.ArgumentParser) -> None:
    """Add `--shipped`."""
    parser.add_argument("--shipped", action="store_true", help=HELP)

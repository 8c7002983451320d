"""`./amparo bench hearing`: how well people are heard, on recordings of people."""

import sys
from pathlib import Path

from bench.hearing.by_example import Set, figures
from bench.hearing.corpus import utterances
from bench.report import Figure, write
from speech.by_example.embedding import Network

MANDARIN = tuple(f"{number:02d}" for number in range(12))
SETS = {"mandarin": ("dsp20", MANDARIN), "digits": ("fsdd", None)}
"""Name in the figures, folder, and which words of it."""


def bench(corpus: Path, json: Path | None) -> int:
    """Measure what is there; what is not is said."""
    network = Network()
    found: list[Figure] = []
    for name, (folder, words) in SETS.items():
        if not (corpus / folder).is_dir():
            sys.stderr.write(f"skipped: there are no recordings in {corpus / folder}\n")
            continue
        sys.stderr.write(f"{name}: every word with every other; this takes half a minute\n")
        found += figures(network, Set(name, tuple(utterances(corpus / folder, words))))
    if not found:
        return 1
    write("hearing", found, json)
    return 0

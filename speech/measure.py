"""How well the words of a grammar are told apart, and words on no list refused: `python -m speech.measure --help`.

Speech is espeak-ng's, at several speeds and pitches, through G.711 at 8000 Hz and the same listener as a call's.
A synthetic voice says nothing about people: the figures compare words and settings, they do not promise anything.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from speech.espeak import spoken
from speech.listener import Listener
from speech.models import installed
from speech.ports import Grammar, Heard, Patience, Zone
from speech.vad import SpeechDetector
from speech.vosk_hearer import VoskHearer

CONDITIONS = tuple((speed, pitch) for speed in (110, 130, 150, 175) for pitch in (35, 50, 65))
"""espeak-ng words a minute and pitch; 130 and 50 are what the demo's caller uses."""
STRANGERS = Path(__file__).parent / "strangers"


class Bench:
    """One model and one grammar."""

    def __init__(self, language: str, folder: Path, options: dict[str, tuple[str, ...]]) -> None:
        self._language = language
        self._hearer = VoskHearer(language, folder)
        self._detector = SpeechDetector()
        self.vocabulary = self._hearer.vocabulary(Grammar(language, tuple(options.items())))

    def hear(self, mulaw: bytes) -> Heard | None:
        """What one utterance was heard as."""
        self._detector.reset()
        patience, understand = self.vocabulary.patience(Patience.WORD), partial(self._hearer.answer, self.vocabulary)
        listener = Listener(patience, self._detector, understand)
        return next((event for event in listener.hear(mulaw) if isinstance(event, Heard)), None)

    def tries(self, phrase: str) -> Iterator[Heard | None]:
        """One phrase under all conditions."""
        for speed, pitch in CONDITIONS:
            yield self.hear(spoken(phrase, self._language, speed, pitch))


def _row(phrase: str, option: str, heard: list[Heard | None]) -> Counter[str]:
    counts = Counter[str](n=len(heard))
    for one in heard:
        kind = "none" if one is None else "right" if one.option == option else "wrong"
        counts[kind if one is None or one.zone is Zone.ACCEPT else f"{kind}_to_confirm"] += 1
    taken = Counter(one.phrase for one in heard if one is not None and one.option != option)
    sys.stdout.write(f"{phrase}: {dict(counts)} {dict(taken) or ''}\n")
    return counts


def main() -> None:
    """Print a line a phrase and the totals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("grammar", help='JSON: {"option": ["phrase", ...], ...}')
    parser.add_argument("--language", default="ko")
    parser.add_argument("--models", type=Path, default=Path("models"), help="folder of installed models")
    asked = parser.parse_args()
    options = {name: tuple(phrases) for name, phrases in json.loads(asked.grammar).items()}
    bench = Bench(asked.language, installed(asked.models)[asked.language], options)
    listed, strange = Counter[str](), Counter[str]()
    for phrase, option in bench.vocabulary.phrases.items():
        listed += _row(" ".join(phrase), option, list(bench.tries(" ".join(phrase))))
    for word in (STRANGERS / f"{asked.language}.txt").read_text(encoding="utf-8").split():
        strange += _row(word, "", list(bench.tries(word)))
    for name, counts in (("listed", listed), ("on no list", strange)):
        shares = {kind: f"{100 * count / counts['n']:.1f} %" for kind, count in counts.items() if kind != "n"}
        sys.stdout.write(f"{name}: {counts['n']} tries, {shares}\n")


if __name__ == "__main__":
    main()

"""A language that was taught, on disk: `taught.json` says what, `taught.npz` holds the examples. No sound is kept."""

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from speech.by_example.example import Example
from speech.by_example.pitch import Melody
from speech.by_example.recipe import EXAMPLES, NETWORK_SHA256, RECIPE, SUMMARY, check_examples, summary_of
from speech.ports import ModelBroken


@dataclass(frozen=True, slots=True)
class Taught:
    """What a language was taught, and how well it is told apart."""

    examples: Mapping[str, tuple[Example, ...]]
    """By word."""
    passed: tuple[str, ...]
    """Words that may go live."""
    heard_as: Mapping[str, Mapping[str, int]]
    """Word to the words its recordings were heard as by other people's examples, and how many."""
    speakers: int

    def right(self, word: str) -> float:
        """Share of the word's recordings that were heard as it; 0 where nobody could say."""
        counts = self.heard_as.get(word, {})
        return counts.get(word, 0) / max(sum(counts.values()), 1)


def save(folder: Path, taught: Taught) -> None:
    """Write both files; a reader sees the old ones or the new ones, and a mixture is refused by its checksum."""
    folder.mkdir(parents=True, exist_ok=True)
    data = _packed(taught.examples)
    summary = {
        "recipe": RECIPE,
        "network": NETWORK_SHA256,
        "examples_sha256": hashlib.sha256(data).hexdigest(),
        "speakers": taught.speakers,
        "words": {word: len(examples) for word, examples in taught.examples.items()},
        "live": list(taught.passed),
        "heard_as": {word: dict(counts) for word, counts in taught.heard_as.items()},
    }
    _replace(folder / EXAMPLES, data)
    _replace(folder / SUMMARY, (json.dumps(summary, ensure_ascii=False, indent=1) + "\n").encode())


def load(folder: Path) -> Taught:
    """Raises ModelBroken where a file is missing, truncated or changed."""
    data, summary = check_examples(folder), summary_of(folder)
    try:
        taught = Taught(
            _unpacked(data, summary["words"]), tuple(summary["live"]), summary["heard_as"], summary["speakers"]
        )
    except (KeyError, TypeError, ValueError, RuntimeError) as error:
        raise ModelBroken(f"{folder / SUMMARY} does not fit its examples: teach the language again.") from error
    if not taught.passed or not taught.examples.keys() >= set(taught.passed):
        raise ModelBroken(f"{folder / SUMMARY} names no words that can be heard: teach the language again.")
    return taught


def _packed(examples: Mapping[str, Sequence[Example]]) -> bytes:
    every = [example for taught in examples.values() for example in taught]
    out = io.BytesIO()
    np.savez(
        out,
        frames=np.concatenate([example.frames for example in every]),
        lengths=np.array([len(example.frames) for example in every]),
        semitones=np.array([example.melody.semitones for example in every]),
        sure=np.array([example.melody.sure for example in every]),
        seconds=np.array([example.seconds for example in every]),
    )
    return out.getvalue()


def _unpacked(data: bytes, counts: Mapping[str, int]) -> dict[str, tuple[Example, ...]]:
    kept = np.load(io.BytesIO(data), allow_pickle=False)
    ends = np.cumsum(kept["lengths"])
    frames = np.split(kept["frames"], ends[:-1])
    melodies = map(Melody, kept["semitones"], kept["sure"])
    every = iter([Example(*parts) for parts in zip(frames, melodies, kept["seconds"].tolist(), strict=True)])
    return {word: tuple(next(every) for _ in range(count)) for word, count in counts.items()}


def _replace(file: Path, data: bytes) -> None:
    half = file.with_name(f"{file.name}.half")
    half.write_bytes(data)
    half.replace(file)

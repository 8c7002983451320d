"""`qaa`: a language with recordings only, recorded and taken in as an organisation would.

Its speaker is an espeak-ng voice that is none of ours and reads English as if it were Esperanto: a stand-in for speech.
"""

import asyncio
import shutil
import subprocess
import wave
import zlib
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from flows import load
from flows.model import FlowBook
from flows.nodes import Offer
from ivr.authoring import intake
from ivr.content import flow_texts
from ivr.settings import Settings
from prompts import catalogue, manifest, units
from prompts.build import build
from prompts.catalogue import Catalogue
from prompts.intake import Origin
from prompts.loudness import Wave
from prompts.manifest import Review
from prompts.parts import Part, parts
from prompts.script import script
from prompts.shelf import Shelf
from tests.support.sound_files import KINDS, RATE, encoded
from tests.support.speech_fakes import FakeSynthesiser

QAA = "qaa"
VOICE = "voice Q"
DAY = date(2026, 11, 25)
FLAC = next(kind for kind in KINDS if kind.suffix == ".flac")
SPEED, LOUD = "185", "60"
"""Words a minute, and amplitude: more of it clips."""


def needed(texts: Catalogue) -> tuple[Part, ...]:
    """The script of the units, and all that is no unit: whole prompts, and the pieces of sentences with values."""
    chapters = script(texts, QAA, lambda _: False)
    spoken = tuple(cue.part for chapter in chapters for cue in chapter.cues)
    return (*spoken, *(part for part in parts(texts, QAA) if part.prompt not in units.NAMES))


def recorded(folder: Path) -> Path:
    """The folder of recordings, made from a folder of masters; skips aloud without espeak-ng."""
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed")
    masters, recordings = folder / "masters", folder / "recordings"
    (masters / QAA).mkdir(parents=True)
    with ThreadPoolExecutor(max_workers=4) as speakers:
        list(speakers.map(lambda part: _spoken(masters / QAA, part), needed(catalogue.load())))
    settings = Settings.model_validate({"prompts": {"recordings": recordings}})
    assert intake.take(settings, masters, QAA, Origin(DAY, VOICE), str) == 0
    return recordings


def listened(folder: Path, *, but: str = "") -> None:
    """A reviewer who is invented, as only tests may have one."""
    review = Review(name="an invented reviewer", date=DAY)
    entries = manifest.load(folder, QAA).entries
    heard = {name: one.model_copy(update={"review": review}) for name, one in entries.items() if name != but}
    manifest.put(folder, QAA, heard)


def _spoken(folder: Path, part: Part) -> None:
    """A WAV file, of every third part a FLAC file; each with a pitch of its own, so that no two are alike."""
    number = zlib.crc32(part.name.encode())
    file = folder / f"{part.name}.wav"
    pitch = str(30 + number % 50)
    command = ("espeak-ng", "-v", "eo", "-s", SPEED, "-a", LOUD, "-p", pitch, "-w", str(file), part.wording)
    subprocess.run(command, check=True)
    if number % 3 == 0:
        encoded(file.with_suffix(".flac"), _wave(file), FLAC, rate=RATE)
        file.unlink()


def _wave(file: Path) -> Wave:
    with wave.open(str(file)) as opened:
        floats: Wave = (np.frombuffer(opened.readframes(opened.getnframes()), "<i2") / 32768).astype(np.float32)
    return floats


def shelf(recordings: Path, cache: Path, texts: Catalogue | None = None) -> Shelf:
    """What can be said in it; no voice of ours may speak it."""
    voice = FakeSynthesiser("en")
    made = asyncio.run(build(texts or catalogue.load(), (QAA,), voice, cache, recordings))
    assert voice.said == []
    return made


def book(instead: dict[str, str] | None = None, offer: Offer | None = None) -> FlowBook:
    """The shipped flows, or others for some, on a line that offers Korean, which is heard, and `qaa`, which is not."""
    return load.book({**flow_texts(), **(instead or {})}, offer or Offer(("ko", QAA), "ko", frozenset({"ko"})))

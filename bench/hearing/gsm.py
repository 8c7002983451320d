"""GSM 06.10 full rate by libgsm, which comes with Asterisk; nothing here where it is not installed."""

import ctypes
import ctypes.util
from contextlib import suppress
from pathlib import Path

import numpy as np

from speech.convert import Samples

FRAME = 160
"""Samples."""
CODED = 33
"""Bytes of a frame."""


class Gsm:
    """One library; every sound gets a coder and a decoder of its own."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._create, self._destroy = library.gsm_create, library.gsm_destroy
        self._create.restype, self._destroy.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
        self._encode, self._decode = library.gsm_encode, library.gsm_decode
        self._encode.argtypes = self._decode.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p]

    @classmethod
    def found(cls, root: str = "") -> "Gsm | None":
        """The system's, or that of a private Asterisk."""
        private = sorted(Path(root).glob("usr/lib/*/libgsm.so.1")) if root else []
        for name in filter(None, (ctypes.util.find_library("gsm"), *map(str, private))):
            with suppress(OSError, AttributeError):
                return cls(ctypes.CDLL(name))
        return None

    def through(self, sound: Samples) -> Samples:
        """Coded and decoded; what is left over of a frame is gone."""
        coder, decoder = self._create(), self._create()
        try:
            whole = sound[: len(sound) - len(sound) % FRAME].reshape(-1, FRAME)
            return np.concatenate([self._frame(coder, decoder, one) for one in whole] or [sound[:0]])
        finally:
            self._destroy(coder)
            self._destroy(decoder)

    def _frame(self, coder: int, decoder: int, frame: Samples) -> Samples:
        coded, back = ctypes.create_string_buffer(CODED), ctypes.create_string_buffer(2 * FRAME)
        self._encode(coder, frame.astype("<i2").tobytes(), coded)
        self._decode(decoder, coded.raw, back)
        return np.frombuffer(back.raw, "<i2").astype(np.int16)

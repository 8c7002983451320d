"""The recogniser worker: one process, one language, one model, many streams. `python -m speech.worker LANGUAGE FOLDER`.

With ANY_SOUND for a language it has no model, and hears sounds of any kind.

It reads and writes `speech.wire` messages on its standard input and output, writes nothing anywhere else,
and ends when its input ends, so it cannot outlive the line.
"""

import os
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from speech.by_example.recipe import is_taught
from speech.hearer import ANY_SOUND, Hearer, NoWords
from speech.listener import Listener
from speech.ports import Grammar, ModelBroken, Patience
from speech.sound_listener import SoundListener
from speech.vad import SpeechDetector
from speech.vocabulary import unknown_words
from speech.wire import Kind, Message, private_pipes, read_message, sound_of, with_data
from speech.worker_stream import Detectors, WorkerStream

FULL_S = 2.0
"""Seconds for which sound has waited to be heard, beyond which no more questions are taken."""
TICK_S = 0.04
"""Seconds between looks for streams whose sound stopped coming."""


class Worker:
    """Takes messages on one thread, hears on a pool of them."""

    def __init__(self, language: str, hearer: Hearer, out: int) -> None:
        self._language = language
        self._hearer = hearer
        self._out = out
        self._writing = threading.Lock()
        self._streams: dict[int, WorkerStream] = {}
        self._pool = ThreadPoolExecutor(os.cpu_count() or 2, thread_name_prefix="hear")
        self._detectors = Detectors(SpeechDetector)
        self._vocabulary = lru_cache(maxsize=256)(hearer.vocabulary)

    def run(self, inbox: int) -> None:
        """Serve until the line closes the pipe."""
        threading.Thread(target=self._tick, daemon=True).start()
        self.send(with_data(Kind.READY, 0, None))
        with open(inbox, "rb", closefd=False) as pipe:
            while (message := read_message(pipe.read)) is not None:
                self._take(message)

    def send(self, message: Message) -> None:
        """Write one message; the line reads all the time, so this does not wait long."""
        data = memoryview(message.pack())
        with self._writing:
            while data:
                data = data[os.write(self._out, data) :]

    def _take(self, message: Message) -> None:
        stream = self._streams.get(message.stream)
        match message.kind:
            case Kind.OPEN:
                self._open(message)
            case Kind.SOUND | Kind.OVER if stream:
                stream.sound(*sound_of(message), time.monotonic())
            case Kind.CLOSE if stream:
                self._streams.pop(message.stream).close()
            case Kind.FIND:
                words = unknown_words(message.data(), self._hearer.knows)
                self.send(with_data(Kind.UNKNOWN, message.stream, words))
            case _:
                pass  # sound that was on its way when the stream ended

    def _open(self, message: Message) -> None:
        now = time.monotonic()
        if any(stream.late(now) > FULL_S for stream in tuple(self._streams.values())):
            self.send(Message(Kind.FULL, message.stream))
            return
        asked = message.data()
        begin = partial(SoundListener, asked["before"]) if "before" in asked else partial(self._words, asked)
        self._streams[message.stream] = WorkerStream(message.stream, begin, self._detectors, self._pool, self.send)
        self.send(Message(Kind.OPENED, message.stream))

    def _words(self, asked: dict[str, Any], detector: SpeechDetector) -> Listener:
        options, digits = (tuple((name, tuple(said)) for name, said in asked[kind]) for kind in ("options", "digits"))
        vocabulary = self._vocabulary(Grammar(self._language, options, strict=asked["strict"], digits=digits))
        patience = vocabulary.patience(Patience(asked["patience"]))
        return Listener(patience, detector, partial(self._hearer.answer, vocabulary))

    def _tick(self) -> None:
        while True:
            time.sleep(TICK_S)
            now = time.monotonic()
            for stream in tuple(self._streams.values()):
                stream.look(now)


def load(language: str, folder: Path) -> Hearer:
    """The recogniser of what is in the folder; only that one is imported. Raises ModelBroken."""
    if language == ANY_SOUND:
        return NoWords()
    if is_taught(folder):
        from speech.by_example.hearer import ExampleHearer

        return ExampleHearer(folder)
    from speech.vosk_hearer import VoskHearer

    return VoskHearer(language, folder)


def main() -> None:
    """Load the model, tell the line, serve; a model that cannot be loaded is told as one sentence."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the line's to handle; it closes the pipe
    inbox, out = private_pipes()
    language, folder = sys.argv[1:3]
    try:
        hearer = load(language, Path(folder))
    except ModelBroken as error:
        os.write(out, with_data(Kind.BROKEN, 0, str(error)).pack())
        os._exit(1)
    Worker(language, hearer, out).run(inbox)
    os._exit(0)  # decoding threads may be in the middle of a word nobody waits for


if __name__ == "__main__":
    main()

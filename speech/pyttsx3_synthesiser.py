"""pyttsx3 in one worker process, one request at a time; the only file that imports it.

`python -m speech.pyttsx3_synthesiser WORDS_PER_MINUTE` is the worker: pyttsx3 hangs in threads, speaks with the voice
before when told a voice it has not, prints on standard output, and writes sound to a named file. Here the name is
that of a piece of memory, so no spoken text is ever on a disk.
"""

import asyncio
import io
import os
import sys
import wave
from contextlib import suppress
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from speech.ports import MULAW_RATE, Sound, SynthesisFailed
from speech.voices import Voice, voice_for
from speech.wire import Kind, Message, private_pipes, read_message, with_data
from speech.worker_process import WorkerBroken, WorkerProcess

if TYPE_CHECKING:
    from collections.abc import Iterator

TRIES = 8
"""Measured: 5 of 60 requests gave no sound; eight in a row are one in a billion."""
TIMEOUT_S = 20.0
"""Seconds for one text; a sentence takes 0.01-0.05."""


class Pyttsx3Synthesiser:
    """`speech.ports.Synthesiser`; `start` first, `close` last."""

    def __init__(self, words_per_minute: int = 130, timeout_s: float = TIMEOUT_S) -> None:
        """Rule V9 wants about 120 to 140 words a minute."""
        self._rate = words_per_minute
        self._timeout = timeout_s
        self._one_at_a_time = asyncio.Lock()
        self._worker: WorkerProcess | None = None
        self._answer: asyncio.Future[Message] | None = None
        self._voices: tuple[Voice, ...] = ()
        self._engine = ""

    async def start(self) -> None:
        """Start the worker. Raises SynthesisFailed where espeak-ng is missing."""
        try:
            self._worker = await WorkerProcess.start((__name__, str(self._rate)), self._take, self._ended)
            told = await self._worker.loaded()
        except WorkerBroken as error:
            await self.close()
            raise SynthesisFailed(f"pyttsx3 does not start: {error} Is the package espeak-ng installed?") from error
        self._voices = tuple(Voice(*voice) for voice in told["voices"])
        self._engine = told["engine"]

    async def close(self) -> None:
        """End the worker and wait for it. Idempotent."""
        worker, self._worker = self._worker, None
        if worker is not None:
            await worker.stop()

    @property
    def pid(self) -> int | None:
        """The worker's process id, if there is one now."""
        return self._worker.pid if self._worker else None

    @property
    def name(self) -> str:
        """pyttsx3 and espeak-ng with versions, and the speed. Raises SynthesisFailed before `start`."""
        if not self._engine:
            raise SynthesisFailed("The synthesiser has not been started.")
        return f"{self._engine}, {self._rate} words/min"

    def speaks(self, language: str) -> bool:
        """Whether espeak-ng has a voice for the language tag."""
        return voice_for(language, self._voices) is not None

    async def say(self, text: str, language: str) -> Sound:
        """Speak a text, 22050 Hz. Raises SynthesisFailed; a hanging worker is killed, and the next text starts one."""
        voice = voice_for(language, self._voices)
        if voice is None:
            raise SynthesisFailed(f"espeak-ng has no voice for {language}.")
        if not text.strip():
            raise SynthesisFailed("There is no text to say.")
        async with self._one_at_a_time:
            return await self._sure(with_data(Kind.SAY, 1, (text, voice.id)))

    async def _sure(self, request: Message) -> Sound:
        """pyttsx3 reads espeak-ng's buffer too early about once in twelve times, and then has no sound: ask again."""
        for _ in range(TRIES):
            sound = _sound(await self._ask(request))
            if any(sound.pcm):
                return sound
        raise SynthesisFailed("espeak-ng gave no sound for this text and voice.")

    async def _ask(self, request: Message) -> Message:
        if self._worker is None:
            await self.start()
        worker = self._worker
        if worker is None:
            raise SynthesisFailed("The synthesiser has been closed.")
        self._answer = asyncio.get_running_loop().create_future()
        worker.send(request)
        try:
            async with asyncio.timeout(self._timeout):
                return await self._answer
        except TimeoutError:
            raise SynthesisFailed(f"pyttsx3 gave no sound in {self._timeout:.0f} s; it is started again.") from None
        finally:
            if not self._answer.done() or self._answer.cancelled():
                await self.close()

    def _take(self, message: Message) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(message)

    def _ended(self) -> None:
        self._worker = None
        self._take(with_data(Kind.FAILED, 1, "The pyttsx3 process died; it is started again."))


def _sound(message: Message) -> Sound:
    if message.kind is not Kind.SAID:
        raise SynthesisFailed(str(message.data()))
    if not message.payload:  # the same too early look, before even the header was written
        return Sound(b"", MULAW_RATE)
    with wave.open(io.BytesIO(message.payload)) as file:
        return Sound(file.readframes(file.getnframes()), file.getframerate())


class Mouth:
    """The worker's side: one pyttsx3 engine, in the only thread of its process."""

    def __init__(self, words_per_minute: int) -> None:
        import pyttsx3  # type: ignore[import-untyped]  # noqa: PLC0415 - in the worker only; ships no types

        self._engine: Any = pyttsx3.init("espeak")
        self._rate = words_per_minute
        self._memory = os.memfd_create("speech")
        self._engine.setProperty("rate", words_per_minute)
        self._speak("a")  # seen once in a suite: the first text was spoken at the rate from before

    def told(self) -> dict[str, object]:
        """What the line wants to know: engine and voices."""
        return {"engine": f"pyttsx3 {version('pyttsx3')}, {_espeak()}", "voices": list(self._voices())}

    def _voices(self) -> "Iterator[tuple[str, str]]":
        for voice in self._engine.getProperty("voices"):
            yield voice.id, (voice.languages or [""])[0]

    def say(self, text: str, voice: str) -> bytes:
        """A WAV file. Raises ValueError where the voice could not be set, which pyttsx3 keeps to itself."""
        self._engine.setProperty("voice", voice)
        self._engine.setProperty("rate", self._rate)
        self._speak(text)
        if self._engine.getProperty("voice") != voice:
            raise ValueError(f"espeak-ng did not take the voice {voice}.")
        if self._engine.getProperty("rate") != self._rate:
            return b""  # asked again, like a silent one
        return os.pread(self._memory, os.fstat(self._memory).st_size, 0)

    def _speak(self, text: str) -> None:
        os.ftruncate(self._memory, 0)
        self._engine.save_to_file(text, f"/proc/self/fd/{self._memory}")
        self._engine.runAndWait()  # properties are set in here


def _espeak() -> str:
    import ctypes  # noqa: PLC0415 - in the worker only

    from pyttsx3.drivers import _espeak as binding  # type: ignore[import-untyped]  # noqa: PLC0415 - as above

    info = binding.dll.espeak_Info
    info.restype = ctypes.c_char_p
    found: bytes = info(None) or b"unknown"
    return f"espeak-ng {found.decode()}"


def main() -> None:
    """Serve until the line closes the pipe."""
    inbox, out = private_pipes()
    try:
        mouth = Mouth(int(sys.argv[1]))
        _send(out, with_data(Kind.READY, 0, mouth.told()))
    except (ImportError, OSError, RuntimeError) as error:
        _send(out, with_data(Kind.BROKEN, 0, f"{error}."))
        return
    with open(inbox, "rb", closefd=False) as pipe:
        while (message := read_message(pipe.read)) is not None:
            _send(out, _reply(mouth, *message.data()))


def _reply(mouth: Mouth, text: str, voice: str) -> Message:
    try:
        return Message(Kind.SAID, 1, mouth.say(text, voice))
    except (ValueError, OSError, RuntimeError) as error:
        return with_data(Kind.FAILED, 1, str(error))


def _send(out: int, message: Message) -> None:
    data = memoryview(message.pack())
    with suppress(BrokenPipeError):
        while data:
            data = data[os.write(out, data) :]


if __name__ == "__main__":
    main()

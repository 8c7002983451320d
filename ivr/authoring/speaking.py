"""The walked call as sound: written as one WAV, or played as it goes; made of what the line itself would say."""

import asyncio
import shutil
import tempfile
import wave
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from flows.effects import Gap, Play, Spoken
from flows.messages import Sentence, told
from flows.walk import SPOKEN_MS, Moment, Walk
from ivr.authoring.asked import NotThere
from ivr.authoring.composing import PER_MS, Wave, composed, plays
from ivr.settings import Settings
from prompts import units, values
from prompts.build import build
from prompts.catalogue import Catalogue
from prompts.shelf import Shelf, silence
from speech.convert import quieter
from speech.ports import MULAW_RATE
from speech.pyttsx3_synthesiser import Pyttsx3Synthesiser

PLAYERS = (
    ("aplay", "-q"),
    ("paplay",),
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
)
"""Programs that play a WAV, with what they are told besides its name."""
LONGEST_MS = 2 * 3_600_000
"""Two hours are 115 MB."""


class Speaker:
    """Makes what is said, when it is said for the first time; a context, because a synthesiser works for it."""

    def __init__(self, settings: Settings, texts: Catalogue) -> None:
        self._settings, self._texts = settings, texts
        self._synthesiser = Pyttsx3Synthesiser(words_per_minute=settings.saying.words_per_minute)
        self._runner = asyncio.Runner()
        self._shelf = Shelf(texts, {})
        self._wanted: set[tuple[str, str]] = set()
        self._mute: dict[tuple[str, str], None] = {}

    def __enter__(self) -> Self:
        self._runner.run(self._synthesiser.start())
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._runner.run(self._synthesiser.close())
        self._runner.close()

    @property
    def mute(self) -> tuple[Sentence, ...]:
        """What had no sound, and is silence in the call."""
        template = "'{prompt}' has no sound in '{language}' and is left silent."
        return tuple(told(template, prompt=prompt, language=language) for prompt, language in self._mute)

    def length(self, play: Play) -> int:
        """How long the line takes to say it, in milliseconds. Raises PromptError, SynthesisFailed."""
        return len(self.sound(play)) // PER_MS

    def sound(self, play: Play) -> bytes:
        """Mu-law, whole frames. Raises PromptError, SynthesisFailed."""
        self._make(item for item in play.items if isinstance(item, Spoken))
        parts = [silence(i.milliseconds) if isinstance(i, Gap) else self._said(i, slow=play.slow) for i in play.items]
        said = b"".join(parts)
        return quieter(said) if play.quiet else said

    def _said(self, spoken: Spoken, *, slow: bool) -> bytes:
        if (spoken.prompt, spoken.language) not in self._shelf.ready:
            self._mute[spoken.prompt, spoken.language] = None
            return silence(SPOKEN_MS)
        return self._shelf.sound(spoken.prompt, spoken.language, spoken.values, slow)

    def _make(self, items: Iterable[Spoken]) -> None:
        needed = {name for item in items for name in self._names(item)}
        if needed <= self._wanted:
            return
        self._wanted |= needed
        languages = tuple(dict.fromkeys(language for _, language in sorted(self._wanted)))
        self._shelf = self._runner.run(
            build(
                self._texts,
                languages,
                self._synthesiser,
                self._settings.state / "sounds",
                self._settings.prompts.recordings,
                wanted=self._wanted,
            )
        )

    def _names(self, spoken: Spoken) -> set[tuple[str, str]]:
        """The prompt, and the units that may be put into it."""
        language = spoken.language
        kinds = [kind for kind, _ in spoken.values]
        if not kinds:
            return {(spoken.prompt, language)}
        written = {prompt.name for prompt in self._texts.spoken(language)}
        needed = values.needed(kinds, written.__contains__) if written else units.NAMES
        return {(name, language) for name in (spoken.prompt, *needed)}

    # -- giving it away ---------------------------------------------------------------------------------------

    def write(self, walked: Walk, file: Path) -> None:
        """The whole call. Raises NotThere where it is too long, OSError."""
        if walked.at > LONGEST_MS:
            template = "this call lasts {minutes} minutes; {most} at most are made into sound."
            raise NotThere(told(template, minutes=walked.at // 60_000, most=LONGEST_MS // 60_000))
        write(file, composed(walked.moments, 0, walked.at, self.sound))

    def play(self, moments: Sequence[Moment], now: int) -> None:
        """What is said in them, without the silence in between. Raises NotThere where nothing plays sound."""
        command = player()
        ends = [(said, min(said.ends, said.begins + self.length(said.play))) for said in plays(moments, now)]
        waves = [composed(moments, said.begins, end, self.sound) for said, end in ends if end > said.begins]
        if waves:
            with tempfile.NamedTemporaryFile(suffix=".wav") as file:
                write(Path(file.name), np.concatenate(waves))
                self._runner.run(_run((*command, file.name)))


def write(file: Path, sound: Wave) -> None:
    """8000 Hz, mono, 16 bit. Raises OSError."""
    with file.open("wb") as out, wave.open(out, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(MULAW_RATE)
        written.writeframes(sound.astype("<i2").tobytes())


def player() -> tuple[str, ...]:
    """How to play a file here. Raises NotThere."""
    for command in PLAYERS:
        if shutil.which(command[0]):
            return command
    names = ", ".join(command[0] for command in PLAYERS)
    raise NotThere(told("nothing here plays sound (none of {names}); write a file: --speak FILE.wav", names=names))


async def _run(command: tuple[str, ...]) -> None:
    process = await asyncio.create_subprocess_exec(*command, stdin=asyncio.subprocess.DEVNULL)
    try:
        await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()

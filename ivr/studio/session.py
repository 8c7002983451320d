"""One call into the studio: the code, then sentence by sentence until all are recorded or the speaker leaves."""

from collections.abc import Callable
from dataclasses import dataclass

from flows.limits import INTERDIGIT_MS, OPTION_GAP_MS, THINKING_MS
from ivr.call.ports import Line, Sounds
from ivr.studio.booth import Booth, Left, silence, tone
from ivr.studio.guard import TRIES, Guard
from ivr.studio.ports import Flaw, Invitations, Takes, Task
from ivr.studio.reader import Reader

CODE_DIGITS = 8
PATIENCE = 3
"""Times a question is put before the line says goodbye; what was kept stays."""
KEEP, AGAIN, SKIP = "1", "2", "3"
FLAWS: dict[Flaw, str] = {
    "nothing": "studio.nothing",
    "long": "studio.long",
    "quiet": "studio.quiet",
    "loud": "studio.loud",
    "noise": "studio.noise",
}


@dataclass(frozen=True, slots=True)
class Studio:
    """What all calls into the studio share."""

    sounds: Sounds
    main_language: str
    """Spoken until the code tells the speaker's bridge language."""
    invitations: Invitations
    takes: Takes
    guard: Guard
    tell_fault: Callable[[BaseException], None]


class StudioSession:
    """Runs one call from answer to hang-up and leaves nothing behind but what the speaker kept."""

    def __init__(self, studio: Studio, line: Line) -> None:
        self._studio, self._line = studio, line
        self._booth = Booth(line)
        self._reader = Reader(studio.sounds, studio.main_language)

    async def run(self) -> None:
        """The whole call."""
        try:
            await self._converse()
        except Left:
            pass
        except Exception as fault:  # noqa: BLE001 - whatever is wrong with us, the speaker hears a sentence
            self._studio.tell_fault(fault)
            await self._apologise()
        finally:
            await self._line.hang_up()

    async def _converse(self) -> None:
        task = await self._task()
        if task is None:
            await self._booth.say(self._reader.say("studio.code_end"))
            return
        self._reader = Reader(self._studio.sounds, task.bridge)
        await self._booth.say(self._reader.say("studio.welcome"))
        for prompt in await self._studio.takes.missing(task):
            if not await self._sentence(task, prompt):
                break
        await self._part(task)

    async def _apologise(self) -> None:
        try:
            await self._booth.say(self._reader.say("apology"))
        except (Left, KeyError):
            return

    # -- the code -------------------------------------------------------------------------------------

    async def _task(self) -> Task | None:
        question = "studio.code"
        for _ in range(TRIES):
            code = await self._digits(self._reader.say(question))
            await self._studio.guard.before()
            task = await self._studio.invitations.take(code) if len(code) == CODE_DIGITS else None
            if task is not None:
                return task
            self._studio.guard.wrong()
            question = "studio.code_wrong"
        return None

    async def _digits(self, question: bytes) -> str:
        digits = await self._booth.say(question)
        waits = THINKING_MS / 1000
        while len(digits) < CODE_DIGITS:
            key = await self._booth.key(waits)
            if key in {"", "#"}:
                break
            digits = "" if key == "*" else digits + key
            waits = INTERDIGIT_MS / 1000
        return digits

    # -- one sentence -----------------------------------------------------------------------------------

    async def _sentence(self, task: Task, prompt: str) -> bool:
        """Until it is kept or skipped; false where the speaker does nothing any more."""
        for _ in range(PATIENCE * PATIENCE):
            take = await self._take(prompt)
            flaw: Flaw = await self._studio.takes.flaw(task, prompt, take) if take else "nothing"
            if flaw:
                await self._booth.say(self._reader.say(FLAWS[flaw]))
                continue
            match await self._judged(take):
                case "":
                    return False
                case str(key) if key == KEEP:
                    await self._studio.takes.keep(task, prompt, take)
                    await self._booth.say(self._reader.say("studio.kept"))
                    return True
                case str(key) if key == SKIP:
                    return True
        return True

    async def _take(self, prompt: str) -> bytes:
        """Read the sentence, then record after the tone. A key while it is read goes on to the tone."""
        await self._booth.say(self._reader.say(prompt))
        await self._booth.say(self._reader.say("studio.speak"))
        await self._booth.say(silence(OPTION_GAP_MS) + tone())
        return await self._booth.record()

    async def _judged(self, take: bytes) -> str:
        """Play it back and ask: 1 keep, 2 again, 3 skip; star plays it once more. Empty: no answer."""
        options = (("studio.keep", KEEP), ("studio.again", AGAIN), ("studio.skip", SKIP))
        for _ in range(PATIENCE):
            question = take + silence(OPTION_GAP_MS) + self._reader.keyed(*options)
            key = await self._booth.say(question) or await self._booth.key(THINKING_MS / 1000)
            if key in {KEEP, AGAIN, SKIP}:
                return key
        return ""

    async def _part(self, task: Task) -> None:
        """Thank; where everything is recorded the code has done its work."""
        if await self._studio.takes.missing(task):
            await self._booth.say(self._reader.say("studio.more_left"))
        else:
            await self._studio.invitations.finish(task)
            await self._booth.say(self._reader.say("studio.thanks"))

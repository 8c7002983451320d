"""The line in a process of its own, for benches and tests: started with its settings on stdin, asked by lines of JSON.

Every question is one line, `{"ask": name, "with": text}`, and has one line `{"answer": ...}`; the end of stdin stops
the line. In between come `{"said": [...]}` and `{"event": [...]}` where the transcript was asked for.
"""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from ivr.app import App, running
from ivr.asterisk.configure import OnlyForTests
from ivr.loop_lag import LoopLag
from ivr.settings import Settings

LONGEST_LINE = 2**20


class JsonTranscript:
    """The conversation as lines of JSON on stdout."""

    def said(self, call: str, prompt: str, language: str, text: str) -> None:
        """The line begins to say a prompt."""
        _write({"said": [call, prompt, language, text]})

    def event(self, call: str, text: str) -> None:
        """The caller did something, or the flow went somewhere."""
        _write({"event": [call, text]})


class Answers:
    """What can be asked of the running line; the names of the methods are the questions."""

    def __init__(self, app: App, lag: LoopLag) -> None:
        self._app, self._lag = app, lag

    async def pids(self, _: str) -> dict[str, list[int]]:
        """Process ids by part; of the recogniser the active worker of each language first, then the standby.

        `any_sound` are those that hear no words, `mothers` have the models and hear nobody.
        """
        ears = self._app.ears
        hearing = [pid for language in sorted(ears.languages) for pid in ears.pids(language)]
        mothers = [ears.mother(language) for language in sorted(ears.languages)]
        return {
            "asterisk": [self._app.asterisk.pid or 0],
            "recogniser": hearing,
            "any_sound": list(self._app.any_sound.pids),
            "mothers": [pid for pid in (*mothers, self._app.any_sound.mother) if pid],
        }

    async def calls(self, _: str) -> int:
        """Calls the line has under way."""
        return self._app.calls

    async def lag(self, _: str) -> dict[str, float]:
        """The lag of the line's loop since it was last asked."""
        report = asdict(self._lag.report())
        self._lag.reset()
        return report


async def serve(settings: Settings, identity: OnlyForTests, *, transcript: bool) -> None:
    """Run the line until stdin ends."""
    questions = await _stdin()
    lag = LoopLag()
    async with running(settings, JsonTranscript() if transcript else None, _progress, identity) as app:
        lag.start()
        _write({"ready": app.sip_uri})
        answers = Answers(app, lag)
        while line := await questions.readline():
            await _answer(answers, json.loads(line))
        lag.stop()


async def _answer(answers: Answers, question: dict[str, str]) -> None:
    asked: Callable[[str], Awaitable[object]] = getattr(answers, question["ask"])
    _write({"answer": await asked(question.get("with", ""))})


async def _stdin() -> asyncio.StreamReader:
    reader = asyncio.StreamReader(limit=LONGEST_LINE)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    return reader


def _progress(sentence: str) -> None:
    _write({"progress": sentence})


def _write(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def main() -> int:
    """The program: the first line of stdin is what to run."""
    order = json.loads(sys.stdin.readline())
    identity = OnlyForTests(**order["identity"])
    settings = Settings.model_validate(order["settings"])
    try:
        asyncio.run(serve(settings, identity, transcript=order["transcript"]))
    except Exception as error:  # noqa: BLE001 - the parent process gets every failure as one sentence
        _write({"failed": "\n".join(_sentences(error))})
        return 1
    return 0


def _sentences(error: BaseException) -> list[str]:
    """Parts that start side by side fail together: the text of each."""
    if isinstance(error, BaseExceptionGroup):
        return [sentence for part in error.exceptions for sentence in _sentences(part)]
    return [f"{type(error).__name__}: {error}"]


if __name__ == "__main__":
    sys.exit(main())

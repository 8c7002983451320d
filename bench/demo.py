"""`./amparo demo`: one real call on this machine, both sides printed."""

import asyncio
import sys
import time

from bench.caller.caller import Caller, CallFailed
from bench.caller.match import NotHeard
from bench.caller.stack import Stack
from ivr.app import App, running
from ivr.printing import PrintedTranscript
from ivr.settings import Settings, SettingsError
from ivr.settings_ports import with_free_ports

LANGUAGE = "ko"
GOAL = "law.lawyer"
OPTION = "menu.law"
MENU = "law.choose"
SENTENCE = "info.lawyer"
CONFIRM = "confirm.heard"
KEY = "1"
"""Korean's key, pressed in the middle of the language page: barge-in; and the lawyer's in the menu of the law."""


async def demo(settings: Settings, repeat: int = 1, word: str | None = None) -> int:
    """Place calls, one after the other; 0 if the caller of each one heard the sentence for the lawyer."""
    if settings.line.profile == "production":
        raise SettingsError("./amparo demo is for the profiles demo and test; this amparo.toml says production.")
    if settings.line.languages[0] != LANGUAGE or settings.line.main_language != LANGUAGE:
        raise SettingsError("./amparo demo calls in Korean: ko must be the first of line.languages, and the main one.")
    began = time.monotonic()
    transcript = PrintedTranscript()
    async with running(with_free_ports(settings), transcript, _say) as app, Stack() as stack:
        transcript.sounds = app.voice.shelf
        said = word or app.voice.words.phrases(OPTION, LANGUAGE)[0]
        reached = 0
        for number in range(1, repeat + 1):
            transcript.path.clear()
            reached += await _call(app, stack, transcript, said)
            _say(f"call {number} of {repeat}: {reached} reached the goal; {time.monotonic() - began:.0f} s")
    return 0 if reached == repeat else 1


async def _call(app: App, stack: Stack, transcript: PrintedTranscript, word: str) -> bool:
    async with Caller(stack) as caller:
        try:
            heard = await _conversation(app, caller, word)
        except (CallFailed, NotHeard) as failure:
            _say(f"The call did not go as planned: {failure}")
            heard = False
    await app.idle()
    _say("path:  " + "  ->  ".join(transcript.path))
    reached = heard and GOAL in transcript.path
    _say(f"goal:  {GOAL} {'reached, and its sentence heard by the caller' if reached else 'NOT reached'}")
    return reached


async def _conversation(app: App, caller: Caller, word: str) -> bool:
    await caller.call(app.sip_uri, from_user="demo")
    await _hears(app, caller, "greeting")
    await _hears(app, caller, "language.offer")
    _say("caller presses 1 while the languages are still being named (barge-in)")
    await caller.press(KEY)
    await _hears(app, caller, "promise")
    await _hears(app, caller, "menu.work")
    await caller.silence(900, within=30)
    await _says(caller, word, _meaning(app, word))
    if await _hears_first(app, caller, CONFIRM, MENU) == CONFIRM:
        await caller.silence(900, within=30)
        await _says(caller, app.voice.words.phrases("yes", LANGUAGE)[-1], "yes")
        await _hears(app, caller, MENU)
    _say("caller presses 1: lawyer")
    await caller.press(KEY)
    await _hears(app, caller, SENTENCE)
    return True


def _meaning(app: App, word: str) -> str:
    """What a word is published for, in English."""
    published = app.voice.words.phrases(OPTION, LANGUAGE)
    return f"a word for: {app.voice.shelf.text(OPTION, 'en').rstrip(':')}" if word in published else "a word on no list"


async def _says(caller: Caller, word: str, meaning: str) -> None:
    _say(f"caller says: {word}   ({meaning})")
    await caller.say(word, LANGUAGE)


async def _hears_first(app: App, caller: Caller, *prompts: str) -> str:
    """The one of these prompts that is said. Raises NotHeard."""
    waiting = {asyncio.create_task(_hears(app, caller, prompt)): prompt for prompt in prompts}
    try:
        done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
        return waiting[done.pop()]
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)


async def _hears(app: App, caller: Caller, prompt: str) -> None:
    sound = app.voice.shelf.sound(prompt, LANGUAGE, (), slow=False)
    await caller.hears(sound, within=40)
    _say(f"caller heard: {prompt}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()

"""Prints a call as it happens, with a gloss in English: for the demo and test profiles only."""

import sys
from typing import TextIO

from babel import Locale, UnknownLocaleError

from ivr.call.ports import Sounds


class PrintedTranscript:
    """Both sides of the conversation on a stream. Never made in production."""

    def __init__(self, sounds: Sounds | None = None, out: TextIO = sys.stdout) -> None:
        self.sounds = sounds
        self._out = out
        self.path: list[str] = []
        """Nodes passed, for showing the way through the flow."""

    def said(self, call: str, prompt: str, language: str, text: str) -> None:
        """The line begins to say a prompt."""
        gloss = self._gloss(prompt, language)
        self._write(call, f"line   [{language}] {text}{gloss}")

    def event(self, call: str, text: str) -> None:
        """The caller did something, or the flow went somewhere."""
        if text.startswith("at "):
            self.path.append(text.removeprefix("at "))
        who = "caller" if text.startswith(("pressed:", "heard:")) else "flow  "
        self._write(call, f"{who} {text}")

    def _gloss(self, prompt: str, language: str) -> str:
        if language == "en" or self.sounds is None:
            return ""
        if prompt.startswith("language.") and prompt != "language.none":  # each names itself, also in English
            return f"   ({_in_english(language)})"
        try:
            return f"   ({self.sounds.text(prompt, 'en', ())})"
        except KeyError:
            return ""

    def _write(self, call: str, text: str) -> None:
        self._out.write(f"{call[:4]}  {text}\n")
        self._out.flush()


def _in_english(language: str) -> str:
    """The language's name, or its tag where babel does not know it."""
    try:
        return Locale(language).get_language_name("en") or language
    except UnknownLocaleError:
        return language

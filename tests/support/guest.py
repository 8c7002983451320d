"""A caller who knows what the line should say, and says which prompt was missing."""

from dataclasses import dataclass

from bench.caller.caller import Caller
from bench.caller.listening import HeardPrompt
from bench.caller.match import NotHeard
from tests.support.call_line import LANGUAGE, CallLine

KEY = {"ko": "1", "en": "2", "fr": "3", "es": "4", "ar": "5", "pt": "6"}
QUESTION_OVER_MS = 1300.0
"""More than the longest pause inside a question (rule V7: 700 ms), and less than any no-input time."""


@dataclass
class Guest:
    """One call to the line by somebody who speaks `language`."""

    line: CallLine
    caller: Caller
    language: str = LANGUAGE

    async def hears(
        self, prompt: str, *, within: float = 25.0, whole: bool = False, language: str = "", slow: bool = False
    ) -> HeardPrompt:
        """The prompt begins within so many seconds. Raises NotHeard with the prompt's name."""
        tongue = language or self.language
        sound = self.line.sounds.sound(prompt, tongue, (), slow=slow)
        try:
            return await self.caller.hears(sound, within=within, whole=whole, opening_s=1.2)
        except NotHeard as missing:
            raise NotHeard(f"{prompt} ({tongue}): {missing}") from None

    async def hears_number(self, digits: str, *, within: float = 25.0) -> HeardPrompt:
        """The digits are said back. Raises NotHeard."""
        sound = self.line.sounds.sound("digits", self.language, (("digits", digits),), slow=False)
        try:
            return await self.caller.hears(sound, within=within, whole=True)
        except NotHeard as missing:
            raise NotHeard(f"{digits} ({self.language}): {missing}") from None

    async def presses(self, keys: str) -> None:
        """Press keys."""
        await self.caller.press(keys)

    async def says(self, option: str, which: int = 0) -> None:
        """Say one of the published phrases of an option, the first unless told otherwise."""
        await self.caller.say(self.line.words.phrases(option, self.language)[which], self.language)

    async def question_over(self) -> None:
        """The question was said to its end, and the line listens."""
        await self.caller.silence(QUESTION_OVER_MS)

    async def arrives(self) -> None:
        """Call, hear the greeting, choose the language by key in the middle of it, hear the promise."""
        await self.caller.call(self.line.uri)
        await self.hears("greeting", language=LANGUAGE, within=5)
        await self.presses(KEY[self.language])
        await self.hears("promise", within=5)

    async def comes_to_needs(self) -> None:
        """Up to the end of the main menu's question."""
        await self.arrives()
        await self.hears("menu.intro" if self.language == LANGUAGE else "menu.intro_keys")
        await self.question_over()

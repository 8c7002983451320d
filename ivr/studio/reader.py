"""The studio's sentences as sound, in one language."""

from flows.limits import KEY_GAP_MS, OPTION_GAP_MS
from ivr.call.ports import Sounds
from ivr.studio.booth import silence


class Reader:
    """Reads prompts of the line to the speaker."""

    def __init__(self, sounds: Sounds, language: str) -> None:
        self._sounds, self.language = sounds, language

    def say(self, *prompts: str) -> bytes:
        """Prompts one after the other, with pauses. Raises KeyError where one cannot be said."""
        return silence(OPTION_GAP_MS).join(self._sounds.sound(name, self.language, (), False) for name in prompts)

    def keyed(self, *options: tuple[str, str]) -> bytes:
        """(prompt, key) options: the option, a pause, its key (rule V7)."""
        return silence(OPTION_GAP_MS).join(self._option(prompt, key) for prompt, key in options)

    def _option(self, prompt: str, key: str) -> bytes:
        named = {"*": "star", "#": "hash"}.get(key, key)
        return self.say(prompt) + silence(KEY_GAP_MS) + self.say(f"key.{named}")

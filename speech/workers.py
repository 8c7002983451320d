"""Ears for all languages that have a model."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

from speech.ears import Ears
from speech.ports import Grammar, HearingEvent, HearingStream, LanguageDeaf, ModelBroken


class VoskWorkers:
    """`speech.ports.Recogniser` over two workers a language, or one; all of it belongs to one event loop."""

    def __init__(self, models: Mapping[str, Path], processes: int = 2) -> None:
        self._ears = {language: Ears(language, folder, processes) for language, folder in models.items()}

    @property
    def languages(self) -> frozenset[str]:
        """Languages whose model was loaded, also while a worker that died is being loaded again."""
        return frozenset(language for language, ears in self._ears.items() if ears.there)

    async def start(self) -> tuple[str, ...]:
        """Load every model, one language after the other; about 3 s for Korean.

        A model that does not load costs its language the ears and nothing else: a sentence each.
        """
        wrong = []
        try:
            for language, ears in tuple(self._ears.items()):
                try:
                    await ears.start()
                except ModelBroken as error:
                    del self._ears[language]
                    wrong.append(str(error))
        except BaseException:
            await self.close()
            raise
        return tuple(wrong)

    async def close(self) -> None:
        """End every process and wait for it; open streams are told Lost. Idempotent."""
        await asyncio.gather(*(ears.close() for ears in self._ears.values()))

    def pids(self, language: str) -> tuple[int, ...]:
        """Process ids of the active worker and of the standby, in this order, as far as they are ready."""
        return self._one(language).pids

    def mother(self, language: str) -> int | None:
        """Process id of the one that has a Vosk model and hears nobody; None where each worker has its own."""
        return self._one(language).mother

    def open(self, grammar: Grammar, tell: Callable[[HearingEvent], None]) -> HearingStream:
        """Listen for one answer; `tell` is called on the event loop. Raises LanguageDeaf."""
        return self._one(grammar.language).open(grammar, tell)

    async def unknown_words(self, language: str, phrases: tuple[str, ...]) -> tuple[str, ...]:
        """Those single words of the phrases that the model does not know. Raises LanguageDeaf."""
        return await self._one(language).unknown_words(phrases)

    def _one(self, language: str) -> Ears:
        try:
            return self._ears[language]
        except KeyError:
            raise LanguageDeaf(f"There is no recogniser model for {language}: install one, or use keys.") from None

"""The shipped questions as the line says them: rendered by its own synthesiser, kept in a cache of the bench."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from bench.hearing.korean_menus import Menu
from flows.effects import Gap, Spoken
from prompts import catalogue
from prompts.build import build
from prompts.shelf import silence
from speech.pyttsx3_synthesiser import Pyttsx3Synthesiser

WORDS_PER_MINUTE = 130


def questions(menus: Sequence[Menu], folder: Path, language: str = "ko") -> tuple[tuple[int, bytes], ...]:
    """(menu, mu-law) of every question that says something."""
    return asyncio.run(_questions(menus, folder, language))


async def _questions(menus: Sequence[Menu], folder: Path, language: str) -> tuple[tuple[int, bytes], ...]:
    spoken = [item for menu in menus for item in menu.items if isinstance(item, Spoken) and item.language == language]
    wanted = {(item.prompt, item.language) for item in spoken}
    synthesiser = Pyttsx3Synthesiser(WORDS_PER_MINUTE)
    await synthesiser.start()
    try:
        shelf = await build(
            catalogue.load(), (language,), synthesiser, folder / "prompts", folder / "no recordings", wanted=wanted
        )
    finally:
        await synthesiser.close()
    found = []
    for number, menu in enumerate(menus):
        sound = bytearray()
        for item in menu.items:
            if isinstance(item, Gap):
                sound += silence(item.milliseconds)
            elif item.language == language:
                sound += shelf.sound(item.prompt, item.language, item.values)
        if sound:
            found.append((number, bytes(sound)))
    return tuple(found)

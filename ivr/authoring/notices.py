"""Sentences that can be switched on for every caller, and whether the line can say them: `message notices`."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

from flows.messages import Sentence, told
from ivr import wordings
from ivr.publishing.message import PREFIX
from ivr.settings import Settings
from ivr.voice import country
from prompts.build import jobs_of
from prompts.catalogue import Catalogue
from prompts.errors import PromptError
from prompts.own import Files
from prompts.reading import SOURCE
from speech import phonemes
from speech.phonemes import NoPhonemes
from speech.voices import voice_for

SHEET = "notice.xlsx"
Heard = frozenset[tuple[str, str]]
"""(prompt, language)."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One of them."""

    name: str
    english: str
    """Empty where only other languages have it."""
    said: tuple[str, ...]
    """Offered languages in which callers can hear it, recorded or by a synthesiser."""
    written: tuple[str, ...]
    """Those in which they can as soon as the wording is published."""
    missing: tuple[str, ...]
    """The others."""

    @property
    def ready(self) -> bool:
        """Whether it can be switched on."""
        return not (self.written or self.missing)


async def notices(settings: Settings) -> tuple[Notice, ...]:
    """All that are written, by name. Raises PromptError, StoreError."""
    live = await wordings.live(settings)
    return await asyncio.to_thread(_found, settings, live)


def _found(settings: Settings, live: Files) -> tuple[Notice, ...]:
    pack = country(settings)
    desk, heard = wordings.texts(settings, pack), wordings.texts(settings, pack, live)
    speaks = _with_a_voice(settings.line.languages)
    could, can = (_can_be_said(settings, texts, speaks) for texts in (desk, heard))
    names = sorted(name for name in {*desk.names, *heard.names} if name.startswith(PREFIX))
    return tuple(_notice(name, settings.line.languages, (heard, desk), can, could) for name in names)


def _notice(name: str, offered: tuple[str, ...], texts: tuple[Catalogue, ...], can: Heard, could: Heard) -> Notice:
    english = (each.prompt(name, SOURCE).text for each in texts if each.has(name, SOURCE))
    said = tuple(tag for tag in offered if (name, tag) in can)
    written = tuple(tag for tag in offered if (name, tag) in could - can)
    missing = tuple(tag for tag in offered if tag not in {*said, *written})
    return Notice(name, next(english, ""), said, written, missing)


def _can_be_said(settings: Settings, texts: Catalogue, speaks: frozenset[str]) -> Heard:
    """As the line would make its sounds: recordings that production may use, else rendered speech."""
    checked, folder = settings.line.profile == "production", settings.prompts.recordings
    jobs = jobs_of(texts, settings.line.languages, folder, reviewed_only=checked, passed=_not_needed)
    return frozenset((job.prompt, job.language) for job in jobs if job.recording or job.language in speaks)


def _not_needed(_: PromptError) -> None:
    """A recording of something else; a message must not wait for that."""


def _with_a_voice(languages: tuple[str, ...]) -> frozenset[str]:
    """All of them where espeak-ng cannot be asked: a message must not wait for that."""
    try:
        voices = phonemes.voices()
    except NoPhonemes:
        return frozenset(languages)
    return frozenset(tag for tag in languages if voice_for(tag, voices))


# -- what is told ------------------------------------------------------------------------------------------------


def listed(found: tuple[Notice, ...]) -> Iterator[Sentence]:
    """Each with its wording and its languages, and how to write one's own."""
    for notice in found:
        yield told("{name}", name=notice.name)
        yield told("  {english}", english=notice.english or told("(nobody has written the English)"))
        yield _languages(notice)
    if any(notice.written for notice in found):
        template = (
            "Callers hear what is written when it is published: ./amparo flows draft wording --who NAME --why TEXT"
        )
        yield told(template)
    template = (
        "One of your own: ./amparo prompts new {prefix}NAME --out {sheet}, fill in every language, prompts import."
    )
    yield told(template, prefix=PREFIX, sheet=SHEET)


def _languages(notice: Notice) -> Sentence:
    if notice.ready:
        return told("  {said}", said=" ".join(notice.said))
    said, written = " ".join((*notice.said, *notice.written)) or "-", " ".join(notice.written)
    if notice.missing:
        template = "  {said}; not in {missing}, so it cannot be switched on yet."
        return told(template, said=said, missing=" ".join(notice.missing))
    return told("  {said}; not published in {written}, so it cannot be switched on yet.", said=said, written=written)


def names(found: tuple[Notice, ...]) -> Sentence:
    """In one line, those that can be switched on."""
    ready = ", ".join(notice.name for notice in found if notice.ready)
    return told("Can be switched on: {names} (./amparo message notices).", names=ready or "-")


def worded(found: tuple[Notice, ...], name: str) -> Iterator[Sentence]:
    """What callers hear of it, in English."""
    for notice in found:
        if notice.name == name and notice.english:
            yield told("  {english}", english=notice.english)

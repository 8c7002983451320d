"""Sentences that can be switched on for every caller, and whether the line can say them: `message notices`."""

from collections.abc import Iterator
from dataclasses import dataclass

from flows.messages import Sentence, told
from ivr import wordings
from ivr.publishing.message import PREFIX
from ivr.settings import Settings
from ivr.voice import country
from prompts.build import jobs_of
from prompts.catalogue import Catalogue
from prompts.reading import SOURCE
from speech import phonemes
from speech.phonemes import NoPhonemes
from speech.voices import voice_for

SHEET = "notice.xlsx"


@dataclass(frozen=True, slots=True)
class Notice:
    """One of them."""

    name: str
    english: str
    """Empty where only other languages have it."""
    said: tuple[str, ...]
    """Offered languages in which callers can hear it, recorded or by a synthesiser."""
    lacking: tuple[str, ...]
    """The others."""


def notices(settings: Settings) -> tuple[Notice, ...]:
    """All that are written, by name. Raises PromptError."""
    texts = wordings.texts(settings, country(settings))
    offered = settings.line.languages
    can = _can_be_said(settings, texts)
    return tuple(
        Notice(
            name,
            texts.prompt(name, SOURCE).text if texts.has(name, SOURCE) else "",
            tuple(tag for tag in offered if (name, tag) in can),
            tuple(tag for tag in offered if (name, tag) not in can),
        )
        for name in sorted(texts.names)
        if name.startswith(PREFIX)
    )


def _can_be_said(settings: Settings, texts: Catalogue) -> frozenset[tuple[str, str]]:
    """As the line would make its sounds: recordings that production may use, else rendered speech."""
    checked = settings.line.profile == "production"
    jobs = jobs_of(texts, settings.line.languages, settings.prompts.recordings, reviewed_only=checked)
    speaks = _with_a_voice(settings.line.languages)
    return frozenset((job.prompt, job.language) for job in jobs if job.recording or job.language in speaks)


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
        if notice.lacking:
            template = "  {said}; not in {lacking}, so it cannot be switched on yet."
            yield told(template, said=" ".join(notice.said) or "-", lacking=" ".join(notice.lacking))
        else:
            yield told("  {said}", said=" ".join(notice.said))
    template = (
        "One of your own: ./amparo prompts new {prefix}NAME --out {sheet}, fill in every language, prompts import."
    )
    yield told(template, prefix=PREFIX, sheet=SHEET)


def names(found: tuple[Notice, ...]) -> Sentence:
    """In one line, those that can be switched on."""
    ready = ", ".join(notice.name for notice in found if not notice.lacking)
    return told("Can be switched on: {names} (./amparo message notices).", names=ready or "-")


def worded(found: tuple[Notice, ...], name: str) -> Iterator[Sentence]:
    """What callers hear of it, in English."""
    for notice in found:
        if notice.name == name and notice.english:
            yield told("  {english}", english=notice.english)

"""What differs between two wordings, for people: each sentence and each option with what callers may say for it."""

import asyncio
import sys
from collections.abc import Iterable, Iterator

from flows.messages import Sentence as Told
from flows.messages import Translate, told
from ivr import wordings
from ivr.authoring.telling import some, tell
from ivr.publishing.office import Office, text_of
from ivr.publishing.records import WORDING, Wording
from ivr.settings import Settings
from prompts import own_changes
from prompts.own import Files
from prompts.own_changes import Changes, Kept, Phrases, Sentence

DESK = "desk"
"""Instead of a number: what is written here now."""


async def files_of(settings: Settings, opened: Office, number: int | None) -> Files:
    """A version, or what is written here now. Raises PublishingRefused, PromptError."""
    if number is None:
        return await asyncio.to_thread(wordings.desk, settings)
    return wordings.opened(Wording(number, await text_of(opened, WORDING, number)))


async def show(old: Files, new: Files, translate: Translate) -> None:
    """Print it. Raises PromptError."""
    found = await asyncio.to_thread(own_changes.changes, old, new)
    sys.stdout.writelines(f"{line}\n" for line in lines(found))
    tell(kept(found.kept), translate)
    if not found.any:
        tell((told("Callers hear the same, and may say the same, with both."),), translate)


def lines(changes: Changes) -> Iterator[str]:
    """By prompt, then by option; `"` stands around what callers say."""
    for sentence in changes.sentences:
        yield from _sentence(sentence)
    for phrases in changes.phrases:
        yield from _phrases(phrases)


def kept(found: Iterable[Kept]) -> Iterator[Told]:
    """Wordings that nobody sees in a difference, because they are the same, beside English that is new."""
    languages: dict[tuple[str, ...], list[str]] = {}
    for one in found:
        languages.setdefault(one.languages, []).append(one.prompt)
    for tags, prompts in languages.items():
        template = "The English is new, and the wording stays as it was, in {languages}: {prompts}. Does it still fit?"
        yield told(template, languages=", ".join(tags), prompts=some(prompts))


def _sentence(sentence: Sentence) -> Iterator[str]:
    yield f"{sentence.prompt} [{sentence.language}]"
    yield from _both(sentence.before, sentence.after)


def _phrases(phrases: Phrases) -> Iterator[str]:
    yield f"{phrases.option} [{phrases.language}]"
    yield from _both(_quoted(phrases.removed), _quoted(phrases.added))


def _quoted(phrases: tuple[str, ...]) -> str:
    return "; ".join(f'"{phrase}"' for phrase in phrases)


def _both(before: str, after: str) -> Iterator[str]:
    if before:
        yield f"- {before}"
    if after:
        yield f"+ {after}"

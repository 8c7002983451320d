"""What this installation hears with, told where it starts and where it is examined."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from ivr.settings import Settings
from speech.by_example.recipe import is_taught
from speech.models import Found, installed
from speech.probe import memory_known, total_mb


def recognisers(settings: Settings) -> Mapping[str, Path]:
    """Folders by language that a line with these settings loads; what is broken is left out."""
    return installed(settings.speech.models, settings.speech.languages)


def ears_told(models: Found, loaded: Collection[str], unloaded: Sequence[str], offered: Sequence[str]) -> Iterator[str]:
    """What cannot be used, a sentence each; then how each offered language is heard."""
    yield from broken_told(models)
    yield from unloaded
    taught = [tag for tag in offered if tag in loaded and is_taught(models.whole[tag])]
    known = [tag for tag in offered if tag in loaded and tag not in taught]
    deaf = [tag for tag in offered if tag not in loaded]
    ways = (("by a model", known), ("by example", taught), ("by keys and any sound", deaf))
    parts = [f"{way}: {', '.join(languages)}" for way, languages in ways if languages]
    yield f"Callers are heard {'; '.join(parts)}."


def broken_told(models: Found) -> Iterator[str]:
    """What lies there and cannot be used, with what that means."""
    yield from (f"{wrong} Callers of '{language}' use keys." for language, wrong in models.broken.items())


def memory_file(settings: Settings, language: str) -> Path:
    """Where the memory that was measured is kept."""
    return settings.state / "model_memory" / f"{language}.json"


def memory_told(settings: Settings) -> str:
    """What the models that will be loaded take, as far as somebody measured it."""
    models = recognisers(settings)
    known = {tag: memory_known(folder, memory_file(settings, tag)) for tag, folder in models.items()}
    measured = {tag: megabytes for tag, megabytes in known.items() if megabytes is not None}
    parts = []
    if measured:
        workers = settings.speech.workers
        total = sum(total_mb(models[tag], megabytes, workers) for tag, megabytes in measured.items())
        parts.append(f"{total} MB for {', '.join(measured)} with speech.workers = {workers}")
    if unmeasured := [tag for tag, megabytes in known.items() if megabytes is None]:
        parts.append(f"not measured for {', '.join(unmeasured)} (./amparo models check)")
    return f"Memory of the recognisers: {'; '.join(parts)}." if parts else ""

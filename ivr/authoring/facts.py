"""Gathers what the lint has to know of this installation: texts, recordings, words, their sounds, the recognisers."""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

from flows.lint.facts import Facts, Key
from flows.lint.phonetics import letters
from ivr import wordings
from ivr.authoring.coverage import gathered, reviews
from ivr.content import ENGINE_PROMPTS
from ivr.hearing import recognisers
from ivr.settings import Settings
from ivr.voice import country
from prompts import catalogue, lengths
from prompts.build import Job, jobs_of
from prompts.cache import Cache
from prompts.catalogue import Catalogue
from prompts.errors import PromptError
from prompts.lengths import Sounds
from prompts.own import Files
from prompts.recordings import Passed
from prompts.words import WordBook
from speech import phonemes
from speech.known_words import unknown_words
from speech.vocabulary import normal
from speech.voices import voice_for

FIRST = "welcome"
"""The flow in which calls begin, as in `ivr.app`."""


def facts(settings: Settings, languages: tuple[str, ...], own: Files | None = None) -> Facts:
    """Of these languages, with the wording of the desk or that of `own`.

    Takes half a second, more when nothing is kept yet. Raises PromptError, SpeechError.
    """
    texts, said = wordings.texts(settings, country(settings), own), wordings.words(settings, own)
    passed = None if own is None else _not_needed
    spoken = {(o, tag): said.phrases(o, tag) for tag in languages for o in said.options(tag)}
    with ThreadPoolExecutor() as pool:
        unknown = pool.submit(_unknown, settings, said, languages)
        heard = pool.submit(_phonemes, settings, spoken)
        sounds = _sounds(settings, texts, languages, passed)
    return Facts(
        lasts=lengths.longest(texts, sounds),
        wanting=lengths.wanting(texts, sounds, languages),
        texts=_wordings(texts, languages),
        states=gathered(texts, settings.prompts.recordings, languages, passed),
        words=spoken,
        phonemes=heard.result(),
        unknown=unknown.result(),
        reviews=reviews(wordings.desk(settings) if own is None else own),
        drafts=settings.line.profile != "production",
        engine=ENGINE_PROMPTS,
        first=FIRST,
    )


def _wordings(texts: Catalogue, languages: Iterable[str]) -> Mapping[Key, str]:
    """Also the English, whose reading level is measured."""
    known = dict.fromkeys((*languages, catalogue.SOURCE))
    return {(prompt.name, prompt.language): prompt.text for tag in known for prompt in texts.spoken(tag)}


def _not_needed(_: PromptError) -> None:
    """A recording of what is only on the desk; the commands of authors look at those."""


# -- how long -------------------------------------------------------------------------------------------


def _sounds(settings: Settings, texts: Catalogue, languages: tuple[str, ...], passed: Passed | None) -> Sounds:
    cache, voice = Cache(settings.state / "sounds"), engine(settings)
    speaks = {tag for tag in languages if voice_for(tag, phonemes.voices())}
    checked = settings.line.profile == "production"
    every = jobs_of(texts, languages, settings.prompts.recordings, reviewed_only=checked, passed=passed)
    jobs = [job for job in every if job.recording or job.language in speaks]
    found = {job: lengths.made(job, cache, voice) for job in jobs}
    guessed = _guessed(settings, [job for job, ms in found.items() if ms is None])
    return {(job.prompt, job.language, job.text): guessed[job] if ms is None else ms for job, ms in found.items()}


def engine(settings: Settings) -> str:
    """As the synthesiser calls itself, without starting it."""
    speed = settings.saying.words_per_minute
    return f"pyttsx3 {version('pyttsx3')}, espeak-ng {phonemes.version()}, {speed} words/min"


def _guessed(settings: Settings, jobs: list[Job]) -> Mapping[Job, int]:
    wordings = {job.language: [j.text for j in jobs if j.language == job.language] for job in jobs}
    found = _transcribed(wordings, settings.state / "phonemes" / "texts")
    speed = settings.saying.words_per_minute
    return {job: lengths.estimated(job.text, len(found[job.text, job.language]), job.language, speed) for job in jobs}


def _transcribed(phrases: Mapping[str, Iterable[str]], folder: Path) -> Mapping[Key, tuple[str, ...]]:
    """(phrase, language) to its sounds; languages side by side, since espeak-ng takes a while."""
    with ThreadPoolExecutor() as pool:
        found = pool.map(lambda each: (each[0], phonemes.phonemes(each[1], each[0], folder)), phrases.items())
        return {(phrase, tag): letters(said) for tag, own in found for phrase, said in own.items()}


# -- what is heard ---------------------------------------------------------------------------------------


def _phonemes(settings: Settings, spoken: Mapping[Key, tuple[str, ...]]) -> Mapping[Key, tuple[str, ...]]:
    phrases: dict[str, list[str]] = {}
    for (_, language), own in spoken.items():
        phrases.setdefault(language, []).extend(own)
    return _transcribed(phrases, settings.state / "phonemes" / "words")


def _unknown(settings: Settings, said: WordBook, languages: tuple[str, ...]) -> frozenset[Key]:
    found: set[Key] = set()
    for language, model in recognisers(settings).items():
        if language in languages:
            phrases = (phrase for option in said.options(language) for phrase in said.phrases(option, language))
            single = sorted({word for phrase in phrases for word in normal(phrase)})
            file = settings.state / "known_words" / f"{language}.json"
            found |= {(word, language) for word in unknown_words(single, model, file)}
    return frozenset(found)

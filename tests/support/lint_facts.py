"""Facts for the lint's tests: everything is there and short, unless a flow file says otherwise in `# facts:` lines."""

import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from flows import load
from flows.errors import FlowError
from flows.lint import Facts, Report, look, refused
from flows.lint.options import options, spoken_in
from flows.lint.phonetics import letters
from flows.lint.subject import Subject
from flows.proofs import prove
from ivr.content import ENGINE_PROMPTS
from tests.support.flow_books import offer

UNIVERSAL = Path(__file__).parents[1] / "flows" / "lint" / "universal.yaml"
HEARD = "fr"
FACTS = "# facts:"
LASTS_MS = 800
DIGITS = ("nil", "uno", "duo", "tri", "quad", "quin", "sext", "sept", "octo", "novem")
NINE = DIGITS[9]
REVIEW = "Reviewer (invented), 2026-03-01"


def looked(text: str, file: str) -> Report:
    """What lint and proofs say about a flow that calls begin with; French is heard."""
    texts = {"universal.yaml": UNIVERSAL.read_text(encoding="utf-8"), file: text}
    try:
        sources = load.sources(texts)
    except FlowError as error:
        return refused(error)
    subject = Subject(load.book_of(sources, offer(HEARD)), sources, "welcome")
    proofs = prove(subject.book, lambda _: LASTS_MS)
    found = [(one.rule, one.place, one.sentence) for one in proofs.unproved]
    return look(subject, changed(facts_for(subject), text), found)


def facts_for(subject: Subject) -> Facts:
    """A complete installation: short prompts, three phrases for each choice, everything reviewed."""
    names = [*subject.prompts(ENGINE_PROMPTS), *(f"digit.{digit}" for digit in range(10))]
    every = [(name, language) for name in dict.fromkeys(names) for language in subject.languages]
    spoken = [option for option, _, _ in options(subject) if spoken_in(option, HEARD)]
    return Facts(
        lasts=dict.fromkeys(every, LASTS_MS),
        texts={key: _wording(key[0]) for key in every},
        states=dict.fromkeys(every, "reviewed"),
        words={(option, HEARD): tuple(f"{_plain(option)} {way}" for way in "abc") for option in spoken},
        reviews=dict.fromkeys(subject.languages, REVIEW),
        engine=ENGINE_PROMPTS,
    )


def _wording(prompt: str) -> str:
    """A language of its own, with words for digits and for pressing a key; every prompt names key 9."""
    kind, _, name = prompt.partition(".")
    said = DIGITS[int(name)] if name.isdigit() else name
    if kind == "digit":
        return said
    return f"press {said}" if kind == "key" else f"{NINE} {_plain(prompt)}:"


def _plain(name: str) -> str:
    return name.replace(".", " ").replace("_", " ").replace("@", "")


def changed(facts: Facts, text: str) -> Facts:
    """With what the `# facts:` lines of a file say."""
    for line in text.splitlines():
        if line.startswith(FACTS):
            what, *rest = shlex.split(line.removeprefix(FACTS))
            facts = CHANGES[what](facts, *rest)
    return facts


def _put(field: str, value: Callable[..., object]) -> Callable[..., Facts]:
    """`# facts: lasts info.school fr 9000` puts an entry into a mapping."""

    def change(facts: Facts, name: str, language: str, *rest: str) -> Facts:
        entries: dict[str, Any] = {field: {**getattr(facts, field), (name, language): value(*rest)}}
        return replace(facts, **entries)

    return change


def _unnamed(facts: Facts, language: str) -> Facts:
    """Nothing says nine."""
    said = {key: text for key, text in facts.texts.items() if key[1] == language}
    return replace(facts, texts={**facts.texts, **{key: text.removeprefix(f"{NINE} ") for key, text in said.items()}})


def _voiceless(facts: Facts, prompt: str, language: str) -> Facts:
    """Written, and nothing says it."""
    return replace(facts, lasts={key: ms for key, ms in facts.lasts.items() if key != (prompt, language)})


def _missing(facts: Facts, prompt: str, language: str, *units: str) -> Facts:
    """Not written either, or written and without these units."""
    key = (prompt, language)
    texts = facts.texts if units else {other: text for other, text in facts.texts.items() if other != key}
    return replace(_voiceless(facts, prompt, language), texts=texts, wanting={key: units})


def _unwritten(facts: Facts, prompt: str, language: str, *lacking: str) -> Facts:
    """Not written, where other texts are, and these pieces and units of it are not recorded."""
    return replace(_missing(facts, prompt, language), wanting={(prompt, language): lacking})


def _recordings(facts: Facts, language: str, state: str, *others: str) -> Facts:
    """No texts; everything is recorded, in this state, these in the state that follows their name."""
    states = {key: state for key in facts.states if key[1] == language}
    changed = {(name, language): other for name, other in zip(others[::2], others[1::2], strict=True)}
    reviews = {tag: review for tag, review in facts.reviews.items() if tag != language}
    return replace(facts, states={**facts.states, **states, **changed}, reviews=reviews)


def _bare(facts: Facts, language: str) -> Facts:
    """Nothing can be said but the keys."""
    lasts = {key: ms for key, ms in facts.lasts.items() if key[1] != language or key[0].startswith("key.")}
    return replace(facts, lasts=lasts)


CHANGES: Mapping[str, Callable[..., Facts]] = {
    "lasts": _put("lasts", int),
    "text": _put("texts", str),
    "words": _put("words", lambda *phrases: phrases),
    "sounds": _put("phonemes", letters),
    "state": _put("states", str),
    "review": lambda facts, tag, review: replace(facts, reviews={**facts.reviews, tag: review}),
    "unknown": lambda facts, word, tag: replace(facts, unknown=facts.unknown | {(word, tag)}),
    "production": lambda facts: replace(facts, drafts=False),
    "recordings": _recordings,
    "unnamed": _unnamed,
    "voiceless": _voiceless,
    "missing": _missing,
    "unwritten": _unwritten,
    "bare": _bare,
}


def lines(report: Report, rule: str) -> Iterator[str]:
    """Level, language, place and sentence of what one rule found."""
    for finding in report.findings:
        if finding.rule == rule:
            language = f" [{finding.language}]" if finding.language else ""
            accepted = f" (accepted: {finding.why()})" if finding.accepted else ""
            yield f"{finding.level}{language}: {finding.trouble}{accepted}"

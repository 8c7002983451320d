"""The coverage report as lines of text."""

from collections.abc import Iterable, Iterator, Mapping

from flows.messages import Sentence, Translate, later, told
from prompts.coverage import State
from prompts.coverage_report import REST, UNITS, LanguageReport
from prompts.units import NAMES

ENGINE = "every_call"
"""The row of what the engine says in any flow."""
ROWS = {ENGINE: later("(in every call)"), UNITS: later("(units)"), REST: later("(in no flow)"), "": later("all")}
HEADINGS = {
    State.MISSING: later("missing"),
    State.TEXT: later("only text"),
    State.STALE: later("stale"),
    State.RECORDED: later("recorded"),
    State.REVIEWED: later("reviewed"),
}
NAME_WIDTH, NUMBER_WIDTH = 18, 14


def lines(reports: Iterable[LanguageReport], reviews: Mapping[str, str], translate: Translate) -> Iterator[str]:
    """A block for each language: who reviewed its texts, a line a flow, then what is missing or stale."""
    for one in reports:
        yield _title(one, reviews.get(one.language, "")).text(translate)
        yield _line(translate(later("flow")), translate(later("prompts")), map(translate, HEADINGS.values()))
        for row in (*one.rows, one.all):
            shares = (f"{count} ({percent(count, row.prompts)})" for count in row.counts.values())
            yield _line(translate(ROWS[row.flow]) if row.flow in ROWS else row.flow, str(row.prompts), shares)
        yield from (gap.text(translate) for gap in _gaps(one))
        yield ""


def percent(count: int, of: int) -> str:
    """Whole ones, but 0 % and 100 % only where they are true."""
    share = 100 * count // of if of else 0
    return f"{1 if count and not share else share} %"


def _title(one: LanguageReport, review: str) -> Sentence:
    texts = told("review of the texts: {review}", review=review) if review else told("no texts")
    template = "{language}: {texts}; only a synthesiser says {synthesised}, reviewed recordings say {reviewed}."
    shares = {
        name: percent(one.all.counts[state], one.all.prompts)
        for name, state in (("synthesised", State.TEXT), ("reviewed", State.REVIEWED))
    }
    return told(template, language=one.language, texts=texts, **shares)


def _line(name: str, number: str, cells: Iterable[str]) -> str:
    return f"  {name:{NAME_WIDTH}}{number:>8}" + "".join(f"{cell:>{NUMBER_WIDTH}}" for cell in cells)


def _gaps(one: LanguageReport) -> Iterator[Sentence]:
    for name in one.missing:
        how = f"prompts units {one.language}" if name in NAMES else "prompts new FILE.yaml"
        template = "{language}: '{prompt}' is missing; write or record it (./amparo {how})."
        yield told(template, language=one.language, prompt=name, how=how)
    for name in one.stale:
        template = "{language}: the recording of '{prompt}' was made from another wording; listen to it again."
        yield told(template, language=one.language, prompt=name)

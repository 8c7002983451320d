"""`./amparo flows lint`: rules and proofs over the flows, as they would be published."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from flows import load
from flows.check import near
from flows.effects import Spoken
from flows.errors import FlowError
from flows.lint import RULES, Finding, Report, look, refused
from flows.lint.subject import Subject
from flows.messages import Translate, told
from flows.nodes import Offer
from flows.proofs import Figures, prove
from ivr.authoring import books
from ivr.authoring.asked import NotThere
from ivr.authoring.books import Which
from ivr.authoring.facts import FIRST, facts
from ivr.authoring.linting_table import View, rules_table, table
from ivr.content import offer
from ivr.hearing import recognisers
from ivr.publishing.overlay import flow_named
from ivr.settings import Settings, changed
from prompts.files import write
from prompts.own import Files

UNKNOWN_MS = 1_500
"""Of a prompt that cannot be said, in the figures only."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What rules and proofs say about a flow book."""

    report: Report
    figures: tuple[Figures, ...] = ()
    named: Mapping[str, str] = field(default_factory=dict)
    """Labels of the files that were named, and their flows."""
    others: int = 0
    """Flows beside those."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to have looked at."""

    paths: tuple[Path, ...] = ()
    """Flow files and folders of them, over what is live."""
    shipped: bool = False
    """Over what the program brings, whatever is live."""
    languages: tuple[str, ...] = ()
    """Only these; all of the settings where none is named."""
    every: bool = False
    """Show the other flows too."""
    as_json: bool = False
    file: Path | None = None
    """Where the JSON is written."""


def lint(settings: Settings, wish: Wish, translate: Translate) -> int:
    """Print what was found; 0 where there is no error and every warning has a reason. Raises ContentError, NotThere."""
    if wish.file is not None and wish.file.suffix in {".yaml", ".yml"}:
        template = "{file} would be replaced by the findings: name the flows first, then --json FILE.json."
        raise NotThere(told(template, file=wish.file))
    checked = _only(report(settings, wish), wish.languages)
    if wish.as_json:
        _give(_json(checked, translate), wish.file)
    if not wish.as_json or wish.file is not None:
        view = View(checked.named, checked.others, wish.every)
        sys.stdout.writelines(f"{line}\n" for line in table(checked.report, checked.figures, translate, view))
    return 1 if checked.report.open else 0


def show_rules(ids: Iterable[str], translate: Translate) -> int:
    """Print these rules, or all: why each is there, and a flow that breaks it. Raises NotThere."""
    known = {rule.id.lower(): rule for rule in RULES}
    for id_ in ids:
        if id_.lower() not in known:
            raise NotThere(told("there is no rule {rule}.{near}", rule=id_, near=near(id_, (r.id for r in RULES))))
    rules = [known[id_.lower()] for id_ in ids] or RULES
    sys.stdout.writelines(f"{line}\n" for line in rules_table(rules, translate))
    return 0


def report(settings: Settings, wish: Wish = Wish()) -> Checked:
    """All flows with the named files over them, in the languages of the settings and those named."""
    every = tuple(dict.fromkeys((*settings.line.languages, *wish.languages)))
    wider = changed(settings, {"line": {"languages": every}})
    offered = offer(wider, frozenset(recognisers(settings)))
    texts = books.texts(settings, Which(tuple(_files(wish.paths)), wish.shipped))
    named = {label: flow_named(texts.every[label]) for label in sorted(texts.named)}
    return replace(checked(wider, texts.every, offered), named=named, others=len(texts.every) - len(named))


def checked(settings: Settings, texts: Mapping[str, str], offered: Offer, own: Files | None = None) -> Checked:
    """A whole book, file name to text, with the wording of the desk or that of `own`.

    Takes seconds. Raises PromptError, SpeechError.
    """
    try:
        sources = load.sources(texts)
    except FlowError as error:
        return Checked(refused(error))
    book = load.book_of(sources, offered)
    with ThreadPoolExecutor(1) as pool:
        gathering = pool.submit(facts, settings, offered.languages, own)  # mostly waits for other programs
        proofs = prove(book, lambda spoken: _lasts(gathering.result().lasts, spoken))
        gathered = gathering.result()
    found = [(one.rule, one.place, one.sentence) for one in proofs.unproved]
    return Checked(look(Subject(book, sources, FIRST), gathered, found), proofs.figures)


def _lasts(lasts: Mapping[tuple[str, str], int], spoken: Spoken) -> int:
    return lasts.get((spoken.prompt, spoken.language), UNKNOWN_MS)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """Files as they are given, and the flows of folders. Raises NotThere for a folder without any."""
    for path in paths:
        inside = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
        if not inside:
            raise NotThere(told("there is no flow (*.yaml) in {folder}.", folder=path))
        yield from inside


def _only(checked: Checked, languages: tuple[str, ...]) -> Checked:
    """What concerns these languages, or every one."""
    if not languages:
        return checked
    findings = tuple(one for one in checked.report.findings if one.language in {"", *languages})
    figures = tuple(row for row in checked.figures if row.language in languages)
    return replace(checked, report=Report(findings), figures=figures)


# -- for machines -----------------------------------------------------------------------------------------


def _give(data: object, file: Path | None) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    if file is None:
        sys.stdout.write(text)
    else:
        write(file, text.encode())


def _json(checked: Checked, translate: Translate) -> object:
    report = checked.report
    return {
        "errors": len(report.errors),
        "warnings": len(report.warnings),
        "open": len(report.open),
        "findings": [_finding(finding, translate) for finding in report.findings],
        "figures": [_figures(row) for row in checked.figures],
    }


def _finding(finding: Finding, translate: Translate) -> dict[str, object]:
    return {
        "file": finding.file,
        "line": finding.line,
        "flow": finding.flow,
        "node": finding.node,
        "language": finding.language,
        "rule": finding.rule,
        "level": finding.level,
        "sentence": finding.sentence.text(translate),
        "accepted": bool(finding.accepted),
        "reason": finding.why(translate),
    }


def _figures(row: Figures) -> dict[str, object]:
    return {name: getattr(row, name) for name in row.__dataclass_fields__}

"""Plain sentences for what the YAML reader cannot read: the line of the mistake, not of where the reader gave up."""

import re

from ruamel.yaml.error import MarkedYAMLError

from flows.messages import Sentence, told

CURLY = "“”„‟«»‘’‚"
"""Quotes of word processors, which YAML takes for letters."""
QUOTED = re.compile(r"[:,{\[-]\s*[“”„‟«‘‚]")
"""A value in such quotes."""
NODE = re.compile(r"^( +)\w+:", re.MULTILINE)
WHOLE_NODE = re.compile(r"^\s*\w+: *\{.*\bkind: ")
"""A node in one line."""
GLUED = re.compile(r"^\s*(?:- )?\w+:[^\s:]")
"""A name and its value without a space between."""
BARE = re.compile(r"^\s*(?:- )?\w+\s+[{\[]")
"""A name and what belongs to it without a colon between."""


def torn(error: MarkedYAMLError, source: str) -> tuple[int, Sentence]:
    """The line, counted from 1 (0: the whole file), and what is wrong there."""
    lines = source.splitlines()
    at = _at(error)
    problem, line = str(error.problem), _line(lines, at)
    if "\\t" in problem or "\t" in line[: len(line) - len(line.lstrip())]:
        return at, told("this line begins with a tab; use spaces.")
    if "single document" in str(error.context) or ("document start" in problem and line.startswith(("---", "..."))):
        return at, told("one file holds one flow; take '---' and what follows into a file of its own.")
    if QUOTED.search(line):
        return at, told('there are curly quotes in this line; write straight ones: key: "2", not key: “2”.')
    if "could not find expected ':'" in problem:
        return _opened(error), _no_colon()
    if "mapping values are not allowed" in problem:
        return _colon(lines, at)
    return _closing(error, at) or (at, _unfitting(lines, at, source))


def _at(error: MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.line + 1 if mark else 0


def _opened(error: MarkedYAMLError) -> int:
    mark = error.context_mark or error.problem_mark
    return mark.line + 1 if mark else 0


def _line(lines: list[str], at: int) -> str:
    """Empty where the reader gave up behind the end."""
    return lines[at - 1] if 0 < at <= len(lines) else ""


def _no_colon() -> Sentence:
    return told("a ':' is missing in this line, after the name.")


def _colon(lines: list[str], at: int) -> tuple[int, Sentence]:
    """A ':' where the reader expects none: mostly the fault of the line before."""
    if BARE.match(_line(lines, at)):
        return at, _no_colon()
    before = _before(lines, at)
    text = _line(lines, before)
    if GLUED.match(text):
        return before, told("a space is missing after the ':' in this line.")
    if before and ":" not in text:
        return before, _no_colon()
    if len(re.findall(r":(?:\s|$)", _line(lines, at))) > 1:
        return at, told("there is a ':' too many in this line; a text that holds one stands in quotes.")
    template = "this line stands too far to the right, or the line before should end with a ':'."
    return at, told(template)


def _closing(error: MarkedYAMLError, at: int) -> tuple[int, Sentence] | None:
    """Brackets, quotes and commas; None where it is something else."""
    problem, opened = str(error.problem), _opened(error)
    if "quoted scalar" in f"{error.context} {problem}":
        return opened, told("a quote is opened in this line and not closed.")
    if any(f"found '{sign}'" in problem for sign in "]}"):
        return at, told("a bracket is closed in this line that was never opened.")
    if "found ','" in problem:
        return at, told("a ',' stands where none can; look for a missing ':' or bracket before it in this line.")
    if "expected ','" in problem and opened == at:
        return at, told("in this line a comma is missing, or a quote or a bracket is not closed.")
    if "expected ','" in problem or "end of" in problem:
        template = "a bracket or a quote is opened in this line and not closed, or a comma is missing at its end."
        return opened, told(template)
    return None


def _before(lines: list[str], at: int) -> int:
    """The line before, without empty ones and comments; 0 where there is none."""
    return next((n for n in range(at - 1, 0, -1) if _line(lines, n).partition("#")[0].strip()), 0)


def _unfitting(lines: list[str], at: int, source: str) -> Sentence:
    line, before = _line(lines, at), _line(lines, _before(lines, at))
    spaces, others = _spaces(line), _spaces(before)
    if spaces == others:
        return told("this line does not belong to the one before it; look for a missing ':', or a '-' too many.")
    usual = NODE.search(source.partition("\nnodes:")[2])
    if usual and WHOLE_NODE.match(line):
        template = "this looks like a node and begins with {spaces} spaces; the first node begins with {usual}."
        return told(template, spaces=spaces, usual=len(usual[1]))
    template = (
        "this line begins with {spaces} spaces, the one before it with {before}, and that does not fit; look at its "
        "indentation, and for a missing ':' or '-'."
    )
    return told(template, spaces=spaces, before=others)


def _spaces(line: str) -> int:
    return len(line) - len(line.lstrip(" "))

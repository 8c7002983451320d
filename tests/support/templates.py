"""Collects every sentence an author may read from the source, and compares with the translations.

`python -m tests.support.templates` prints what `ivr/ui/fr.po` lacks, as entries to be filled in, and what is left over.
"""

import ast
import string
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import polib  # type: ignore[import-untyped]  # it ships no types

CHECKOUT = Path(__file__).parents[2]
ROOMS = ("flows", "prompts", "ivr")
FIRST = frozenset({"told", "later", "translate"})
"""Functions whose first argument is a template."""
PLACED, PLACED_AT = "at", 2
"""`prompts.errors.at(file, line, template, ...)`."""
VARIABLE = "template"


def templates() -> Mapping[str, str]:
    """Template to the file it is in, of the first that has it; in the order of the files."""
    found: dict[str, str] = {}
    for file in sorted(file for room in ROOMS for file in (CHECKOUT / room).rglob("*.py")):
        for template in _of(ast.parse(file.read_text(encoding="utf-8"))):
            found.setdefault(template, str(file.relative_to(CHECKOUT)))
    found.pop("", None)
    return found


def _of(tree: ast.Module) -> Iterator[str]:
    placed = any(isinstance(node, ast.ImportFrom) and node.module == "prompts.errors" for node in ast.walk(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _texts(_argument(node, placed=placed))
        elif isinstance(node, ast.Assign) and any(_name(target) == VARIABLE for target in node.targets):
            yield from _texts(node.value)


def _argument(call: ast.Call, *, placed: bool) -> ast.expr | None:
    name = _name(call.func)
    if name in FIRST and call.args:
        return call.args[0]
    return call.args[PLACED_AT] if placed and name == PLACED and len(call.args) > PLACED_AT else None


def _texts(value: ast.expr | None) -> Iterator[str]:
    """Of a literal, or of both sides of a choice between two."""
    match value:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=other):
            yield from (*_texts(body), *_texts(other))


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def untraceable() -> Iterator[str]:
    """Calls of `told` whose template is neither a literal, nor a variable of that name, nor marked with `later`."""
    for file in sorted(file for room in ROOMS for file in (CHECKOUT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) == "told" and node.args:
                first = node.args[0]
                if isinstance(first, ast.JoinedStr | ast.BinOp | ast.Starred):
                    yield f"{file.relative_to(CHECKOUT)}:{node.lineno}"


def placeholders(template: str) -> frozenset[str]:
    """Names in braces."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name is not None)


def translations(language: str) -> polib.POFile:
    return polib.pofile(str(CHECKOUT / "ivr" / "ui" / f"{language}.po"), encoding="utf-8")


def main(language: str = "fr") -> None:
    """Print what is missing and what is left over."""
    known = {entry.msgid for entry in translations(language) if entry.translated()}
    wanted = templates()
    for template, file in wanted.items():
        if template not in known:
            print(f"\n#: {file}\n{polib.POEntry(msgid=template, msgstr='')}", end="")  # noqa: T201 - what it is for
    for left in sorted(known - wanted.keys()):
        print(f"\n# left over: {left}")  # noqa: T201 - what it is for


if __name__ == "__main__":
    main(*sys.argv[1:])

"""From text to a YAML tree that knows its lines. Only plain mappings, lists and values are taken."""

from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.tokens import (
    AliasToken,
    AnchorToken,
    BlockEndToken,
    BlockMappingStartToken,
    BlockSequenceStartToken,
    DirectiveToken,
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    KeyToken,
    TagToken,
)

from flows.errors import FlowError, Trouble
from flows.messages import Sentence, told
from flows.torn import torn

LONGEST_FILE = 300_000
"""Characters: a flow of a thousand nodes is smaller, and a larger file is no flow."""
MOST_BYTES = 4 * LONGEST_FILE
"""UTF-8 has at most four for a character; whoever reads a file needs no more than one above."""
MOST_LINES = 30_000
"""Empty ones too: the YAML reader is slow with very many."""
MOST_TOKENS = 40_000
"""Names, values and signs as the YAML reader counts them: some 800 nodes. It reads 30,000 to 80,000 a second."""
DEEPEST = 20
"""Levels: a flow needs six; far more would exhaust the reader."""
OPENS = (BlockMappingStartToken, BlockSequenceStartToken, FlowMappingStartToken, FlowSequenceStartToken)
CLOSES = (BlockEndToken, FlowMappingEndToken, FlowSequenceEndToken)
SHAPE = told("a flow file begins with 'flow:', 'start:' and 'nodes:'.")


def text(data: bytes, file: str) -> str:
    """The text of a file. Raises FlowError where it is too long, or not UTF-8."""
    if len(data) > MOST_BYTES:
        raise _refused(file, 0, told("the file has more than {most} characters.", most=LONGEST_FILE))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refused(file, line, told("this is not text in UTF-8; save the file with that encoding.")) from None


def parse(source: str, file: str) -> CommentedMap:
    """The tree of one file. Raises FlowError."""
    if len(source) > LONGEST_FILE:
        template = "the file has {size} characters; {most} at most."
        raise _refused(file, 0, told(template, size=len(source), most=LONGEST_FILE))
    if (lines := source.count("\n") + source.count("\r")) > MOST_LINES:
        raise _refused(file, 0, told("the file has {size} lines; {most} at most.", size=lines, most=MOST_LINES))
    try:
        _look(source, file)
        tree = YAML(typ="rt").load(source)
    except DuplicateKeyError as error:
        raise _doubled(error, file) from None
    except MarkedYAMLError as error:
        raise _refused(file, *torn(error, source)) from None
    except (YAMLError, ValueError):
        sentence = told("the file holds characters that are no text; write it anew as plain text.")
        raise _refused(file, 0, sentence) from None
    if not isinstance(tree, CommentedMap):
        raise _refused(file, 1, SHAPE)
    return tree


def _refused(file: str, line: int, sentence: Sentence) -> FlowError:
    return FlowError((Trouble(file, line, "", sentence),))


def _look(source: str, file: str) -> None:
    """Before anything is built: aliases can make a small file huge, and a reader cannot see what they stand for."""
    depth, before = 0, None
    for count, token in enumerate(_tokens(source)):
        line = token.start_mark.line + 1
        if isinstance(before, KeyToken) and isinstance(token, OPENS):
            raise _refused(file, line, told("before a ':' stands a name; here is something else, or a '?' too many."))
        before = token
        if count > MOST_TOKENS:
            raise _refused(file, line, told("up to here are more names and values than a flow can have; split it."))
        if isinstance(token, DirectiveToken):
            raise _refused(file, line, told("a line that begins with '%' has no place in a flow; remove it."))
        if isinstance(token, AnchorToken | AliasToken):
            raise _refused(file, line, told("write it out: '&' and '*' references of YAML are not used in flows."))
        if isinstance(token, TagToken):
            raise _refused(file, line, told("write it plainly: '!' tags of YAML are not used in flows."))
        depth += isinstance(token, OPENS) - isinstance(token, CLOSES)
        if depth > DEEPEST:
            template = "this is nested more than {deepest} levels deep; a flow needs six."
            raise _refused(file, line, told(template, deepest=DEEPEST))


def _tokens(source: str) -> Any:
    return YAML(typ="safe", pure=True).scan(source)


# -- sentences -----------------------------------------------------------------------------------------


def _doubled(error: DuplicateKeyError, file: str) -> FlowError:
    name = str(error.problem).split('"')[1]
    first, line = error.context_mark.line + 1, error.problem_mark.line + 1
    template = "'{name}' is there twice in what begins on line {line}; keep one of them."
    return _refused(file, line, told(template, name=name, line=first))

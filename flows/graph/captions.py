"""The words of a drawing: wording for prompt names, the state of each language, and what edges are called."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from flows.graph.model import GraphEdge, GraphNode
from flows.messages import Translate, later, untranslated

CAPTIONS: Mapping[str, str] = {
    "otherwise": later("anything else"),
    "nobody": later("nobody is free"),
    "unknown": later("none of these, or no answer"),
    "open": later("open"),
    "closed": later("closed"),
    "yes": later("yes"),
    "no": later("no, or no answer"),
}
"""What a way is called, by the field it stands in; a plain `next` needs no word."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How the state of a language is shown: a sign that is told from the others without colour."""

    sign: str
    word: str
    fill: str


MARKS: Mapping[str, Mark] = {
    "missing": Mark("✗", later("no wording"), "#f6b7b0"),
    "text": Mark("T", later("wording only"), "#ffffff"),
    "stale": Mark("~", later("recorded from an older wording"), "#f8dfa0"),
    "recorded": Mark("●", later("recorded"), "#cfe4f7"),
    "reviewed": Mark("✓", later("recorded and reviewed"), "#c4e8cb"),
}
"""By state, the worst first: a node is as good as the worst of what it says."""
WORST_FIRST = tuple(MARKS)
LONGEST = 44
"""Columns of wording in one line of a node."""
LINES = 2
"""Lines of one sentence; the rest is left to its title."""
UNDRAWN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Unicode's controls, formats, surrogates, private and unassigned letters."""
JOINERS = "\u200c\u200d"
ISOLATED = "\u2067{}\u2069"
"""Right-to-left text in a line of its own direction (Unicode UAX 9)."""


@dataclass(frozen=True, slots=True)
class Captions:
    """What names are called in one language."""

    wording: Mapping[str, str] = field(default_factory=dict)
    """By prompt."""
    states: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """State by prompt and language; what has no wording of its own has no state."""
    languages: tuple[str, ...] = ()
    """Those whose state is shown."""
    translate: Translate = untranslated
    beside: tuple[tuple[str, Mapping[str, str]], ...] = ()
    """(language, wording by prompt) of those that are shown after the first of `languages`, whose wording is above."""

    def worded(self, prompt: str) -> tuple[tuple[str, str], ...]:
        """(what stands before it, wording), one for each language that is shown; its tag where there are several."""
        if not self.beside:
            return (("", self.text(prompt)),)
        every = ((self.languages[0], self.wording), *self.beside)
        return tuple((f"{tag}: ", plain(wording.get(prompt, ""))) for tag, wording in every)

    def text(self, prompt: str) -> str:
        """The wording as plain text; empty where there is none."""
        return plain(self.wording.get(prompt, ""))

    def badges(self, node: GraphNode) -> Iterator[tuple[str, str]]:
        """(language, state) of a node, by the worst of its prompts; nothing where it says nothing."""
        for language in self.languages:
            keys = ((prompt, language) for prompt in node.prompts)
            if found := [self.states[key] for key in keys if key in self.states]:
                yield language, min(found, key=WORST_FIRST.index)

    def way(self, edge: GraphEdge) -> str:
        """What a way is called, without its key."""
        if edge.way == "case":
            return plain(edge.value) or "''"
        if edge.way == "word":
            return f"“{self.text(edge.words).rstrip(' :：') or edge.words}”"
        caption = CAPTIONS.get(edge.name)
        return self.translate(caption) if caption else ""


def plain(text: str) -> str:
    """One line without characters that draw nothing; joiners stay, scripts need them."""
    kept = (
        c for c in " ".join(text.split()) if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"} or c in JOINERS
    )
    return "".join(kept).strip()


def isolated(text: str) -> str:
    """Safe beside other text: what is written from right to left keeps its own direction."""
    leftward = any(unicodedata.bidirectional(c) in {"R", "AL"} for c in text)
    return ISOLATED.format(text) if leftward else text


def columns(text: str) -> int:
    """How wide it is: East Asian letters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else not unicodedata.combining(c) for c in text)


def shortened(text: str, longest: int = LONGEST) -> str:
    """At most so many columns, cut at a word where there is one."""
    return wrapped(text, longest, 1)[0]


def wrapped(text: str, longest: int = LONGEST, lines: int = LINES) -> tuple[str, ...]:
    """At most so many lines of so many columns; what does not fit ends with an ellipsis."""
    done: list[str] = []
    rest = text
    while rest and len(done) < lines:
        line, rest = _split(rest, longest)
        done.append(line)
    if rest:
        done[-1] = _split(done[-1], longest - 1)[0] + "…"
    return tuple(done) or ("",)


def _split(text: str, longest: int) -> tuple[str, str]:
    """The longest beginning that fits, and the rest."""
    if columns(text) <= longest:
        return text, ""
    cut = next(at for at in range(len(text), 0, -1) if columns(text[:at]) <= longest or at == 1)
    word = text.rfind(" ", longest // 3, cut + 1)
    at = word if word > 0 else cut
    return text[:at].rstrip(), text[at:].lstrip()

"""What every node of a RapidPro flow is read with: names, texts, the report."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.exchange.draft import FlowDraft
from flows.exchange.jsonfile import shown
from flows.exchange.menus import Maker
from flows.exchange.names import Names, slug
from flows.exchange.report import Origin, Report
from flows.exchange.tags import our_tag
from flows.exchange.wording import Shelf, Wording, one_line
from flows.messages import NOTHING, Sentence, told
from flows.rapidpro.model import Node, Voice


@dataclass(frozen=True, slots=True)
class Result:
    """An answer that other nodes may look at."""

    store: str
    values: Mapping[str, str] = field(default_factory=dict)
    """Category, in small letters, to our name of it; empty for numbers."""


@dataclass
class Shop:
    """One flow at work."""

    flow: Voice
    draft: FlowDraft
    shelf: Shelf
    report: Report
    flows: Mapping[str, str]
    """Flow uuid to our name."""
    names: Names
    """Of nodes."""
    results: dict[str, Result] = field(default_factory=dict)
    """By the name of the result, as expressions write it."""
    looked: frozenset[str] = frozenset()
    """Results that some node looks at."""

    def origin(self, ref: str, title: str, kind: str) -> Origin:
        """Where something comes from."""
        return Origin(self.flow.name, title, kind, ref)

    def left(self, origin: Origin, reason: Sentence, instead: Sentence = NOTHING, exit_name: str = "") -> None:
        """Report something."""
        self.report.left(origin, reason, instead, exit_name)

    def maker(self, origin: Origin) -> Maker:
        """What adds nodes."""
        return Maker(self.draft, self.shelf, self.report, self.names, origin)

    def goes_on(self, ref: str) -> Sentence:
        """'The call goes on to ...'"""
        if ref in {node.uuid for node in self.flow.nodes}:
            return told("The call goes on to node {node}.", node=shown(ref))
        return told("The flow ends there.")

    def prompt(self, origin: Origin, name: str, texts: Mapping[str, str], sounds: Mapping[str, str]) -> str:
        """A new prompt; the name of the node, or of what is meant there, is its last part."""
        found = Wording(self.shelf.name(self.draft.name, *name.split(".")), shown(origin.block, 80))
        found.texts = _by_tag(texts)
        found.sounds = _by_tag(sounds)
        self.shelf.put(found)
        if found.foreign:
            languages = ", ".join(found.foreign)
            reason = told("its text has parts that only the other program can fill in.")
            self.left(origin, reason, told("Mend '{prompt}' in: {languages}.", prompt=found.name, languages=languages))
        if found.sounds:
            files = ", ".join(shown(file) for file in dict.fromkeys(found.sounds.values()))
            instead = told("Put them where '{prompt}' belongs.", prompt=found.name)
            self.left(origin, told("its recordings are not in the file: {files}.", files=files), instead)
        elif not found.texts:
            instead = told("Write the words of '{prompt}'; nothing is said until then.", prompt=found.name)
            self.left(origin, told("it has no text."), instead)
        return found.name


def _by_tag(texts: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for language, text in texts.items():
        if (tag := our_tag(language)) and (line := one_line(text)):
            found.setdefault(tag, line)
    return found


def result_key(name: str) -> str:
    """A result's name as expressions write it: `@results.favourite_colour`."""
    return slug(name)


def title(node: Node) -> str:
    """What a person would call a node: its result, or the beginning of what it says."""
    if node.router and node.router.result_name:
        return node.router.result_name
    said = (str(action.get("text") or "") for action in node.actions if action.get("type") == "say_msg")
    return " ".join(next(said, "").split()[:5])

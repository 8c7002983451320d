"""What every block of a flow is read with: names, texts, the report."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.exchange.draft import END, Draft, FlowDraft
from flows.exchange.jsonfile import shown
from flows.exchange.menus import Maker
from flows.exchange.names import LONGEST, Names
from flows.exchange.report import Origin, Report
from flows.exchange.wording import Shelf, Wording, one_line
from flows.floip.model import Block, Exit, Foreign, Resource
from flows.messages import NOTHING, Sentence, told


@dataclass(frozen=True)
class Asked:
    """A question whose answer other blocks look at."""

    store: str
    """Its name here."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Answer as the file has it, in small letters, to our name of it; empty for numbers."""


@dataclass
class Shop:
    """One flow at work."""

    flow: Foreign
    draft: FlowDraft
    shelf: Shelf
    report: Report
    tags: Mapping[str, str]
    """Language id to our tag."""
    flows: Mapping[str, str]
    """Flow uuid to our name."""
    names: Names
    """Of nodes."""
    resources: dict[str, str] = field(default_factory=dict)
    """Resource to the prompt it became."""
    asked: dict[str, Asked] = field(default_factory=dict)
    """Block name in small letters to what it asks."""
    looked: frozenset[str] = frozenset()
    """Names, in small letters, of blocks whose answer other blocks look at."""

    def origin(self, block: Block) -> Origin:
        """Where a block comes from."""
        return Origin(self.flow.name, block.label or block.name, block.type, block.uuid)

    def left(self, block: Block, reason: Sentence, instead: Sentence = NOTHING, exit_name: str = "") -> None:
        """Report something about a block."""
        self.report.left(self.origin(block), reason, instead, exit_name)

    def name(self, block: Block) -> str:
        """A node's name: its label if that is short, else its name."""
        short = block.label if len(block.label) <= LONGEST else ""
        return self.names.fresh(short, block.name, block.label)

    def looked_at(self, name: str) -> bool:
        """Whether another block looks at an answer."""
        return name in self.looked

    def maker(self, block: Block) -> Maker:
        """What adds the nodes of a block."""
        return Maker(self.draft, self.shelf, self.report, self.names, self.origin(block))

    def add(self, block: Block, ref: str, name: str, data: dict[str, object]) -> Draft:
        """A node of the flow; its ways are still to be set."""
        node = Draft(ref, name, data, {}, self.origin(block))
        self.draft.drafts.append(node)
        return node

    # -- texts ------------------------------------------------------------------------------------------

    def prompt(self, block: Block, ref: object, node: str, part: str = "") -> str:
        """The prompt of a resource; a new one is named after its node, and after what is meant there."""
        ref = str(ref or "")
        if ref in self.resources:
            return self.resources[ref]
        name = self.shelf.name(self.draft.name, node, *([part] if part else []))
        about = shown(block.label or block.name, 80)
        wording = Wording(name, f"{about}: {part}" if part else about)
        if resource := self.flow.resource(ref):
            fill(wording, resource, self.tags)
            self.resources[ref] = name
        self.shelf.put(wording)
        self._look(block, wording)
        return name

    def _look(self, block: Block, wording: Wording) -> None:
        if wording.foreign:
            reason = told("its text has parts that only the other program can fill in.")
            instead = told(
                "Mend '{prompt}' in: {languages}.", prompt=wording.name, languages=", ".join(wording.foreign)
            )
            self.left(block, reason, instead)
        if wording.sounds:
            files = ", ".join(shown(file) for file in dict.fromkeys(wording.sounds.values()))
            reason = told("its recordings are not in the file: {files}.", files=files)
            self.left(block, reason, told("Put them where '{prompt}' belongs.", prompt=wording.name))
        elif not wording.texts:
            instead = told("Write the words of '{prompt}'; nothing is said until then.", prompt=wording.name)
            self.left(block, told("it has no text."), instead)

    # -- ways -------------------------------------------------------------------------------------------

    def onward(self, block: Block, prefer_tested: bool = False) -> str:
        """Where a block with one way leads; its other exits are reported."""
        default, tested = exits_of(block)
        way = tested[0] if prefer_tested and tested else default or (tested[0] if tested else None)
        for other in (default, *tested):
            same = {block.uuid, way.destination_block if way else END}
            if other and other is not way and other.destination_block not in same:
                reason = told("what follows here cannot depend on a condition.")
                self.left(block, reason, self.goes_on(way), other.name or other.test)
        return way.destination_block if way else END

    def goes_on(self, way: Exit | None) -> Sentence:
        """'The call goes on to ...'"""
        found = self.flow.block(way.destination_block if way else END)
        if not found:
            return told("The flow ends there.")
        return told("The call goes on to '{block}'.", block=shown(found.label or found.name))


def exits_of(block: Block) -> tuple[Exit | None, tuple[Exit, ...]]:
    """The default exit, and those with a test."""
    default = next((way for way in block.exits if way.default or not way.test), None)
    return default, tuple(way for way in block.exits if way is not default)


def fill(wording: Wording, resource: Resource, tags: Mapping[str, str]) -> None:
    """The texts and sounds of a resource; those for the telephone first."""
    for value in sorted(resource.values, key=lambda value: "IVR" not in value.modes):
        tag = tags.get(value.language_id, "")
        text = one_line(value.value)
        if tag and text and value.content_type == "TEXT":
            wording.texts.setdefault(tag, text.replace("@@", "@"))
        if tag and text and value.content_type == "AUDIO":
            wording.sounds.setdefault(tag, text)

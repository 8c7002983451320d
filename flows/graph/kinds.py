"""How each kind of node looks: a shape that is told from the others without colour, a light colour, and a word."""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.messages import later


@dataclass(frozen=True, slots=True)
class Look:
    """One kind of node in a drawing."""

    word: str
    """What a node of this kind does, for the legend; a template for translators."""
    shape: str
    """Of Graphviz, chosen among those that hold text without growing much."""
    style: str
    """Of Graphviz, after `filled`."""
    fill: str
    """Light enough for black text and for print."""
    mermaid: tuple[str, str]
    """What opens and closes its text in Mermaid."""
    peripheries: int = 1
    """Lines around it."""
    margin: str = "0.06,0.03"
    """Inches beside and above the text: some shapes need more."""

    def attributes(self) -> str:
        """What Graphviz is told of it."""
        style = "filled" if self.style == "solid" else f"filled,{self.style}"
        more = f', peripheries={self.peripheries}, margin="{self.margin}"'
        return f'shape={self.shape}, style="{style}", fillcolor="{self.fill}"{more}'


LOOKS: Mapping[str, Look] = {
    "say": Look(later("says something and goes on"), "box", "rounded", "#f4f6f8", ("(", ")")),
    "menu": Look(later("offers choices and waits"), "box", "bold", "#e3effb", ("[", "]")),
    "language": Look(later("offers the languages"), "box3d", "solid", "#e2f4ee", ("[/", "\\]"), margin="0.1,0.08"),
    "ask": Look(later("asks for a number or an answer"), "note", "solid", "#fdf3d8", ("[/", "/]")),
    "branch": Look(later("chooses the way by what is known"), "diamond", "solid", "#f1eafa", ("{", "}")),
    "subflow": Look(later("goes through another flow"), "folder", "solid", "#ebe7e0", ("[[", "]]")),
    "handover": Look(later("asks for a person"), "cds", "solid", "#fbe6d4", (">", "]"), margin="0.14,0.1"),
    "record": Look(later("takes a message"), "cylinder", "solid", "#f9e0ea", ("[(", ")]")),
    "goodbye": Look(later("says last words and hangs up"), "box", "rounded", "#e4e4e4", ("([", "])"), 2),
    "hours": Look(later("chooses the way by opening hours"), "tab", "solid", "#e9f0d6", ("{{", "}}")),
    "consent": Look(later("asks for a yes that silence cannot give"), "box", "diagonals", "#fde3e1", ("[\\", "\\]")),
    "discreet": Look(later("switches discreet mode"), "box", "dashed", "#ececf7", ("[\\", "/]")),
}
"""By kind."""

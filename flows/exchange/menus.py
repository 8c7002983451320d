"""Choices of other programs as menus and questions of ours: five options at most, keys 1 to 8."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flows.exchange.draft import Draft, FlowDraft
from flows.exchange.names import Names
from flows.exchange.report import Origin, Report
from flows.exchange.wording import Shelf, Wording
from flows.limits import OPTIONS_MAX
from flows.messages import told

KEYS = "12345678"
MORE = "more"
"""The option that leads to the next page."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen."""

    name: str
    key: str
    """The key it had; empty where it had none."""
    prompt: str
    to: str
    """What it leads to."""


@dataclass(frozen=True, slots=True)
class Page:
    """As many options as a menu may have."""

    options: tuple[tuple[Choice, str], ...]
    """With their keys."""
    more: str = ""
    """The key to the next page; empty on the last."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that becomes one node, or several."""

    ref: str
    name: str
    prompts: Sequence[str]


@dataclass
class Maker:
    """Adds the nodes that one block becomes."""

    draft: FlowDraft
    shelf: Shelf
    report: Report
    names: Names
    origin: Origin

    def node(self, ref: str, name: str, data: dict[str, Any]) -> Draft:
        """A node of the flow; its ways are still to be set."""
        made = Draft(ref, name, data, {}, self.origin)
        self.draft.drafts.append(made)
        return made

    def choose(self, question: Question, choices: Sequence[Choice], store: str, looked_at: bool) -> None:
        """A menu where each choice goes its own way; a question where the answer is looked at, or leads one way."""
        ways = dict.fromkeys(choice.to for choice in choices)
        if len(ways) > 1 and not looked_at:
            self.menu(question, choices)
        elif len(ways) > 1:
            after = f"{question.ref} way"
            self.ask(question, store, choices, after)
            cases = {choice.name: choice.to for choice in choices}
            self.branch(after, self.names.fresh(f"{question.name}_way"), store, cases, choices[-1].to)
        else:
            self.ask(question, store, choices, choices[0].to)

    # -- menus ------------------------------------------------------------------------------------------

    def menu(self, question: Question, choices: Sequence[Choice]) -> None:
        """A menu in which each option goes its own way; as many menus as it needs."""
        said = {"prompts": list(question.prompts)} if question.prompts else {}
        for name, ref, page, following in self._paged(question, choices):
            node = self.node(ref, name, {"kind": "menu", **(said if ref == question.ref else {}), "options": {}})
            for choice, key in page.options:
                node.data["options"][choice.name] = {"key": key, "prompt": choice.prompt}
                node.ways["options", choice.name, "next"] = choice.to
            if page.more:
                node.data["options"][MORE] = {"key": page.more, "prompt": self._more(question)}
                node.ways["options", MORE, "next"] = following

    def ask(self, question: Question, store: str, choices: Sequence[Choice], to: str) -> None:
        """A question whose answer is remembered, whatever it is; as many questions as it needs."""
        for name, ref, page, following in self._paged(question, choices):
            answers = {choice.name: {"key": key, "prompt": choice.prompt} for choice, key in page.options}
            more = {MORE: {"key": page.more, "prompt": self._more(question)}} if page.more else {}
            said = list(question.prompts) if ref == question.ref else [self._more(question)]
            data = {"kind": "ask", "prompts": said, "store": store, "answers": answers | more}
            self.node(ref, name, data).ways["next",] = f"{ref} which" if more else to
            if more:
                self.branch(f"{ref} which", self.names.fresh(f"{name}_which"), store, {MORE: following}, to)

    def branch(self, ref: str, name: str, store: str, cases: dict[str, str], otherwise: str) -> None:
        """A choice of the way by an answer."""
        node = self.node(ref, name, {"kind": "branch", "on": store, "cases": {}})
        node.ways = {("cases", value): to for value, to in cases.items()} | {("otherwise",): otherwise}

    # -- pages ------------------------------------------------------------------------------------------

    def _paged(self, question: Question, choices: Sequence[Choice]) -> Iterator[tuple[str, str, Page, str]]:
        """(node, ref, page, ref of the next page)."""
        pages = paged(choices)
        if len(pages) > 1:
            count, prompt = len(choices), self._more(question)
            reason = told("it has {count} choices; a caller keeps {most} in mind.", count=count, most=OPTIONS_MAX)
            template = "It became {pages} menus; write the words of '{prompt}'."
            self.report.left(self.origin, reason, told(template, pages=len(pages), prompt=prompt))
        for count, page in enumerate(pages):
            self._moved(page)
            name = self.names.fresh(f"{question.name}_{MORE}") if count else question.name
            ref = f"{question.ref} {count + 1}" if count else question.ref
            yield name, ref, page, f"{question.ref} {count + 2}"

    def _moved(self, page: Page) -> None:
        for choice, key in page.options:
            if choice.key and choice.key != key:
                template = "key {key} cannot be the key of '{option}' here."
                reason = told(template, key=choice.key[:20], option=choice.name)
                self.report.left(self.origin, reason, told("It has key {key}.", key=key), choice.name)

    def _more(self, question: Question) -> str:
        prompt = f"{self.draft.name}.{question.name}.{MORE}"
        if prompt not in self.shelf.wordings:
            self.shelf.put(Wording(prompt, "leads to the rest of the choices"))
        return prompt


def paged(choices: Sequence[Choice]) -> list[Page]:
    """All choices on one page, or four and a way to the next one."""
    if len(choices) <= OPTIONS_MAX:
        return [Page(tuple(keyed(choices)))]
    size = OPTIONS_MAX - 1
    pages: list[Page] = []
    for first in range(0, len(choices), size):
        options = tuple(keyed(choices[first : first + size]))
        last = first + size >= len(choices)
        free = [key for key in (*KEYS[size:], *KEYS) if key not in {taken for _, taken in options}]
        pages.append(Page(options, "" if last else free[0]))
    return pages


def keyed(choices: Sequence[Choice]) -> Iterator[tuple[Choice, str]]:
    """Each choice with its key: the one it had, if that is 1 to 8 and nobody else's; else a free one."""
    wanted = [choice.key for choice in choices]
    kept = {key for key in KEYS if wanted.count(key) == 1}
    free = iter([key for key in KEYS if key not in kept])
    for choice in choices:
        yield choice, choice.key if choice.key in kept else next(free)

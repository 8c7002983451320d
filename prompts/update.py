"""Bringing a language's texts to the English of today, as msgmerge does; what is not touched stays as it is. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from prompts.errors import at
from prompts.po import Block, Document, Message

EVERY: Callable[[str], bool] = lambda _name: True  # noqa: E731 - a value like another
"""A language needs every prompt."""


@dataclass(frozen=True, slots=True)
class Updated:
    """A language's file after the update, and what happened to it: names."""

    document: Document
    new: tuple[str, ...] = ()
    """Without a wording yet."""
    changed: tuple[str, ...] = ()
    """The English is another one: the wording is fuzzy until somebody has looked at it."""
    removed: tuple[str, ...] = ()
    """No longer in the English; the wording is kept as obsolete."""


def updated(document: Document, source: Document, needed: Callable[[str], bool] = EVERY) -> Updated:
    """The document in the order of the source, with its notes; `needed` says which new names the language wants."""
    kept = {name: block for name, block in document.active.items() if name in source.active}
    old = {block.message.name: block for block in document.blocks if block.message.obsolete}
    wanted = {name: block for name, block in source.active.items() if name in kept or name in old or needed(name)}
    blocks = {name: _followed(document, kept.get(name) or old.get(name), block) for name, block in wanted.items()}
    removed = [block for name, block in document.active.items() if name not in source.active]
    left = [block for name, block in old.items() if name not in wanted]
    placed = [*blocks.values(), *left, *(_obsolete(document, block) for block in removed if block.message.msgstr)]
    return Updated(
        document.arranged(placed) if placed != list(document.blocks) else document,
        tuple(name for name in wanted if name not in kept),
        tuple(name for name, block in kept.items() if block.message.msgid != source.active[name].message.msgid),
        tuple(block.message.name for block in removed),
    )


def check_source(source: Document) -> None:
    """Raises PromptError where an English text and its own source are not the same."""
    for name, block in source.active.items():
        if block.message.msgstr != block.message.msgid:
            template = "{prompt}: msgid and msgstr differ; write the same English in both."
            raise at(source.file, block.number, template, prompt=name)


def placed(document: Document, source: Document, messages: dict[str, Message]) -> Document:
    """With new messages, each where the source has it: behind the nearest one before it that is there."""
    behind: dict[str, list[Block]] = {"": []}
    last = ""
    for name, block in source.active.items():
        if name in document.active:
            last = name
        elif name in messages:
            behind.setdefault(last, []).append(document.block(messages[name], block.notes))
    blocks = list(behind[""])
    for block in document.blocks:
        own = document.active.get(block.message.name) is block
        blocks += (block, *(behind.get(block.message.name, ()) if own else ()))
    return document.arranged(blocks)


def _followed(document: Document, block: Block | None, source: Block) -> Block:
    """The block with the source's English and notes."""
    english = source.message.msgid
    if block is None:
        return document.block(Message(source.message.name, english, ""), source.notes)
    message = block.message
    if message.msgid != english:
        previous = (message.previous if message.fuzzy else None) or message.msgid
        said = bool(message.msgstr)
        message = replace(message, msgid=english, fuzzy=said, previous=previous if said else None)
    message = replace(message, obsolete=False)
    comments = "".join(translators(block)) + source.notes
    if message == block.message and comments == block.comments:
        return block
    if message == block.message:
        return replace(block, lines=comments + block.rest)
    return replace(document.block(message, comments), gap=block.gap)


def _obsolete(document: Document, block: Block) -> Block:
    message = replace(block.message, obsolete=True, fuzzy=False, previous=None)
    return document.block(message, "".join(translators(block)))


def translators(block: Block) -> Iterator[str]:
    """Comments that the language's people wrote."""
    return (f"{line}\n" for line in block.comments.split("\n") if line and not line.startswith("#."))

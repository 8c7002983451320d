"""The node kinds: one file each, the same name in YAML, module, class and test case."""

from typing import Annotated

from pydantic import Field

from flows.nodes.ask import Ask
from flows.nodes.base import Here, Node, Offer
from flows.nodes.branch import Branch
from flows.nodes.goodbye import Goodbye
from flows.nodes.handover import Handover
from flows.nodes.language import Language
from flows.nodes.menu import Menu
from flows.nodes.record import Record
from flows.nodes.say import Say
from flows.nodes.subflow import Subflow

NODE_KINDS: tuple[type[Node], ...] = (Say, Menu, Language, Ask, Branch, Subflow, Handover, Record, Goodbye)
"""All kinds, explicitly."""

AnyNode = Annotated[
    Say | Menu | Language | Ask | Branch | Subflow | Handover | Record | Goodbye, Field(discriminator="kind")
]

__all__ = ["NODE_KINDS", "AnyNode", "Here", "Node", "Offer"]

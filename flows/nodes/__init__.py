"""The node kinds: one file each, the same name in YAML, module, class and test case."""

from typing import Annotated

from pydantic import Field

from flows.nodes.ask import Ask
from flows.nodes.base import Here, Node, Offer
from flows.nodes.branch import Branch
from flows.nodes.consent import Consent
from flows.nodes.discreet import Discreet
from flows.nodes.goodbye import Goodbye
from flows.nodes.handover import Handover
from flows.nodes.hours import Hours
from flows.nodes.language import Language
from flows.nodes.menu import Menu
from flows.nodes.record import Record
from flows.nodes.say import Say
from flows.nodes.subflow import Subflow

NODE_KINDS: tuple[type[Node], ...] = (
    Say,
    Menu,
    Language,
    Ask,
    Consent,
    Branch,
    Hours,
    Subflow,
    Handover,
    Record,
    Discreet,
    Goodbye,
)
"""All kinds, explicitly."""

_Any = Say | Menu | Language | Ask | Consent | Branch | Hours | Subflow | Handover | Record | Discreet | Goodbye
AnyNode = Annotated[_Any, Field(discriminator="kind")]

__all__ = ["NODE_KINDS", "AnyNode", "Here", "Node", "Offer"]

"""Nodes that speak: say, goodbye, record, handover."""

from flows.exchange.conditions import equals
from flows.floip.blocks import CASE, MESSAGE, OPEN, Writer
from flows.nodes.goodbye import Goodbye
from flows.nodes.handover import Handover
from flows.nodes.record import Record
from flows.nodes.say import Say

END_KEYS = "12345678"
"""What ends a recording; the star begins it anew."""


def say(out: Writer, node: Say) -> None:
    """A message for each prompt."""
    *before, last = node.prompts
    out.messages(before, out.block_id(out.node))
    out.block("", MESSAGE, {"prompt": out.resource(last)}, [out.way("next", ["next"], node.next)])


def goodbye(out: Writer, node: Goodbye) -> None:
    """Messages, and then nothing."""
    *before, last = node.prompts
    out.messages(before, out.block_id(out.node))
    out.block("", MESSAGE, {"prompt": out.resource(last)}, [out.exit("end", "")])


def record(out: Writer, node: Record) -> None:
    """An open response, recorded."""
    *before, last = node.prompts
    out.messages(before, out.block_id(out.node))
    ivr = {"max_duration_seconds": node.max_s, "end_recording_digits": END_KEYS}
    out.block("", OPEN, {"prompt": out.resource(last), "ivr": ivr}, [out.way("next", ["next"], node.next)])


def handover(out: Writer, node: Handover) -> None:
    """FLOIP knows no people: a case that a platform may decide, and honest words where it does not."""
    out.messages([node.looking], out.block_id(out.node))
    joined = out.way("next", ["next"], node.next, equals("flow.person_joined", "yes"))
    out.block("", CASE, {}, [joined, out.exit("nobody", out.block_id(out.node, "nobody"))])
    config = {"prompt": out.resource(node.no_one)}
    out.block("nobody", MESSAGE, config, [out.way("nobody", ["nobody"], node.nobody)])
    out.resource(node.no_one_unknown)

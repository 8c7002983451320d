"""A scripted SIP caller that speaks, presses keys and listens."""

from bench.caller.caller import Caller, CallFailed, KeyPress, Said
from bench.caller.heard import Heard
from bench.caller.match import Match, NotHeard
from bench.caller.script import Expect, HangUp, Press, Say, Silence, Step, Wait, read_steps, run_script
from bench.caller.stack import Stack

__all__ = [
    "CallFailed",
    "Caller",
    "Expect",
    "HangUp",
    "Heard",
    "KeyPress",
    "Match",
    "NotHeard",
    "Press",
    "Said",
    "Say",
    "Silence",
    "Stack",
    "Step",
    "Wait",
    "read_steps",
    "run_script",
]

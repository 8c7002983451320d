"""A caller's script: steps as data, from Python or a small YAML list."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bench.caller.caller import Caller, CallFailed
from bench.caller.match import NotHeard
from bench.caller.stack import Stack
from ivr.call.ports import Sounds


@dataclass(frozen=True, slots=True)
class Say:
    """Speak a text with espeak-ng."""

    text: str
    language: str = "ko"


@dataclass(frozen=True, slots=True)
class Press:
    keys: str


@dataclass(frozen=True, slots=True)
class Wait:
    seconds: float


@dataclass(frozen=True, slots=True)
class Expect:
    """A prompt must begin within so many seconds; an empty name stands for any sound."""

    prompt: str = ""
    language: str = "ko"
    within: float = 15.0
    whole: bool = False
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Silence:
    """Wait until the line has been silent for so long."""

    ms: float = 700.0
    within: float = 60.0


@dataclass(frozen=True, slots=True)
class HangUp:
    pass


Step = Say | Press | Wait | Expect | Silence | HangUp
_KINDS: dict[str, tuple[type[Any], str]] = {
    "say": (Say, "text"),
    "press": (Press, "keys"),
    "wait": (Wait, "seconds"),
    "expect": (Expect, "prompt"),
    "silence": (Silence, "ms"),
    "hang_up": (HangUp, ""),
}


class ScriptError(Exception):
    """The script cannot be read; the text names the step and what to do."""


def read_steps(path: Path) -> tuple[Step, ...]:
    """The steps of a YAML file: a list of `- press: "1"` or `- say: {text: ..., language: ko}`. Raises ScriptError."""
    try:
        found = YAML(typ="safe").load(path)
    except YAMLError as error:
        raise ScriptError(f"{path.name} is not YAML: {error}") from error
    if not isinstance(found, list):
        raise ScriptError(f"{path.name}: a script is a list of steps, each beginning with a dash")
    return tuple(_step(item, number) for number, item in enumerate(found, start=1))


def _step(item: object, number: int) -> Step:
    name, value = (item, None) if isinstance(item, str) else _only_pair(item, number)
    if name not in _KINDS:
        raise ScriptError(f"step {number}: there is no step {name!r}; there are {', '.join(_KINDS)}")
    kind, main = _KINDS[name]
    fields = dict(value) if isinstance(value, dict) else {} if value is None else {main: value}
    if "keys" in fields:
        fields["keys"] = str(fields["keys"])
    try:
        step: Step = kind(**fields)
    except TypeError as error:
        raise ScriptError(f"step {number} ({name}): {error}") from error
    return step


def _only_pair(item: object, number: int) -> tuple[str, object]:
    if not isinstance(item, dict) or len(item) != 1:
        raise ScriptError(f'step {number}: write one step after each dash, for example `- press: "1"`')
    return next(iter(item.items()))


async def run_script(
    uri: str, steps: Sequence[Step], out: Callable[[str], None], *, sounds: Sounds | None = None
) -> bool:
    """Call and do the steps in order; each line of `out` is one step with its time. True when all came true."""
    async with Stack() as stack, Caller(stack) as caller:
        try:
            await caller.call(uri)
            began = time.monotonic()
            for step in steps:
                out(f"{time.monotonic() - began:6.1f} s  {await _do(caller, step, sounds)}")
        except (CallFailed, NotHeard, ScriptError) as error:
            out(f"failed: {error}")
            return False
    return True


async def _do(caller: Caller, step: Step, sounds: Sounds | None) -> str:
    match step:
        case Say(text, language):
            await caller.say(text, language)
            return f"said {text!r} ({language})"
        case Press(keys):
            await caller.press(keys)
            return f"pressed {keys}"
        case Wait(seconds):
            await caller.wait(seconds)
            return f"waited {seconds:g} s"
        case Expect():
            return await _expect(caller, step, sounds)
        case Silence(ms, within):
            await caller.silence(ms, within=within)
            return f"silence of {ms:g} ms"
        case HangUp():
            await caller.hang_up()
            return "hung up"


async def _expect(caller: Caller, step: Expect, sounds: Sounds | None) -> str:
    if not step.prompt:
        await caller.sound(within=step.within)
        return "heard something"
    if sounds is None:
        raise ScriptError("prompts can only be expected where the line's sounds are at hand; use an empty expect")
    prompt = sounds.sound(step.prompt, step.language, step.values, False)
    heard = await caller.hears(prompt, within=step.within, whole=step.whole)
    return f"heard {step.prompt} ({step.language}), correlation {heard.score:.2f}"

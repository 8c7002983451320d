"""Files that want to do harm, or are broken: by size, depth, number, encoding, or by not hanging together."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flows import parse
from flows.exchange import jsonfile
from flows.exchange.counts import MOST_BLOCKS, MOST_CHOICES

Json = dict[str, Any]
VALUES = jsonfile.MOST_VALUES - 100
SPACE = jsonfile.LARGEST - 1_000


def uuid(number: int) -> str:
    return f"40000000-0000-4000-8000-{number:012d}"


def block(number: int, to: int | None = None, kind: str = "MobilePrimitives.Message", **config: Any) -> Json:
    leads = {"destination_block": uuid(to)} if to is not None else {}
    exits = [{"uuid": uuid(number + 500_000), "name": "Default", "default": True, **leads}]
    return {"uuid": uuid(number), "name": f"b{number}", "type": kind, "config": config, "exits": exits}


def flow(number: int, blocks: Iterable[Json], **more: Any) -> Json:
    return {
        "uuid": uuid(900_000 + number),
        "name": f"flow {number}",
        "supported_modes": ["IVR"],
        "languages": [{"id": "eng", "iso_639_3": "eng"}],
        "blocks": list(blocks),
        "resources": [],
        **more,
    }


def container(*flows: Json, version: str = "1.0.0-rc4") -> bytes:
    return json.dumps({"specification_version": version, "uuid": uuid(0), "name": "x", "flows": flows}).encode()


def _many_flows() -> bytes:
    """As many blocks as may be, each leading to the next."""
    size = 500
    return container(
        *(
            flow(at, (block(first + each, first + (each + 1) % size, "Core.Log") for each in range(size)))
            for at, first in enumerate(range(1, MOST_BLOCKS, size))
        )
    )


def _many_menus() -> bytes:
    names = [f"choice {number}" for number in range(MOST_CHOICES)]
    choices = [{"name": name, "prompt": uuid(7)} for name in names]
    size = VALUES // (MOST_CHOICES * 4)
    kind = "MobilePrimitives.SelectOneResponse"
    return container(flow(1, (block(each, (each + 1) % size, kind, choices=choices) for each in range(size))))


def _words() -> bytes:
    tests = [{"language": "eng", "test_expression": f"block.response = 'w{each}'"} for each in range(VALUES // 4)]
    choice = {"name": "a", "prompt": uuid(1), "text_tests": tests}
    return container(flow(1, [block(1, None, "MobilePrimitives.SelectOneResponse", choices=[choice])]))


def _resources() -> bytes:
    value = {"language_id": "eng", "content_type": "TEXT", "modes": ["IVR"], "value": "x"}
    many = [{"uuid": uuid(each), "values": [value]} for each in range(VALUES // 11)]
    blocks = [block(each, (each + 1) % 900, "Core.Log", prompt=uuid(each)) for each in range(900)]
    return container(flow(1, blocks, resources=many))


def _expression() -> bytes:
    test = "OR(" + ",".join(["flow.b2 = 'a'"] * 60_000) + ")"
    case = block(1, 2, "Core.Case")
    case["exits"].insert(0, {"uuid": uuid(3), "name": "x", "test": test, "destination_block": uuid(2)})
    return container(flow(1, [case, block(2)]))


HARMFUL: Mapping[str, Callable[[], bytes]] = {
    "50 MB of nothing": lambda: b" " * 50_000_000,
    "a million objects": lambda: b"[" + b",".join([b"{}"] * 1_000_000) + b"]",
    "a million texts": lambda: b"[" + b",".join([b'""'] * 1_000_000) + b"]",
    "only quotes": lambda: b'"' * SPACE,
    "a text that never ends": lambda: b'["' + b'\\"' * (SPACE // 2),
    "100,000 levels": lambda: b"[" * 100_000,
    "100,000 levels of objects": lambda: b'{"a":' * 100_000,
    "a number without end": lambda: b"1" * SPACE,
    "the largest text": lambda: b'["' + "\U0001f600".encode() * (SPACE // 4) + b'"]',
    "as many objects as may be": lambda: b"[" + b",".join([b'{"a":1}'] * (VALUES // 2)) + b"]",
    "as many names as may be": lambda: b"{" + b",".join(b'"k%d":1' % each for each in range(VALUES)) + b"}",
    "as many blocks as may be": _many_flows,
    "as many choices as may be": _many_menus,
    "as many words as may be": _words,
    "as many resources as may be": _resources,
    "a condition without end": _expression,
}
"""What should cost little time and memory, whether it is refused or not."""

FITS, LINES = parse.LONGEST_FILE - 1_000, parse.MOST_LINES - 1_000
ALIASES = [(letter + 1, letter + 1, letter, letter) for letter in range(97, 121)]
START = b"flow: a\nstart: b\nnodes:\n"
YAML: Mapping[str, Callable[[], bytes]] = {
    "aliases of aliases": lambda: b"a: &a [x]\n" + b"".join(b"%c: &%c [*%c,*%c]\n" % each for each in ALIASES),
    "a million maps": lambda: b"flow: [" + b"{}," * 1_000_000 + b"]",
    "as many maps as fit": lambda: b"flow: [" + b"{}," * (FITS // 3) + b"]",
    "letters without end": lambda: b"a" * 50_000_000,
    "100,000 levels": lambda: b"flow: " + b"[" * 100_000,
    "a line without end": lambda: b"flow: " + b"a " * (FITS // 2),
    "only lines": lambda: b"\n" * FITS,
    "only comments": lambda: b"# a\n" * LINES + b"flow: " + b"# " * (LINES // 2),
    "only directives": lambda: b"%A\n" * LINES,
    "a quote without end": lambda: b'flow: "' + b"\\x41" * (FITS // 4),
    "wrong in 30,000 places": lambda: START + b"  b: {kind: say, next: b, prompts: [" + b"A," * 30_000 + b"]}\n",
    "wrong in 15,000 places": lambda: START + b"  b: {kind: say, next: b, prompts: [" + b"A," * 15_000 + b"]}\n",
    "the same name for ever": lambda: b"a: a\n" * LINES,
    "text in UTF-16": lambda: "flow: a\n".encode("utf-16"),
}
"""The same for our own flow files."""

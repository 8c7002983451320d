"""Files that want to do harm: one sentence, little memory. How long they take is printed by `tests.support.peak`."""

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from flows.exchange.errors import ExchangeError
from flows.exchange.jsonfile import LARGEST
from flows.floip.reading import read
from flows.rapidpro.reading import read as read_rapidpro
from tests.floip.test_foreign import CLINIC
from tests.support.hostile_files import HARMFUL, YAML, block, container, flow, uuid

ROOT = Path(__file__).parents[2]
ALL = [
    *(("floip", name) for name in HARMFUL),
    *(("rapidpro", name) for name in HARMFUL),
    *(("yaml", name) for name in YAML),
]
MOST_MB = 200
"""Of the whole process, the interpreter and the file included."""
LONGEST = 200
"""Characters of a sentence."""


@pytest.mark.parametrize(("reader", "name"), ALL)
def test_it_takes_little_memory_and_is_told_in_a_sentence(reader: str, name: str) -> None:
    command = [sys.executable, "-m", "tests.support.peak", reader, name]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    peak: dict[str, Any] = json.loads(done.stdout)
    assert peak["total_mb"] < MOST_MB
    assert all(len(line) < LONGEST and "\n" not in line for line in peak["sentences"])
    assert peak["sentences"] or reader == "floip"


def refused(data: bytes) -> str:
    with pytest.raises(ExchangeError) as caught:
        read(data, "x.json")
    (sentence,) = caught.value.sentences()
    assert str(caught.value) == sentence
    return sentence


WRONG_BYTES = {
    b"": "x.json: this is not JSON: line 1, place 1, does not fit what is before it.",
    b"{": "x.json: this is not JSON: line 1, place 2, does not fit what is before it.",
    b'{"flows": [}': "x.json: this is not JSON: line 1, place 12, does not fit what is before it.",
    b'{"a": 1, "a": 2}': "x.json: 'a' is there twice in one object; keep one of them.",
    b"[NaN]": "x.json: 'NaN' is no number of JSON.",
    b"1" * 40: "x.json: a number has 40 digits; no flow needs it.",
    b"[" * 41: "x.json: the file is nested more than 40 levels deep.",
    b" " * (LARGEST + 1): f"x.json: the file has {LARGEST + 1} bytes; {LARGEST} at most.",
    '{"é": 1}'.encode("latin-1"): "x.json: line 1 is not text in UTF-8; save the file as UTF-8.",
    '{"a": 1}'.encode("utf-16"): "x.json: this is text in UTF-16 or UTF-32; save the file as UTF-8.",
    '{"a": 1}'.encode("utf-16-le"): "x.json: this is text in UTF-16 or UTF-32; save the file as UTF-8.",
    '{"a": 1}'.encode("utf-32"): "x.json: this is text in UTF-16 or UTF-32; save the file as UTF-8.",
    b"PK\x03\x04\x14\0\0\0": "x.json: this is not JSON: line 1, place 1, does not fit what is before it.",
    b"\x80": "x.json: line 1 is not text in UTF-8; save the file as UTF-8.",
    b"[]": "x.json: this is no FLOIP container: it has no 'flows'.",
    b'{"flows": []}': "x.json: it says it is FLOIP 'None'; only 1.0.0-rc4 can be read.",
    b'{"flows": [], "specification_version": "1.0.0-rc4"}': "x.json: 'flows' is not what FLOIP has there.",
    b'{"flows": [{}], "specification_version": "1.0.0-rc4"}': "x.json: 'flows.0.uuid' is missing.",
}


@pytest.mark.parametrize("data", WRONG_BYTES, ids=lambda data: repr(data[:12]))
def test_what_is_no_container(data: bytes) -> None:
    assert refused(data) == WRONG_BYTES[data]


def test_a_mark_at_the_beginning_does_no_harm() -> None:
    assert read(b"\xef\xbb\xbf" + json.dumps(CLINIC).encode(), "x.json").flows


SAY = "MobilePrimitives.Message"
ROUND = container(flow(1, [block(1, 2), block(2, 3), block(3, 2)]))
UNRELATED = {
    "another version": (
        container(flow(1, [block(1)]), version="2.0.0"),
        "x.json: it says it is FLOIP '2.0.0'; only 1.0.0-rc4 can be read.",
    ),
    "an exit to nowhere": (
        container(flow(1, [block(1, 99)])),
        "x.json: flow 'flow 1', block 'b1': exit 'Default' leads to a block that is not there.",
    ),
    "a beginning that is not there": (
        container(flow(1, [block(1)], first_block_id=uuid(5))),
        "x.json: flow 'flow 1' begins with a block that is not there.",
    ),
    "a block twice": (
        container(flow(1, [block(1), block(1)])),
        f"x.json: two things of the kind 'block' have the uuid {uuid(1)}.",
    ),
    "a flow twice": (
        container(flow(1, [block(1)]), flow(1, [block(2)])),
        f"x.json: two things of the kind 'flow' have the uuid {uuid(900_001)}.",
    ),
    "a resource twice": (
        container(flow(1, [block(1)], resources=[{"uuid": "r", "values": []}] * 2)),
        "x.json: two things of the kind 'resource' have the uuid r.",
    ),
    "sentences in a circle": (
        ROUND,
        "x.json: flow 'flow 1' goes round for ever without asking anybody anything: b2 -> b3.",
    ),
    "flows that visit each other": (
        container(
            flow(1, [block(1, None, "Core.RunFlow", flow_id=uuid(900_002))]),
            flow(2, [block(2, None, "Core.RunFlow", flow_id=uuid(900_001))]),
        ),
        "x.json: a flow cannot visit itself: flow 1 -> flow 2 -> flow 1.",
    ),
    "too many blocks": (
        container(flow(1, (block(each) for each in range(1_001)))),
        "x.json: there are 1001 blocks in one place; 1000 at most.",
    ),
    "no flow for the telephone": (
        container(flow(1, [block(1)], supported_modes=["SMS"])),
        "x.json: none of its flows is for the telephone (mode IVR).",
    ),
}


@pytest.mark.parametrize("name", UNRELATED)
def test_what_does_not_hang_together(name: str) -> None:
    data, sentence = UNRELATED[name]
    assert refused(data) == sentence


def test_control_signs_and_lone_halves_of_signs_become_spaces() -> None:
    tree = copy.deepcopy(CLINIC)
    tree["flows"][0]["blocks"][0]["label"] = "Wel\ncome \ud800\x1b[31m # x"
    tree["flows"][0]["resources"][0]["values"][0]["value"] = "Hello\x00 \ud800there\u2028."
    found = read(json.dumps(tree).encode(), "x.json")
    text = found.flows["clinic_line.yaml"]
    assert text.encode()
    assert "# Wel come [31m # x (MobilePrimitives.Message)" in text
    assert found.prompts[0].texts["en"] == "Hello there ."


def test_rapidpro_refuses_the_same_way() -> None:
    for data, sentence in WRONG_BYTES.items():
        with pytest.raises(ExchangeError) as caught:
            read_rapidpro(data, "x.json")
        if b"flows" not in data and data != b"[]":
            assert str(caught.value) == sentence

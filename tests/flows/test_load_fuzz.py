"""Whatever an author writes, the answer is a flow or a FlowError with a sentence."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.errors import FlowError, Trouble
from flows.messages import NOTHING
from tests.support.flow_books import TEXTS, beside_universal

QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
WELCOME = TEXTS["welcome.yaml"]
LINES = tuple(WELCOME.splitlines())
SNIPPETS = st.sampled_from(
    ["", "\t", ":", "- ", "{", "[", "}", "&a ", "*a", "!!int ", "? ", "| ", "9", '"', "'", "# ", "2026-01-01", "~"]
)


def told_or_taken(text: str) -> None:
    told: tuple[Trouble, ...] = ()
    try:
        beside_universal({"x.yaml": text})
    except FlowError as error:
        told = error.troubles or (Trouble("x.yaml", 0, "", NOTHING),)
    assert all(str(trouble.sentence) and "\n" not in str(trouble) for trouble in told)


@given(text=st.text(max_size=60))
@QUICK
def test_any_text(text: str) -> None:
    told_or_taken(text)


@given(at=st.integers(0, len(WELCOME) - 1), gone=st.integers(0, 12), put=SNIPPETS)
@QUICK
def test_a_slip_of_the_hand(at: int, gone: int, put: str) -> None:
    told_or_taken(WELCOME[:at] + put + WELCOME[at + gone :])


@given(at=st.integers(0, len(LINES) - 1), to=st.integers(0, len(LINES) - 1))
@QUICK
def test_a_line_at_the_wrong_place(at: int, to: int) -> None:
    lines = [*LINES[:at], *LINES[at + 1 :]]
    lines.insert(to, LINES[at])
    told_or_taken("\n".join(lines))


STRANGE = ["\x00", "flow: \ud800", "{[a]: b}", "? {a: b}\n: c", "flow: [", "%YAML 9.9\n---\nflow: a"]


@pytest.mark.parametrize("text", STRANGE)
def test_strange_files(text: str) -> None:
    with pytest.raises(FlowError):
        beside_universal({"x.yaml": text})

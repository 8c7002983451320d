"""Whatever is planted is found, wherever it lies; what is not there is not found."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ivr.audit.canary import canary
from ivr.audit.control import plants
from ivr.audit.search import Hit, search

NUMBER = "+821088412359"
PLANTS = plants(canary(NUMBER))
STEP = 5_000
"""Bytes between windows in these tests, so that what is planted often lies across their ends."""


def is_lively(number: str) -> bool:
    """Neither its digits nor the bytes of it as an integer are much the same, as those of 2 to the power of 37."""
    whole, core = int(number[1:]), int(number[4:])
    return len(set(number[4:])) >= 4 and all(len(set(value.to_bytes(5, "big"))) >= 4 for value in (whole, core))


NUMBERS = st.integers(10**11, 10**12 - 1).map(lambda number: f"+{number}").filter(is_lively)
"""Twelve digits, not all alike: others could be met by chance."""


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


def hits_in(folder: Path, data: bytes, number: str) -> list[Hit]:
    file = folder / "bytes"
    file.write_bytes(data)
    report = search([number], [file], step=STEP)
    # Noise may look like the beginning of zstd data, which is told where it cannot be opened.
    assert [note for note in report.unread if "zstd" not in note] == []
    return report.hits


@settings(deadline=None, max_examples=300)
@given(form=st.sampled_from(sorted(PLANTS)), before=st.integers(0, 60_000), seed=st.integers(0, 2**32))
def test_every_form_is_found_at_every_place(folder: Path, form: str, before: int, seed: int) -> None:
    noise = Random(seed)  # noqa: S311 - noise, not a secret
    data = noise.randbytes(before) + b"|" + PLANTS[form] + b"|" + noise.randbytes(40_000)
    hits = hits_in(folder, data, NUMBER)
    assert [hit for hit in hits if before <= hit.offset <= before + 1 + len(PLANTS[form])]


@settings(deadline=None, max_examples=20)
@given(number=NUMBERS)
def test_every_number_is_found_in_every_form(folder: Path, number: str) -> None:
    missed = [form for form, data in plants(canary(number)).items() if not hits_in(folder, data, number)]
    assert missed == []


@settings(deadline=None, max_examples=20)
@given(number=NUMBERS, place=st.integers(4, 10), other=st.integers(1, 9))
def test_a_number_with_one_other_digit_is_not_taken_for_it(folder: Path, number: str, place: int, other: int) -> None:
    """Not the first or last digit: half of their bits lie in a sign of base64 that is shared with a neighbour."""
    digits = number[1:]
    near = digits[:place] + str((int(digits[place]) + other) % 10) + digits[place + 1 :]
    assume(is_lively(f"+{near}"))
    found = [form for form, data in plants(canary(f"+{near}")).items() if hits_in(folder, data, number)]
    assert found == []


@settings(deadline=None, max_examples=30)
@given(number=NUMBERS, seed=st.integers(0, 2**32))
def test_noise_holds_no_number(folder: Path, number: str, seed: int) -> None:
    noise = Random(seed)  # noqa: S311 - noise, not a secret
    digits = "".join(noise.choices("0123456789", k=20_000)).encode()
    spaced = " ".join(noise.choices("0123456789'\"+", k=20_000)).encode()
    assert hits_in(folder, noise.randbytes(100_000) + digits + spaced, number) == []

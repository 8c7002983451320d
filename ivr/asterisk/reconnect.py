"""How long to wait before trying again."""

import random
from collections.abc import Iterator

FIRST_S = 0.1
LONGEST_S = 10.0


def delays(first: float = FIRST_S, longest: float = LONGEST_S) -> Iterator[float]:
    """Seconds: doubling up to `longest`, each shortened at random by up to half so that lines do not return at once."""
    ceiling = first
    while True:
        yield ceiling * random.uniform(0.5, 1.0)  # noqa: S311 - jitter is no secret
        ceiling = min(longest, ceiling * 2)

"""Numbers as they are said: digit by digit, in groups."""

GROUP = 3
"""Rule V24: groups of two or three."""


def groups(digits: str) -> tuple[str, ...]:
    """Groups of three, the last one or two of two; a digit is alone only where it is the only one.

    Raises ValueError where something is not a digit 0-9.
    """
    if not digits.isascii() or not digits.isdigit():
        raise ValueError(f"'{digits}' is not a number of digits 0-9")
    pairs = -len(digits) % GROUP if len(digits) > 1 else 0
    threes = len(digits) - 2 * pairs
    head = [digits[at : at + GROUP] for at in range(0, threes, GROUP)]
    tail = [digits[at : at + 2] for at in range(threes, len(digits), 2)]
    return (*head, *tail)


def prompts(digits: str) -> tuple[tuple[str, ...], ...]:
    """The digit prompts of each group. Raises ValueError."""
    return tuple(tuple(f"digit.{digit}" for digit in group) for group in groups(digits))


def written(digits: str) -> str:
    """For a transcript: `123 45`. Raises ValueError."""
    return " ".join(groups(digits))

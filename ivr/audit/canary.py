"""A canary: an invented number that is put into a call, so that whatever keeps it can be found (rule P6)."""

from dataclasses import dataclass

LEAST_DIGITS = 8
"""Digits that a number must have to be told from chance."""
LEAST_KINDS = 4
"""Different digits that it must have: rows of zeros lie everywhere."""

TWO_DIGIT_CODES = frozenset(map(str, [20, 27, *range(30, 35), 36, *range(39, 42), *range(43, 50), *range(51, 59)]))
TWO_DIGIT_CODES |= frozenset(map(str, [*range(60, 67), 81, 82, 84, 86, *range(90, 96), 98]))
"""Country codes of two digits (ITU-T E.164); 1 and 7 have one digit, all others three."""


@dataclass(frozen=True, slots=True)
class Canary:
    """One number; whatever contains the international or the dialled form contains `core` as well."""

    digits: str
    """All digits, without + or 00."""
    core: str
    """The digits that every way of writing the number shares: without country code and trunk prefix."""


def canary(number: str) -> Canary:
    """A number as +CC..., 00CC... or plain digits, separators allowed. Raises ValueError where it is too plain."""
    digits = "".join(sign for sign in number if sign in "0123456789")
    international = number.strip().startswith(("+", "00"))
    if not number.strip().startswith("+"):
        digits = digits.removeprefix("00")
    core = digits[_code_length(digits) :] if international else digits.removeprefix("0")
    if len(core) < LEAST_DIGITS:
        # Too short without its country code: what is left is the whole number, or nothing.
        core = digits
    if len(core) < LEAST_DIGITS:
        raise ValueError(f"The canary {number} has fewer than {LEAST_DIGITS} digits: by chance it would be everywhere.")
    if len(set(core)) < LEAST_KINDS:
        raise ValueError(f"The canary {number} has fewer than {LEAST_KINDS} different digits: take a random number.")
    return Canary(digits, core)


def _code_length(digits: str) -> int:
    if digits[:1] in {"1", "7"}:
        return 1
    return 2 if digits[:2] in TWO_DIGIT_CODES else 3

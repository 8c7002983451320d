"""One scale for the evidence of all recognisers, so that what two of them heard can be compared (rule V4). Pure."""

from math import exp, log

CONFIRM, ACCEPT = 0.55, 0.85
"""What each recogniser's own two thresholds are on this scale (rule V21)."""


def confidence(evidence: float | None, confirm_at: float, accept_at: float) -> float:
    """0 to 1: CONFIRM at the one threshold, and where nothing is known; ACCEPT at the other."""
    if evidence is None:
        return CONFIRM
    step = (_odds(ACCEPT) - _odds(CONFIRM)) / (accept_at - confirm_at)
    return _share(_odds(CONFIRM) + step * (evidence - confirm_at))


def _odds(share: float) -> float:
    return log(share / (1 - share))


def _share(odds: float) -> float:
    """The inverse; beyond these odds nothing changes, and `exp` would overflow."""
    return 1 / (1 + exp(-max(-50.0, min(50.0, odds))))

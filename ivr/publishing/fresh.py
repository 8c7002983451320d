"""Which warnings are new: nobody has to sign for what callers live with already. Pure."""

import re
from collections.abc import Container, Iterable

from ivr.publishing.ports import Finding

FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
Key = tuple[str, str, str, str, str]


def fresh(found: Iterable[Finding], live: Iterable[Finding], changed: Container[str]) -> tuple[Finding, ...]:
    """Those that are not about the same thing in the live book: rule, flow, node, language and sentence.

    In flows that somebody changes, figures in the sentence count too: a menu that was long is longer now.
    """
    known = tuple(live)
    exactly, roughly = {_key(each) for each in known}, {_key(each, figures="#") for each in known}
    return tuple(
        each
        for each in found
        if (_key(each) not in exactly if each.flow in changed else _key(each, figures="#") not in roughly)
    )


def _key(finding: Finding, figures: str = "") -> Key:
    said = str(finding.trouble.sentence)
    about = FIGURES.sub(figures, said) if figures else said
    return finding.rule, finding.flow, finding.trouble.node, finding.language, about

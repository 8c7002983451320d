"""Words and sentences of a wording, in any script. Pure."""

import re
import unicodedata

SENTENCE_END = re.compile(r"[.!?؟。۔:;؛]+(?:\s|$)")
"""A colon ends one too: what follows it is a thought of its own."""
VARIABLE = re.compile(r"\{.*?\}")


def tokens(text: str) -> tuple[str, ...]:
    """Words without punctuation, vowel marks and capitals, to be compared."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    kept = "".join(c if c.isalnum() or c in "'’-" else " " for c in plain)
    return tuple(unicodedata.normalize("NFC", kept).casefold().split())


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a wording; a variable counts as a word."""
    parts = (part.strip() for part in SENTENCE_END.split(VARIABLE.sub("x", text)))
    return tuple(part for part in parts if part)


def last_sign(text: str) -> str:
    """The last character that is no space."""
    return text.rstrip()[-1:]


def spoken_words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as recognisers write them: like `speech.vocabulary.normal`, which is not ours to use."""
    kept = "".join(c if c.isalnum() or c in "'’-" or unicodedata.combining(c) else " " for c in phrase)
    return tuple(unicodedata.normalize("NFC", kept).casefold().split())

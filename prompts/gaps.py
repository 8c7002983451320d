"""What is told about a prompt that cannot be said. Pure."""

from flows.messages import Sentence, told
from prompts import units

NAMED = 5
"""So many missing recordings are listed by name."""
UNHEARD = told(
    "production plays only recordings that a named person has listened to; "
    "write who, and when, under 'review' in manifest.yaml beside them."
)


def missing(prompt: str, language: str, lacking: tuple[str, ...] = ()) -> Sentence:
    """The prompt itself is missing in a language, or what it is put together from (`Shelf.lacking`)."""
    if lacking in {(), (prompt,)}:
        how = f"prompts units {language}" if prompt in units.NAMES else "prompts new FILE.yaml"
        template = "The prompt '{prompt}' is missing in '{language}': write or record it (./amparo {how})."
        return told(template, prompt=prompt, language=language, how=how)
    names, more = ", ".join(lacking[:NAMED]), len(lacking) - NAMED
    template = "The prompt '{prompt}' cannot be said in '{language}': neither written nor recorded there: {names}."
    if more > 0:
        template = (
            "The prompt '{prompt}' cannot be said in '{language}': "
            "neither written nor recorded there: {names} and {more} more."
        )
    return told(template, prompt=prompt, language=language, names=names, more=more)

"""What flows say and hear, as far as an export needs it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Content:
    """Gathered by whoever exports; prompt and option names as in flows, languages as our tags."""

    languages: tuple[str, ...]
    """In the order of their keys."""
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Prompt to language to wording."""
    words: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Language to option to phrases."""
    sounds: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Prompt to language to the name of a recording's file."""
    modified: str = "1970-01-01T00:00:00.000000Z"
    """When the flows were last changed, as RFC 3339 has it."""

"""What is known about each recording of a language: `<language>/manifest.yaml` beside them."""

import datetime
import re
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from flows.messages import later, told
from prompts.errors import PromptError
from prompts.files import alone, write
from prompts.recordings import MANIFEST

FIELDS = {
    "voice": later("{name}: 'voice' is a neutral label that begins with a letter, like 'voice A'."),
    "date": later("{name}: 'date' is a day, like 2026-03-31, and no time."),
    "review": later("{name}: 'review' is 'none', or the name and date of who listened to it."),
    "text": later("{name}: 'text' is the version of the wording; import the recording again."),
    "source": later("{name}: 'source' is 'file' or 'phone'."),
}
BARE = later("{name}: below it belong voice, date, review, text, source.")
UNKNOWN = later("{name}: '{field}' is none of voice, date, review, text, source.")
HEADER = "Recordings of this language. 'review: none' until a named person has listened to it.\n"
MOST_BYTES = 2_000_000
"""A thousand recordings take 120 kB."""


def _day(value: object) -> object:
    """Not a time: when exactly somebody spoke is nobody's business."""
    if isinstance(value, datetime.datetime):
        raise ValueError("a day only")
    return value


Day = Annotated[datetime.date, BeforeValidator(_day)]
LABEL = re.compile(r"[^\W\d_][\w .-]{0,39}")
Label = Annotated[str, StringConstraints(pattern=f"^{LABEL.pattern}$")]
"""Of a voice: neutral, like 'voice A'; begins with a letter, so that it is no telephone number."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Review(_Part):
    """Who listened to it, and when."""

    name: str = Field(min_length=1, max_length=80)
    date: Day


class Entry(_Part):
    """One recording."""

    voice: Label
    date: Day
    """When it was taken in."""
    review: Literal["none"] | Review = "none"
    text: str = Field(pattern="^[0-9a-f]{6,64}$")
    """Version of the wording it was made from."""
    source: Literal["file", "phone"] = "file"


class Manifest(_Part):
    """All recordings of a language, by name."""

    language: str
    entries: Mapping[str, Entry] = Field(default_factory=dict)


def load(folder: Path, language: str) -> Manifest:
    """That of a language, empty where there is none. Raises PromptError with file and line."""
    tree = _tree(folder, language)
    entries = {str(name): _entry(tree, name, language) for name in tree}
    return Manifest(language=language, entries=entries)


def load_all(folder: Path) -> Mapping[str, Manifest]:
    """By language, those with a folder of recordings."""
    languages = sorted(entry.name for entry in folder.glob("*") if entry.is_dir() and not entry.name.startswith("."))
    return {language: load(folder, language) for language in languages}


def put(folder: Path, language: str, entries: Mapping[str, Entry]) -> None:
    """Add or replace entries; the order and the comments of the others stay. Raises PromptError."""
    if not entries:
        return
    with alone(folder / language):
        tree = _tree(folder, language)
        if not tree:
            tree.yaml_set_start_comment(HEADER)
        for name, entry in entries.items():
            tree[name] = entry.model_dump()
        written = StringIO()
        _yaml().dump(tree, written)
        write(folder / language / MANIFEST, written.getvalue().encode())


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.width = 120
    yaml.representer.ignore_aliases = lambda _value: True
    return yaml


def _tree(folder: Path, language: str) -> CommentedMap:
    place = f"{language}/{MANIFEST}"
    try:
        data = (folder / language / MANIFEST).read_bytes()
        if len(data) > MOST_BYTES:
            raise PromptError(told("this is too large for a list of recordings."), place)
        tree = _yaml().load(data.decode())
    except (FileNotFoundError, NotADirectoryError):
        return CommentedMap()
    except MarkedYAMLError as error:
        line = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
        raise PromptError(told("this is not YAML: {problem}.", problem=error.problem), place + line) from error
    except (OSError, YAMLError, ValueError, TypeError, RecursionError) as error:
        raise PromptError(told("this is not YAML: {problem}.", problem=error), place) from error
    if tree is None:
        return CommentedMap()
    if not isinstance(tree, CommentedMap):
        raise PromptError(told("this is not a list of recordings; import them again."), place)
    return tree


def _entry(tree: CommentedMap, name: Any, language: str) -> Entry:
    try:
        return Entry.model_validate(tree[name])
    except ValidationError as error:
        place = f"{language}/{MANIFEST}:{tree.lc.key(name)[0] + 1}"
        where = error.errors()[0]["loc"]
        template = FIELDS.get(str(where[0]), UNKNOWN) if where else BARE
        raise PromptError(told(template, name=name, field=where[0] if where else ""), place) from error

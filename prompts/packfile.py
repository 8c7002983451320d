"""The file `pack.yaml` of a country pack: its shape, and what is wrong with one."""

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator, model_validator

from flows.check import line_of, near
from flows.errors import FlowError, Trouble
from flows.hours import Holiday
from flows.messages import refusal, told
from flows.parse import SHAPE, parse, text
from flows.sentences import plain
from prompts.errors import PromptError

FACTS = tuple(
    f"fact.{name}"
    for name in (
        "emergency_number",
        "emergency_care",
        "maternity",
        "children_health",
        "lawyer",
        "interpreter",
        "detention_judge",
        "school",
        "labour_complaint",
        "police_report",
        "asylum_place",
        "complaint_place",
        "exceptions",
        "birth_registration",
    )
)
"""What every pack has to say something about, if only that it is not known."""
MOST_DIGITS = 6
"""Two groups of three; a longer number is given by a step of the flow that lets the caller write (rule V24)."""


class PackError(FlowError):
    """A country pack is refused: every mistake with file, line and a sentence."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Review(_Part):
    """Somebody who knows the law there has looked at it."""

    name: str = Field(min_length=2)
    date: datetime.date


def _nobody(given: object) -> object:
    """`checked: none` says that nobody has."""
    return None if given == "none" else given


Checked = Annotated[Review | None, BeforeValidator(_nobody)]


class Value(_Part):
    """Something that stands in several sentences: a short number, or a word."""

    digits: str = ""
    word: str = ""
    source: str = Field(min_length=3)
    """Where it is written, so that anybody can look."""
    checked: Checked

    @model_validator(mode="after")
    def _one(self) -> Self:
        if bool(self.digits) == bool(self.word):
            raise refusal(told("a value has either 'digits' or a 'word', and not both."))
        return self

    @field_validator("digits")
    @classmethod
    def _short(cls, digits: str) -> str:
        if not digits.isascii() or not digits.isdigit() or len(digits) > MOST_DIGITS:
            raise refusal(
                told("'{digits}' is no short number; it has 1 to {most} digits.", digits=digits, most=MOST_DIGITS)
            )
        return digits


class Fact(_Part):
    """Whether something is so in this country, and who says it."""

    known: Literal["yes", "no", "unknown"]
    """`unknown`: the line says that it does not know."""
    source: str = ""
    date: datetime.date | None = None
    """Of the source."""
    checked: Checked

    @model_validator(mode="after")
    def _sourced(self) -> Self:
        if self.known != "unknown" and not (self.source and self.date):
            raise refusal(told("what is known needs a 'source' and its 'date'; else write known: unknown."))
        if self.known == "unknown" and (self.source or self.date or self.checked):
            raise refusal(told("what is unknown has no source, date or check."))
        return self


class PackFile(_Part):
    """pack.yaml."""

    name: str = Field(pattern="^[a-z][a-z0-9_]*$")
    country: str = Field(min_length=2)
    """For people."""
    status: Literal["example", "reviewed"]
    checked: Checked
    values: Mapping[str, Value]
    facts: Mapping[str, Fact]
    holidays: tuple[Holiday, ...] = Field(default=(), max_length=100)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if unknown := sorted(self.facts.keys() - set(FACTS)):
            template = "'{name}' is no fact that the line can say.{near}"
            raise refusal(told(template, name=unknown[0], near=near(unknown[0], FACTS)))
        if missing := sorted(set(FACTS) - self.facts.keys()):
            template = "'{name}' is missing; what is not known is written as known: unknown."
            raise refusal(told(template, name=missing[0]))
        return self

    @model_validator(mode="after")
    def _reviewed_by_somebody(self) -> Self:
        known = [fact.checked for fact in self.facts.values() if fact.known != "unknown"]
        checks = [self.checked, *known, *(value.checked for value in self.values.values())]
        if self.status == "reviewed" and not all(checks):
            raise refusal(told("a reviewed pack needs a name and a date under every 'checked'."))
        return self


def read(file: Path) -> PackFile:
    """Raises PackError with every mistake, PromptError where there is no such file."""
    try:
        tree = parse(text(file.read_bytes(), file.name), file.name)
        found = PackFile.model_validate(tree)
    except OSError as error:
        raise PromptError(told("this cannot be read: {why}.", why=error.strerror), str(file)) from None
    except FlowError as error:
        raise PackError(tuple(map(_of_packs, error.troubles))) from None
    except ValidationError as error:
        raise PackError(tuple(_troubles(error, tree, file.name))) from None
    if found.name != file.parent.name:
        template = "the pack is called '{name}' and lies in the folder '{folder}'; call both the same."
        sentence = told(template, name=found.name, folder=file.parent.name)
        raise PackError((Trouble(file.name, line_of(tree, ["name"]), "", sentence),))
    return found


def _of_packs(trouble: Trouble) -> Trouble:
    if trouble.sentence != SHAPE:
        return trouble
    sentence = told("a pack begins with 'name:', 'country:', 'status:', 'checked:', 'values:' and 'facts:'.")
    return Trouble(trouble.file, trouble.line, "", sentence)


def _troubles(error: ValidationError, tree: Any, file: str) -> list[Trouble]:
    return [
        Trouble(file, line_of(tree, detail["loc"]), "", plain(detail, detail["loc"], PackFile.model_fields))
        for detail in error.errors(include_url=False)
    ]

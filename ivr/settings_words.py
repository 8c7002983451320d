"""Sentences about wrong settings: the key, the place, and what to write instead."""

from collections.abc import Iterator
from difflib import get_close_matches

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

SECRET_KEYS = frozenset({"password", "ari_password", "url", "configuration_url"})


def sentences(wrong: ValidationError, where: str, model: type[BaseModel]) -> list[str]:
    """One sentence for each wrong key; secrets are never repeated."""
    return [_sentence(error, where, model) for error in wrong.errors(include_url=False)]


def _sentence(error: ErrorDetails, where: str, model: type[BaseModel]) -> str:
    key = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return f"{where}: unknown key {key}{_did_you_mean(key, model)}"
    text = error["msg"].removeprefix("Value error, ")
    if error["type"] == "value_error" and len(error["loc"]) <= 1:
        return f"{where}: {text}."  # several keys disagree; the text names them
    return f"{where}: {key}{_given(error)} is not possible: {text[0].lower()}{text[1:]}."


def _given(error: ErrorDetails) -> str:
    secret = any(part in SECRET_KEYS for part in error["loc"])
    simple = isinstance(error["input"], str | int | float | bool)
    return f" = {error['input']!r}" if simple and not secret else ""


def _did_you_mean(key: str, model: type[BaseModel]) -> str:
    known = list(key_names(model))
    last = key.rpartition(".")[2]
    elsewhere = [name for name in known if name.endswith(f".{last}")]
    near = elsewhere or get_close_matches(key, known + list(model.model_fields), n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else "; SETTINGS.md lists all keys."


def key_names(model: type[BaseModel]) -> Iterator[str]:
    """Every key of every section, as `section.key`, in the order of the file."""
    for section, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from (f"{section}.{key}" for key in kind.model_fields)

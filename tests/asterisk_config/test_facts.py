"""What is known about Asterisk, as sentences."""

from fnmatch import fnmatchcase

import pytest

from ivr.asterisk.facts import BAD, DENIED, GOOD, MODULES, SRTP_MODULES, module_troubles, verdict

WITH_ENDING = [f"{name}.so" for name in MODULES]


@pytest.mark.parametrize(
    ("version", "grade", "word"),
    [
        ("22.10.1", "good", "known to be good"),
        ("22.10.1+dfsg+~cs6.17.60671434-1", "good", "known to be good"),
        ("22.11.0", "refused", "2085"),
        ("22.11.0", "refused", "2134"),
        ("22.10.0", "refused", "older"),
        ("20.19.0", "refused", "older"),
        ("22.11.1", "unknown", "./amparo test"),
        ("23.0.0", "unknown", "./amparo test"),
        ("certified", "refused", "no version"),
    ],
)
def test_a_version_is_judged(version: str, grade: str, word: str) -> None:
    judged = verdict(version)
    assert judged.grade == grade
    assert word in judged.sentence


def test_no_version_is_both_good_and_bad() -> None:
    assert not set(GOOD) & set(BAD)


def test_the_allow_list_itself_is_no_trouble() -> None:
    assert module_troubles(WITH_ENDING) == []
    assert module_troubles([*WITH_ENDING, "cdr", "logger"]) == []  # parts of Asterisk itself have no ending


@pytest.mark.parametrize(
    ("module", "word"),
    [
        ("cdr_csv", "who called"),
        ("cel_custom", "channel"),
        ("res_hep_pjsip", "whole SIP messages"),
        ("app_voicemail_odbc", "caller's number"),
        ("res_pjsip_logger", "whole SIP messages"),
        ("app_milliwatt", "allow list"),
    ],
)
def test_what_must_not_run_is_named_with_the_reason(module: str, word: str) -> None:
    sentences = module_troubles([*WITH_ENDING, f"{module}.so"])
    assert len(sentences) == 1
    assert module in sentences[0]
    assert word in sentences[0]


def test_what_is_missing_is_named() -> None:
    assert module_troubles(WITH_ENDING[1:]) == [
        f"Asterisk did not load {MODULES[0]}: install the package it is in.",
    ]


def test_srtp_is_loaded_only_where_it_is_wanted() -> None:
    with_srtp = [*WITH_ENDING, *(f"{name}.so" for name in SRTP_MODULES)]
    assert module_troubles(with_srtp, srtp=True) == []
    assert len(module_troubles(with_srtp)) == 1
    assert len(module_troubles(WITH_ENDING, srtp=True)) == 1


def test_nothing_allowed_is_denied() -> None:
    both = {name for name in MODULES + SRTP_MODULES for pattern, _ in DENIED if fnmatchcase(name, pattern)}
    assert both == set()

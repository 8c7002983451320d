"""Findings as a person reads them."""

from flows.lint import Finding, Report
from flows.lint.rule import Level
from flows.messages import Sentence, told, untranslated
from flows.proofs import Figures
from ivr.authoring.linting_table import ALIKE, WIDTH, table


def finding(
    rule: str,
    *,
    line: int = 4,
    language: str = "",
    level: Level = "error",
    accepted: str = "",
    said: str = "it is wrong.",
) -> Finding:
    sentence = told("in '{language}', {what}", language=language, what=said) if language else Sentence(said)
    return Finding(rule, level, "school", "school.yaml", line, "first", language, sentence, accepted)


def shown(*findings: Finding) -> list[str]:
    return list(table(Report(findings), (), untranslated))


def test_place_then_sentence_then_how_many() -> None:
    assert shown(finding("V5", level="warning"), finding("V11", line=7)) == [
        "school.yaml",
        "     4  warning V5  first",
        "        it is wrong.",
        "     7  error V11  first",
        "        it is wrong.",
        "",
        "1 errors, 1 warnings without a reason, 0 accepted.",
    ]


def test_the_same_in_several_languages_is_told_once() -> None:
    lines = shown(finding("V8", language="ar"), finding("V8", language="fr"), finding("V8", language="ko", said="no."))
    assert lines[1:5] == [
        "     4  error V8  first [ar, fr]",
        "        in 'ar, fr', it is wrong.",
        "     4  error V8  first [ko]",
        "        in 'ko', no.",
    ]
    assert lines[-1].startswith("3 errors")


def test_what_is_accepted_is_told_by_its_reasons() -> None:
    lines = shown(*(finding("V8", line=line, level="warning", accepted="short enough") for line in range(3)))
    assert lines == [
        "school.yaml",
        "      accepted: V8 (3): short enough",
        "",
        "0 errors, 0 warnings without a reason, 3 accepted.",
    ]


def test_very_many_of_one_rule_are_cut_short() -> None:
    lines = shown(*(finding("V8", line=line) for line in range(ALIKE + 9)))
    assert "      and 9 more of rule V8; --json has them all" in lines
    assert len(lines) == 1 + 2 * ALIKE + 1 + 2


def test_long_sentences_are_wrapped() -> None:
    assert max(map(len, shown(finding("V8", said="many words " * 40)))) <= WIDTH


def test_figures_come_before_the_summary() -> None:
    row = Figures("welcome", "fr", 10, 20, 3, 2, "school.first", 9_000, "school.first", 41_400)
    lines = list(table(Report(()), [row], untranslated))
    assert lines[0] == ("welcome [fr]: 3 pieces of information; the farthest is 2 choices and 41 s of speech away.")
    assert lines[1] == "0 errors, 0 warnings without a reason, 0 accepted."

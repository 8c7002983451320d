"""Findings as a person reads them."""

from dataclasses import replace

from flows.lint import Finding, Report
from flows.lint.rule import Level
from flows.messages import Sentence, told, untranslated
from flows.proofs import Figures
from ivr.authoring.linting_table import ALIKE, WIDTH, View, table

ALL = View()
MINE = View({"school.yaml": "school"}, others=7)


def finding(
    rule: str,
    *,
    line: int = 4,
    language: str = "",
    level: Level = "error",
    accepted: str = "",
    said: str = "it is wrong.",
    flow: str = "school",
    node: str = "first",
) -> Finding:
    sentence = told("in '{language}', {what}", language=language, what=said) if language else Sentence(said)
    return Finding(rule, level, flow, f"{flow}.yaml", line, node, language, sentence, accepted)


def missing(prompt: str, language: str, *, line: int = 4, node: str = "first") -> Finding:
    sentence = told("missing in {language}: {prompt}.", language=language, prompt=prompt)
    return Finding("missing_prompt", "error", "school", "school.yaml", line, node, language, sentence)


def row(flow: str, language: str, *, goals: int = 3, choices: int = 2) -> Figures:
    return Figures(flow, language, 10, 20, goals, choices, "school.first", 9_000, "school.first", 41_400)


def shown(*findings: Finding, view: View = ALL) -> list[str]:
    return list(table(Report(findings), (), untranslated, view))


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
        "     4  error V8  first",
        "        in 'ar, fr', it is wrong.",
        "     4  error V8  first",
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
    assert lines[:2] == [
        f"{ALIKE + 9} errors, all of the kind V8. One slip often makes many, one in each language.",
        "",
    ]
    assert len(lines) == 2 + 1 + 2 * ALIKE + 1 + 2


def test_long_sentences_are_wrapped() -> None:
    assert max(map(len, shown(finding("V8", said="many words " * 40)))) <= WIDTH


def test_languages_stand_beside_the_node_where_the_sentence_has_none() -> None:
    both = [replace(finding("V8"), language=language) for language in ("ar", "fr")]
    assert shown(*both)[1] == "     4  error V8  first [ar, fr]"


def test_prompts_that_are_missing_in_the_same_languages_are_one_list() -> None:
    found = [missing(prompt, tag) for tag in ("ar", "en") for prompt in ("school.which", "school.age")]
    assert shown(*found, missing("school.fees", "en", line=9, node="last"))[1:5] == [
        "     4  error missing_prompt  first",
        "        missing in ar, en: school.which, school.age.",
        "     9  error missing_prompt  last",
        "        missing in en: school.fees.",
    ]
    lines = shown(missing("school.which", "ar"), missing("school.fees", "ar", line=9, node="last"))
    assert lines[1:3] == ["     4  error missing_prompt", "        missing in ar: school.which, school.fees."]


def test_what_follows_from_something_else_is_counted_only() -> None:
    """A topic that was forgotten; a language that is not whole because of the prompts that are named."""
    follows = (finding("V12", level="warning"), finding("V34", language="fr", node=""))
    lines = shown(finding("dead_end"), *follows, missing("school.which", "fr"))
    assert not any(rule in line for line in lines for rule in ("V12", "V34"))
    assert "      follow from these: 2 more; --json has them all" in lines
    assert lines[-1] == "3 errors, 1 warnings without a reason, 0 accepted."
    assert any("V12" in line for line in shown(*follows))


def test_only_named_files_are_shown_and_the_others_counted() -> None:
    found = (finding("V5", flow="law", level="warning"), finding("V8"))
    assert shown(*found, view=MINE) == [
        "school.yaml",
        "     4  error V8  first",
        "        it is wrong.",
        "",
        "1 errors, 0 warnings without a reason, 0 accepted.",
        "7 other flows: 0 errors, 1 warnings without a reason (--all shows them).",
    ]
    assert "law.yaml" in shown(*found, view=replace(MINE, every=True))
    assert shown(found[0], view=MINE)[0] == "school.yaml: nothing was found."


def test_a_file_that_cannot_be_read_is_always_shown() -> None:
    torn = replace(finding("load"), flow="", file="law.yaml")
    assert shown(torn, view=MINE)[0] == "law.yaml"
    assert "other flows" not in shown(torn, view=MINE)[-1]


def test_what_a_reason_covers_is_told_of_a_named_file() -> None:
    found = [finding("V8", level="warning", accepted="short enough", said=said) for said in ("12.1 s.", "13 words.")]
    lines = shown(*found, view=MINE)
    assert lines[1:4] == [
        "      accepted: V8 (2): short enough",
        "          first: 12.1 s.",
        "          first: 13 words.",
    ]
    assert not any("13 words" in line for line in shown(*found))


def test_figures_come_before_the_summary() -> None:
    rows = [row("welcome", "fr"), row("welcome", "ko"), row("empty", "fr", goals=0)]
    lines = list(table(Report(()), rows, untranslated))
    assert lines[0] == (
        "welcome: pieces of information: 3; choices to the farthest: 2; speech before it: 41 s (fr), 41 s (ko)."
    )
    assert lines[1] == "empty: callers come to no information, since no node they can reach has a 'topic'."
    assert lines[2] == "0 errors, 0 warnings without a reason, 0 accepted."


def test_figures_are_those_of_the_flows_that_were_named() -> None:
    lines = list(table(Report(()), [row("welcome", "fr"), row("school", "fr")], untranslated, MINE))
    assert [line.partition(":")[0] for line in lines[1:2]] == ["school"]

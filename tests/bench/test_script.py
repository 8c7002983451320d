from pathlib import Path

import pytest

from bench.caller.script import Expect, HangUp, Press, Say, ScriptError, Silence, Wait, read_steps


def script(folder: Path, text: str) -> Path:
    path = folder / "script.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_each_step_has_a_short_and_a_long_form(tmp_path: Path) -> None:
    steps = read_steps(
        script(
            tmp_path,
            """
- expect: greeting
- press: "1"
- press: 23
- expect: {prompt: info.law, language: en, within: 4, whole: true}
- silence: 900
- say: 변호사
- say: {text: lawyer, language: en}
- wait: 0.5
- expect
- hang_up
""",
        )
    )
    assert steps == (
        Expect("greeting"),
        Press("1"),
        Press("23"),
        Expect("info.law", "en", 4, True),
        Silence(900),
        Say("변호사"),
        Say("lawyer", "en"),
        Wait(0.5),
        Expect(),
        HangUp(),
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("press: 1", "a list of steps"),
        ("- sing: loud", "step 1: there is no step 'sing'"),
        ("- wait: 1\n- {press: 1, wait: 2}", "step 2: write one step"),
        ("- say: {words: x}", "step 1 (say)"),
        ("- press", "step 1 (press)"),
    ],
)
def test_a_wrong_script_is_refused_with_the_step(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(ScriptError, match=sentence.replace("(", r"\(").replace(")", r"\)")):
        read_steps(script(tmp_path, text))

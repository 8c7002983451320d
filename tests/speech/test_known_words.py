"""Which words a model knows: asked once, in a process of its own."""

from pathlib import Path

import pytest

from speech.known_words import unknown_words
from speech.models import installed
from speech.ports import ModelBroken
from tests.support.korean import why_no_vosk


@pytest.mark.vosk
@pytest.mark.skipif(why_no_vosk() is not None, reason=why_no_vosk() or "")
def test_the_korean_model_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model, file = installed(tmp_path)["ko"], tmp_path / "models" / "ko.words.json"
    words = ["엄마", "아이들", "qwertz"]
    assert unknown_words(words, model, file) == {"qwertz"}
    monkeypatch.setattr("speech.known_words.sys.executable", "no such program")  # it would be asked again with this
    assert unknown_words(words, model, file) == {"qwertz"}


def test_a_folder_that_is_no_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelBroken, match="install it again"):
        unknown_words(["엄마"], tmp_path, tmp_path / "ko.words.json")

"""A model is searched with our settings, and stays as it is."""

from pathlib import Path

from speech.vosk_settings import SEARCH, searching, settled

SHIPPED = "--min-active=200\n--beam=10.0\n--lattice-beam=2.0\n--acoustic-scale=1.0\n"


def model(folder: Path, text: str) -> Path:
    for part in ("am", "conf"):
        (folder / part).mkdir(parents=True)
    (folder / "am" / "final.mdl").write_bytes(b"sounds")
    (folder / "conf" / "model.conf").write_text(text, encoding="utf-8")
    (folder / "conf" / "mfcc.conf").write_text("--num-ceps=40\n", encoding="utf-8")
    return folder


def test_each_setting_is_there_once_and_the_others_stay() -> None:
    lines = settled(SHIPPED).splitlines()
    assert lines[0] == "--min-active=200"
    assert sorted(lines[1:]) == sorted(f"--{name}={value}" for name, value in SEARCH.items())


def test_what_a_model_does_not_say_is_added() -> None:
    assert settled("--min-active=200").splitlines() == [
        "--min-active=200",
        *(f"--{name}={value}" for name, value in SEARCH.items()),
    ]


def test_the_model_is_there_whole_and_nothing_is_left(tmp_path: Path) -> None:
    folder = model(tmp_path / "ko", SHIPPED)
    with searching(folder) as made:
        assert (made / "am" / "final.mdl").read_bytes() == b"sounds"
        assert (made / "conf" / "mfcc.conf").read_text(encoding="utf-8") == "--num-ceps=40\n"
        assert "--beam=7.0" in (made / "conf" / "model.conf").read_text(encoding="utf-8")
    assert not made.exists()
    assert (folder / "am" / "final.mdl").read_bytes() == b"sounds"
    assert (folder / "conf" / "model.conf").read_text(encoding="utf-8") == SHIPPED


def test_a_model_without_settings_is_taken_as_it_is(tmp_path: Path) -> None:
    with searching(tmp_path) as made:
        assert made == tmp_path

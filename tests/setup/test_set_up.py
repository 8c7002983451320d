"""What `./amparo` does on a machine where things are missing, and where nothing is."""

import re
import signal
import subprocess
from pathlib import Path

import pytest

from tests.support.script_house import ScriptHouse


@pytest.fixture
def house(tmp_path: Path) -> ScriptHouse:
    return ScriptHouse(tmp_path)


def hands_over(calls: list[str]) -> list[str]:
    return [call for call in calls if "-m ivr.cli" in call or "-m pytest" in call]


def test_first_start_sets_up_and_hands_over(house: ScriptHouse) -> None:
    done = house.run("demo", "--repeat", "2")
    calls = house.calls()
    assert done.returncode == 0, done.stderr
    assert any(call.startswith("python3 -m venv") for call in calls)
    assert any("--require-hashes" in call and call.endswith("requirements/all.lock") for call in calls)
    assert house.root.joinpath("usr/sbin/asterisk").exists()
    assert calls[-1] == "python3 -m ivr.cli demo --repeat 2"
    assert done.stdout == "", "standard output belongs to the Python command"


def test_second_start_asks_no_tool(house: ScriptHouse) -> None:
    house.run("demo")
    house.calls()
    done = house.run("demo")
    assert [call for call in house.calls() if not call.startswith("id ")] == ["python3 -m ivr.cli demo"]
    assert done.stderr == ""


@pytest.mark.parametrize("changed", ["requirements/all.lock", "docker/recipe/asterisk-versions"])
def test_a_changed_lock_or_recipe_sets_up_again(house: ScriptHouse, changed: str) -> None:
    house.run("demo")
    house.calls()
    with (house.checkout / changed).open("a") as file:
        file.write("# changed\n")
    house.run("demo")
    calls = house.calls()
    assert any(call.startswith("dpkg -s") for call in calls)
    assert any("pip install" in call for call in calls) == changed.startswith("requirements")
    assert not any(call.startswith("mmdebstrap") for call in calls), "the root that is there is good"


def test_the_log_that_is_named_is_there(house: ScriptHouse) -> None:
    """Also while nothing has been written into it."""
    house.run("demo")
    (log,) = (house.checkout / ".amparo").glob("setup.log")
    log.unlink()
    log.with_name("setup-all").unlink()
    done = house.run("demo")
    assert done.returncode == 0, done.stderr
    (named,) = re.findall(r"\(log: (.*)\)", done.stderr)
    assert Path(named) == log
    assert log.exists()


def test_missing_packages_are_named_and_installed(tmp_path: Path) -> None:
    house = ScriptHouse(tmp_path, absent=("espeak-ng", "python3-venv", "postgresql"))
    done = house.run("demo")
    (install,) = [call for call in house.calls() if call.startswith("apt-get install")]
    assert install == "apt-get install -y --no-install-recommends python3-venv espeak-ng"
    assert "Debian packages: python3-venv espeak-ng" in done.stderr


def test_the_tests_need_more_packages(tmp_path: Path) -> None:
    house = ScriptHouse(tmp_path, absent=("postgresql", "sip-tester"))
    house.run("test", "-k", "flows")
    calls = house.calls()
    assert "apt-get install -y --no-install-recommends postgresql sip-tester" in calls
    assert hands_over(calls)[-1].endswith("-k flows")


def test_production_gets_neither_model_nor_caller(house: ScriptHouse) -> None:
    (house.checkout / "amparo.toml").write_text('[line]\nprofile = "production"\n')
    house.run("up")
    (install,) = [call for call in house.calls() if "pip install" in call]
    assert install.endswith("requirements/line.lock")


def test_the_state_folder_is_a_setting(house: ScriptHouse, tmp_path: Path) -> None:
    (house.checkout / "amparo.toml").write_text('[trunk]\nstate = "not this"\n[line]\nstate = "../kept" # here\n')
    house.run("up")
    assert (tmp_path / "kept" / "setup-all").exists()
    assert not (house.checkout / ".amparo").exists()


def test_an_index_out_of_date_is_said_and_used(house: ScriptHouse) -> None:
    house.note("index-expired")
    done = house.run("setup")
    assert done.returncode == 0, done.stderr
    assert "index of sid is out of date" in done.stderr
    first, second = (call for call in house.calls() if call.startswith("mmdebstrap"))
    assert "check-valid-until" not in first
    assert "[check-valid-until=no]" in second


def test_a_bad_version_is_refused_with_what_to_do(house: ScriptHouse) -> None:
    house.note("sid-version", "22.11.0")
    done = house.run("demo")
    assert done.returncode == 1
    assert "22.11.0, which is refused: crashes" in done.stderr
    assert "AMPARO_DEBIAN_MIRROR" in done.stderr
    assert not hands_over(house.calls())
    assert [path.name for path in house.folder.glob("asterisk-root*")] == []


def test_a_good_root_is_kept_when_sid_moves_on(house: ScriptHouse) -> None:
    house.run("demo")
    house.note("sid-version", "22.11.0")
    house.calls()
    assert house.run("setup").returncode == 0
    assert not any(call.startswith("mmdebstrap") for call in house.calls())


@pytest.mark.parametrize("passes", [True, False])
def test_an_unknown_version_must_pass_the_contract_tests(house: ScriptHouse, passes: bool) -> None:
    house.note("sid-version", "22.14.2")
    if not passes:
        house.note("contract-fails")
    done = house.run("setup")
    assert "WARNING: Asterisk 22.14.2 is not in docker/recipe/asterisk-versions" in done.stderr
    assert any("-m asterisk tests/contracts" in call for call in house.calls())
    assert done.returncode == (0 if passes else 1)
    assert house.root.exists() == passes


@pytest.mark.parametrize(
    ("tool_says", "sentence"),
    [
        ("E: You don't have enough free space\nE: write (28: No space left on device)", "the disk is full"),
        ("Temporary failure resolving 'mirror.invalid'", "the network or the package server cannot be reached"),
        ("E: Could not get lock /var/lib/dpkg/lock-frontend", "another program is installing packages"),
        ("E: something else", "the lines above are the last ones"),
    ],
)
def test_a_failed_tool_is_one_clear_sentence(tmp_path: Path, tool_says: str, sentence: str) -> None:
    house = ScriptHouse(tmp_path, absent=("espeak-ng",))
    house.note("apt-fails", tool_says + "\n")
    done = house.run("demo")
    assert done.returncode == 1
    assert sentence in done.stderr.splitlines()[-1]
    assert not hands_over(house.calls())


def test_no_python_is_one_clear_sentence(house: ScriptHouse) -> None:
    old = house.folder / "bin/python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    probe = house.checkout / "docker/recipe/setup.sh"
    probe.write_text(probe.read_text().replace("/usr/bin/python3 python3", "python3"))
    done = house.run("demo")
    assert done.returncode == 1
    assert "no Python 3.11 or newer" in done.stderr


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_stopped_in_set_up_leaves_no_process(house: ScriptHouse, end: signal.Signals) -> None:
    house.note("pip-hangs")
    script = subprocess.Popen(
        house.command("demo"),
        env=house.environment,
        stderr=subprocess.PIPE,
        text=True,
        stdin=subprocess.DEVNULL,
        preexec_fn=lambda: signal.signal(end, signal.SIG_DFL),  # noqa: PLW1509 - nohup ignores it, and a shell keeps that
    )
    assert script.stderr
    for line in script.stderr:
        if "Python packages of" in line:
            break
    script.send_signal(end)
    rest = script.stderr.read()  # ends only when every process that holds it has ended
    script.stderr.close()
    assert script.wait() == 130
    assert "stopped during set-up" in rest
    assert [process for process in Path("/proc").glob("[0-9]*") if _mentions(process, str(house.folder))] == []


def _mentions(process: Path, text: str) -> bool:
    try:
        return text.encode() in (process / "environ").read_bytes()
    except OSError:
        return False


def test_help_installs_nothing(house: ScriptHouse) -> None:
    done = house.run("--help")
    assert "./amparo demo" in done.stdout
    assert [call for call in house.calls() if not call.startswith("id ")] == []
    assert not (house.checkout / ".venv").exists()

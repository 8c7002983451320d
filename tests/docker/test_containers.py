"""One call through the two images: Asterisk in one container, the line in the other."""

import os
import shutil
import subprocess
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.caller.caller import Caller
from bench.caller.stack import Stack
from tests.support.line_house import free_port

pytestmark = [pytest.mark.docker, pytest.mark.calls, pytest.mark.slow]

CHECKOUT = Path(__file__).resolve().parents[2]
PATIENCE_S = 180
SETTINGS = """
[line]
profile = "test"
languages = ["en", "es"]
main_language = "en"
[asterisk]
own_process = false
ari_password = "only-for-this-test"
http_port = {http}
manager_port = {manager}
[media]
password = "only-for-this-test"
port = {media}
[sip]
port = {sip}
rtp_from = {rtp_from}
rtp_to = {rtp_to}
"""


def docker(*words: str) -> str:
    """What the docker command prints; its error is the test's."""
    done = subprocess.run(["docker", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"docker {' '.join(words)}: {done.stderr}"
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def tag() -> Iterator[str]:
    """Both images, built for this test under a tag of their own."""
    if shutil.which("docker") is None:
        pytest.skip("no Docker: the docker command is not installed")
    if subprocess.run(["docker", "info"], capture_output=True, check=False).returncode:
        pytest.skip("no Docker engine answers (docker info fails): start one to run the call through both images")
    if os.geteuid():
        pytest.skip("building the images needs root")
    name = f"test-{uuid.uuid4().hex[:8]}"
    build = [str(CHECKOUT / "docker/build.sh")]
    subprocess.run(build, check=True, env=os.environ | {"AMPARO_IMAGE_TAG": name}, stdin=subprocess.DEVNULL)
    yield name
    docker("image", "rm", "--force", f"amparo-asterisk:{name}", f"amparo-line:{name}")


class Pair:
    """The containers of one line; use `close`."""

    def __init__(self, folder: Path, tag: str) -> None:
        self.sip = free_port()
        self.volume = f"amparo-{tag}"
        self._tag = tag
        self._running: list[str] = []
        rtp = 40000 + os.getpid() % 90 * 100
        ports = {"http": free_port(), "manager": free_port(), "media": free_port(), "sip": self.sip}
        ports |= {"rtp_from": rtp, "rtp_to": rtp + 99}
        self._file = folder / "amparo.toml"
        self._file.write_text(SETTINGS.format(**ports))
        self._file.chmod(0o644)

    def start(self) -> None:
        """Configure, start Asterisk, start the line, wait until it answers."""
        docker("volume", "create", self.volume)
        python = "/srv/amparo/.venv/bin/python"
        docker("run", "--rm", *self._mounts(), "--entrypoint", python, self._image("line"), "-m", "docker.configure")
        self._run("asterisk")
        self._run("line")
        deadline = time.monotonic() + PATIENCE_S
        while "The line answers at" not in self.log("line"):
            assert self._alive("asterisk"), self.log("asterisk")
            assert self._alive("line"), self.log("line")
            assert time.monotonic() < deadline, self.log("line")
            time.sleep(0.5)

    def log(self, name: str) -> str:
        """What a container has printed so far."""
        return docker("logs", f"{self.volume}-{name}")

    def close(self) -> None:
        """Remove the containers and what they wrote."""
        if self._running:
            docker("rm", "--force", "--volumes", *self._running)
        docker("volume", "rm", "--force", self.volume)

    def _run(self, name: str) -> None:
        container = f"{self.volume}-{name}"
        options = ("--detach", "--name", container, "--network", "host", "--read-only", "--cap-drop", "ALL")
        docker("run", *options, "--tmpfs", "/tmp", *self._mounts(), self._image(name))  # noqa: S108 - the container's own
        self._running.append(container)

    def _mounts(self) -> tuple[str, ...]:
        return ("-v", f"{self.volume}:/var/lib/amparo", "-v", f"{self._file}:/etc/amparo/amparo.toml:ro")

    def _image(self, name: str) -> str:
        return f"amparo-{name}:{self._tag}"

    def _alive(self, name: str) -> bool:
        return docker("inspect", "--format", "{{.State.Running}}", f"{self.volume}-{name}").strip() == "true"


@pytest.fixture
def pair(tmp_path: Path, tag: str) -> Iterator[Pair]:
    both = Pair(tmp_path, tag)
    try:
        both.start()
        yield both
    finally:
        both.close()


async def test_a_caller_gets_through_by_keys(pair: Pair) -> None:
    async with Stack() as stack, Caller(stack) as caller:
        await caller.call(f"sip:amparo@127.0.0.1:{pair.sip}", from_user="docker")
        await caller.sound(within=15)
        await caller.press("1")
        await caller.silence(900, within=60)
        await caller.press("2")
        await caller.silence(900, within=60)
    assert "at law.choose" in pair.log("line")

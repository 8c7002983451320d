"""The process in which sound files are decoded: it may crash, hang or run out of memory, and nothing else does."""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from threading import Timer
from types import TracebackType
from typing import IO, Any

from flows.messages import Sentence, told
from prompts.errors import PromptError
from speech.ports import Sound

TIMEOUT_S = 60.0
"""Seconds for one file; five minutes of sound take two."""


class Decoder:
    """Decodes one file after the other; use it in a `with`, which ends its process."""

    def __init__(self, timeout_s: float = TIMEOUT_S) -> None:
        self._timeout = timeout_s
        self._process: Popen[bytes] | None = None

    def __enter__(self) -> "Decoder":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    @property
    def pid(self) -> int | None:
        """The process id, if there is a process now."""
        return self._process.pid if self._process else None

    def decode(self, file: Path) -> Sound:
        """One channel of it. Raises PromptError without a place; after trouble the next file gets a new process."""
        process = self._process = self._process or _started()
        timer = Timer(self._timeout, process.kill)
        timer.start()
        try:
            header, pcm = _ask(process, file)
        except (OSError, EOFError, ValueError) as error:
            self._end()
            raise PromptError(told("decoding it failed or took too long; save it as WAV.")) from error
        finally:
            timer.cancel()
            timer.join()
        if "refused" in header:
            raise PromptError(Sentence(header["refused"], tuple(header["values"].items())))
        return Sound(pcm, header["rate"])

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with suppress(BrokenPipeError), process:
                pass  # closes the pipes and waits


def _started() -> "Popen[bytes]":
    home = str(Path(__file__).resolve().parent.parent)
    paths = [home, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths), "OPENBLAS_NUM_THREADS": "1"}
    command = (sys.executable, "-m", "prompts.decode")
    return Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment, process_group=0)  # noqa: S603 - ours


def _ask(process: "Popen[bytes]", file: Path) -> tuple[dict[str, Any], bytes]:
    """Raises EOFError where the process is gone, OSError or ValueError where it ends in the middle."""
    question, answer = _pipes(process)
    question.write(json.dumps(str(file.absolute())).encode() + b"\n")
    question.flush()
    header = json.loads(answer.readline() or _gone())
    pcm = answer.read(header["bytes"])
    if len(pcm) != header["bytes"]:
        _gone()
    return header, pcm


def _pipes(process: "Popen[bytes]") -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise ValueError("A worker needs pipes.")
    return process.stdin, process.stdout


def _gone() -> bytes:
    raise EOFError("The decoding process ended.")

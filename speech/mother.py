"""The mother of one language's workers (a fork server). `python -m speech.mother LANGUAGE FOLDER DESCRIPTOR`.

She loads the model once and forks a worker whenever the line asks, in milliseconds and with the model's memory in
common. She hears nothing: a worker's sound comes over a socket that she passes on and closes. She has one thread, now
and always, because a fork copies only that; workers make their threads and speech detectors themselves. When the line
closes her socket, also by dying, she ends every worker that is left, and herself.
"""

import gc
import os
import select
import signal
import socket
import sys
from pathlib import Path

from speech.hearer import Hearer
from speech.ports import ModelBroken
from speech.wire import FAILED, MORE, Kind, private_pipes, with_data
from speech.worker import Worker, load


class Mother:
    """Forks on demand and takes the exit status of those who died."""

    def __init__(self, language: str, hearer: Hearer, control: socket.socket, pipes: tuple[int, int]) -> None:
        self._language = language
        self._hearer = hearer
        self._control = control
        self._pipes = pipes
        self._children: dict[int, int] = {}
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)

    def run(self) -> None:
        """Serve until the line closes the socket."""
        there = True
        while there:
            for descriptor, _ in self._poll.poll():
                if descriptor == self._control.fileno():
                    there = self._asked()
                else:
                    self._bury(descriptor)

    def end(self) -> None:
        """No worker is left, not even one that is frozen."""
        for pid in self._children.values():
            os.kill(pid, signal.SIGKILL)
        for pid in self._children.values():
            os.waitpid(pid, 0)

    def _asked(self) -> bool:
        """Fork one; False where the line is gone."""
        question, sockets, _, _ = socket.recv_fds(self._control, len(MORE), 1)
        if not question:
            return False
        try:
            pid = os.fork()
        except OSError:
            pid = -1
        if pid == 0:
            self._be_a_worker(sockets[0])
        os.close(sockets[0])
        return self._answer(pid)

    def _answer(self, pid: int) -> bool:
        pidfds = [os.pidfd_open(pid)] if pid > 0 else []
        for pidfd in pidfds:
            self._children[pidfd] = pid
            self._poll.register(pidfd, select.POLLIN)
        try:
            socket.send_fds(self._control, [str(pid).encode() if pidfds else FAILED], pidfds)
        except OSError:  # the line died just now
            return False
        return True

    def _bury(self, pidfd: int) -> None:
        self._poll.unregister(pidfd)
        os.waitpid(self._children.pop(pidfd), 0)
        os.close(pidfd)

    def _be_a_worker(self, line: int) -> None:
        """In the child; never returns."""
        try:
            self._control.close()  # who holds it after the mother's death would hide that from the line
            for descriptor in (*self._pipes, *self._children):
                os.close(descriptor)
            Worker(self._language, self._hearer, line).run(line)
        finally:
            os._exit(0)


def main() -> None:
    """Load the model, tell the line, serve; a model that cannot be loaded is told as one sentence."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the line's to handle; it closes the socket
    pipes = private_pipes()
    language, folder, descriptor = sys.argv[1:4]
    try:
        hearer = load(language, Path(folder))
    except ModelBroken as error:
        os.write(pipes[1], with_data(Kind.BROKEN, 0, str(error)).pack())
        os._exit(1)
    gc.collect()
    gc.freeze()  # a collection in a worker would write on pages that are in common
    mother = Mother(language, hearer, socket.socket(fileno=int(descriptor)), pipes)
    os.write(pipes[1], with_data(Kind.READY, 0, None).pack())
    mother.run()
    mother.end()
    os._exit(0)


if __name__ == "__main__":
    main()

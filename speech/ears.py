"""The ears of one language: an active worker, a standby that can hear too, and the streams they hear."""

import asyncio
from collections.abc import Callable
from itertools import count
from pathlib import Path

from speech.ears_stream import EarsStream
from speech.ports import Deaf, EarsFull, Grammar, HearingEvent, LanguageDeaf, Lost, ModelBroken
from speech.wire import Kind, Message, with_data
from speech.worker_events import event_of
from speech.worker_process import WorkerBroken, WorkerProcess
from speech.worker_source import source

RETRY_S = (1.0, 2.0, 5.0, 15.0, 60.0)
"""Pauses between attempts to load a model that failed to load twice; once may be because it was killed just then."""

MOST_STREAMS = 100
"""Questions listened to at once in a language; a stream whose caller says nothing costs a gate and 100 kB, one that is
heard over a long prompt 0.5 MB."""


class Ears:
    """At most two workers, with one there is no standby. Active is the first of those that are ready."""

    def __init__(self, language: str, folder: Path, processes: int = 2) -> None:
        self._language = language
        self._source = source(language, folder, self._look_after)
        self._processes = processes
        self._ready: list[WorkerProcess] = []
        self._all: set[WorkerProcess] = set()
        self._streams: dict[int, EarsStream] = {}
        self._questions: dict[int, asyncio.Future[tuple[str, ...]]] = {}
        self._numbers = count(1)
        self._refilling: asyncio.Task[None] | None = None
        self._resting = False
        self._started = self._closed = False

    @property
    def there(self) -> bool:
        """Whether they were started, and not closed; a worker that died is loaded again."""
        return self._started and not self._closed

    @property
    def loading(self) -> bool:
        """Whether a model is being loaded again, or a worker forked, and was not seen to fail."""
        return self._refilling is not None and not self._refilling.done() and not self._resting

    @property
    def pids(self) -> tuple[int, ...]:
        """Process ids of the active worker and of the standby, in this order, as far as they are ready."""
        return tuple(worker.pid for worker in self._ready)

    @property
    def mother(self) -> int | None:
        """Process id of the one that has the model and hears nobody; None where each worker has its own."""
        return self._source.pid

    async def start(self) -> None:
        """Load; active and standby side by side. Raises ModelBroken."""
        try:
            await self._load()
            results = await asyncio.gather(*(self._spawn() for _ in range(self._processes)), return_exceptions=True)
            for result in results:
                if isinstance(result, BaseException):
                    raise result
        except BaseException:
            await self.close()
            raise
        self._started = True
        self._look_after()  # of one that died before the other was ready

    async def close(self) -> None:
        """End the processes; open streams are told Lost. Idempotent."""
        self._closed = True
        if self._refilling is not None:
            self._refilling.cancel()
            await asyncio.wait([self._refilling])
        await asyncio.gather(*(worker.stop() for worker in tuple(self._all)))
        await self._source.close()
        self._end_waiting(Lost())

    def open(self, grammar: Grammar, tell: Callable[[HearingEvent], None]) -> EarsStream:
        """Listen with the active worker, or with the one that is being loaded. Raises LanguageDeaf, EarsFull."""
        asked = {
            "options": grammar.options,
            "patience": grammar.patience,
            "strict": grammar.strict,
            "digits": grammar.digits,
        }
        return self._open(asked, tell)

    def open_any_sound(self, before: bytes, tell: Callable[[HearingEvent], None]) -> EarsStream:
        """Listen for any sound, measured against the sound that came before. Raises LanguageDeaf, EarsFull."""
        stream = self._open({"before": len(before)}, tell)
        stream.feed(before)
        return stream

    def _open(self, asked: object, tell: Callable[[HearingEvent], None]) -> EarsStream:
        self._streams = {number: stream for number, stream in self._streams.items() if stream.open}
        if len(self._streams) >= MOST_STREAMS:
            raise EarsFull(f"{MOST_STREAMS} questions are listened to in {self._language} already: keys still work.")
        worker = None if self.loading and not self._ready else self._active()
        number = next(self._numbers)
        stream = self._streams[number] = EarsStream(number, with_data(Kind.OPEN, number, asked), tell)
        if worker is not None:
            stream.begin(worker)
        return stream

    async def unknown_words(self, phrases: tuple[str, ...]) -> tuple[str, ...]:
        """Ask the active worker. Raises LanguageDeaf, also when it dies over the question."""
        number, worker = next(self._numbers), self._active()
        answer: asyncio.Future[tuple[str, ...]] = asyncio.get_running_loop().create_future()
        self._questions[number] = answer
        worker.send(with_data(Kind.FIND, number, phrases))
        try:
            return await answer
        finally:
            del self._questions[number]

    def _active(self) -> WorkerProcess:
        if not self._ready:
            raise LanguageDeaf(f"No recogniser for {self._language} is loaded just now: keys still work.")
        return self._ready[0]

    async def _load(self) -> None:
        try:
            await self._source.load()
        except (WorkerBroken, OSError) as error:
            raise ModelBroken(f"The recogniser for {self._language} does not start: {error}") from error

    async def _spawn(self) -> None:
        try:
            worker = await self._source.worker(self._take, lambda: self._ended(worker))
            self._all.add(worker)
            await self._ready_or_gone(worker)
        except (WorkerBroken, OSError) as error:
            raise ModelBroken(f"The recogniser for {self._language} does not start: {error}") from error
        self._ready.append(worker)
        for stream in self._waiting():
            stream.begin(worker)

    async def _ready_or_gone(self, worker: WorkerProcess) -> None:
        try:
            await worker.loaded()
        except WorkerBroken:
            await worker.stop()
            raise
        if worker not in self._all:
            raise WorkerBroken("It died as soon as it was ready.")

    def _waiting(self) -> list[EarsStream]:
        return [stream for stream in self._streams.values() if stream.open and stream.worker is None]

    def _end_waiting(self, event: HearingEvent) -> None:
        for stream in self._waiting():
            stream.take(event)

    def _take(self, message: Message) -> None:
        question = self._questions.get(message.stream)
        if message.kind is Kind.UNKNOWN and question is not None and not question.done():
            question.set_result(tuple(message.data()))
        stream = self._streams.get(message.stream)
        event = event_of(message)
        if stream is not None and message.kind is Kind.OPENED:
            stream.opened()
        if stream is not None and event is not None:
            asyncio.get_running_loop().call_soon(stream.take, event)  # a mistake in `tell` must not end the reading

    def _ended(self, worker: WorkerProcess) -> None:
        self._all.discard(worker)
        if worker in self._ready:
            self._ready.remove(worker)
        for stream in (s for s in self._streams.values() if s.worker is worker):
            asyncio.get_running_loop().call_soon(stream.take, Lost())
        for question in self._questions.values():
            if not question.done():
                question.set_exception(LanguageDeaf(f"The recogniser for {self._language} died: ask again."))
        self._look_after()

    def _look_after(self) -> None:
        if self.there and (self._refilling is None or self._refilling.done()):
            self._refilling = asyncio.create_task(self._refill())

    async def _refill(self) -> None:
        """Until the model is there and every worker that should be."""
        failed = 0
        while not self._source.loaded or len(self._all) < self._processes:
            try:
                await self._load()
                if len(self._all) < self._processes:
                    await self._spawn()
                failed = 0
            except ModelBroken:
                failed += 1
                if failed > 1:
                    await self._rest(RETRY_S[min(failed - 2, len(RETRY_S) - 1)])

    async def _rest(self, seconds: float) -> None:
        self._resting = True
        self._end_waiting(Deaf())
        await asyncio.sleep(seconds)
        self._resting = False

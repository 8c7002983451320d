"""Do what the engine asks: each effect in its own line of one `match`, each answered by an event in the inbox."""

from collections import deque
from collections.abc import Callable

from flows.effects import (
    Effect,
    FindPerson,
    Gap,
    HangUp,
    Item,
    Listen,
    ListenForSound,
    Overhear,
    Play,
    Record,
    StopListening,
    StopPlaying,
    StopRecording,
)
from flows.events import (
    EarsLost,
    EffectFailed,
    Event,
    Heard,
    NobodyFree,
    NotUnderstood,
    Overheard,
    PersonJoined,
    PersonLeft,
    RecordingDone,
    Silence,
    SoundMade,
)
from flows.state import Finding, Mode, WithPerson
from ivr.call.asked import Said, Verdict
from ivr.call.listening import Listening
from ivr.call.overhearing import Overhearing, Playing
from ivr.call.ports import Line, PersonEvent
from ivr.call.recording import Recording
from ivr.call.show import Shower
from ivr.call.sound_gap import Made, SoundGap
from ivr.call.world import World
from speech.convert import quieter
from speech.ports import FRAME_BYTES, FRAME_MS

SILENCE = b"\xff"
"""Mu-law zero (G.711)."""
BEFORE_FRAMES = 200
"""What came while the line spoke (4 s of it) tells the ears for any sound how loud the noise is, and our own echo."""


class Performer:
    """The hands of one call. Everything returns at once; `post` gets the answers, `now` gives their time."""

    def __init__(
        self,
        world: World,
        line: Line,
        post: Callable[[Event], None],
        now: Callable[[], int],
        shower: Shower | None = None,
    ) -> None:
        self._world = world
        self._line = line
        self._post = post
        self._now = now
        self._listening: Listening | SoundGap | None = None
        self._before: deque[bytes] = deque(maxlen=BEFORE_FRAMES)
        self._saying = False
        self._overhearing: Overhearing | None = None
        self._recording: Recording | None = None
        self._find: int | None = None
        self._shower = shower

    def be_in(self, mode: Mode) -> None:
        """A new state: whoever was looked for in one that is over is looked for no more."""
        looked_for = mode.find if isinstance(mode, Finding | WithPerson) else None
        if self._find is not None and self._find != looked_for:
            self._world.people.forget(self._line.id, self._find)
            self._find = None

    def do(self, effect: Effect) -> None:
        """Begin one effect."""
        if not isinstance(effect, Listen):
            self._overhear_no_more()
        match effect:
            case Play():
                self._play(effect)
            case StopPlaying():
                self._stop_playing()
            case Listen():
                self._listen(effect)
            case ListenForSound():
                self._listen_for_sound(effect)
            case StopListening():
                self._stop_listening()
            case Record():
                self._record(effect)
            case StopRecording():
                if self._recording:
                    self._recording.stop()
            case FindPerson():
                self._find_person(effect)
            case HangUp():
                self._stop_playing()

    def hear(self, mulaw: bytes) -> None:
        """The caller's sound, to whoever wants it now."""
        if self._listening:
            self._listening.feed(mulaw)
        elif self._saying:
            self._before.append(mulaw)
            if self._overhearing:
                self._overhearing.feed(mulaw)
        if self._recording:
            self._recording.feed(mulaw)

    def close(self) -> None:
        """Leave nothing behind."""
        if self._shower:
            self._shower.stop()
        self._stop_listening()
        self._overhear_no_more()
        self._before.clear()
        if self._recording:
            self._recording.drop()
            self._recording = None
        if self._find is not None:
            self._world.people.forget(self._line.id, self._find)

    # -- saying -------------------------------------------------------------------------------------

    def _play(self, play: Play) -> None:
        try:
            sounds = [self._sound(item, slow=play.slow) for item in play.items]
        except KeyError:
            self._post(EffectFailed(self._now(), "Play"))
            return
        sound = b"".join(sounds)
        self._line.play(play.play, quieter(sound) if play.quiet else sound)
        self._saying = True
        if self._shower:
            lengths = [len(sound) // FRAME_BYTES * FRAME_MS for sound in sounds]
            self._shower.said(zip(play.items, lengths, strict=True))
        if play.hears and self._world.over_prompts:
            self._overhear(play.play, play.hears, Playing.of(play.items, sounds, play.hears.named))

    def _overhear(self, play: int, hears: Overhear, playing: Playing) -> None:
        def tell(said: Said) -> None:
            self._show(said)
            self._post(Overheard(self._now(), play, said.option, said.digits))

        self._overhearing = Overhearing(hears, self._world.words, self._world.ears, playing, tell)

    def _overhear_no_more(self) -> None:
        if self._overhearing:
            self._overhearing.close()
            self._overhearing = None

    def _stop_playing(self) -> None:
        self._line.stop()
        if self._shower:
            self._shower.stop()

    def _sound(self, item: Item, *, slow: bool) -> bytes:
        if isinstance(item, Gap):
            return SILENCE * (item.milliseconds // FRAME_MS * FRAME_BYTES)
        return self._world.sounds.sound(item.prompt, item.language, item.values, slow)

    # -- hearing ------------------------------------------------------------------------------------

    def _listen(self, listen: Listen) -> None:
        self._stop_listening()
        self._saying = False
        self._line.watch_sound(on=True)

        def tell(verdict: Verdict) -> None:
            self._listening = None
            if isinstance(verdict, Said):
                self._show(verdict)
            self._post(self._event(listen.listen, verdict))

        over, self._overhearing = self._overhearing, None
        self._listening = Listening(listen, self._world.words, self._world.ears, tell, over)

    def _show(self, said: Said) -> None:
        if self._shower:
            self._shower.event(f"heard: {said.phrase}")

    def _listen_for_sound(self, listen: ListenForSound) -> None:
        self._stop_listening()
        self._saying = False
        self._line.watch_sound(on=True)

        def tell(made: Made) -> None:
            self._listening = None
            if made == "made" and self._shower:
                self._shower.event("heard: a sound")
            kinds: dict[Made, type[SoundMade | Silence | EarsLost]] = {
                "made": SoundMade,
                "silence": Silence,
                "lost": EarsLost,
            }
            self._post(kinds[made](self._now(), listen.listen))

        self._listening = SoundGap(listen.gap_ms, b"".join(self._before), self._world.any_sound, tell)

    def _event(self, listen: int, verdict: Verdict) -> Event:
        at = self._now()
        if isinstance(verdict, Said):
            return Heard(at, listen, verdict.option, verdict.sure, verdict.digits)
        match verdict.why:
            case "silence":
                return Silence(at, listen)
            case "unclear":
                return NotUnderstood(at, listen)
            case _:
                return EarsLost(at, listen, deaf=verdict.why == "deaf")

    def _stop_listening(self) -> None:
        if self._listening:
            self._listening.close()
            self._listening = None

    def _record(self, record: Record) -> None:
        def done(milliseconds: int) -> None:
            self._post(RecordingDone(self._now(), record.record, milliseconds))

        self._saying = False
        if self._recording:
            self._recording.drop()
        self._recording = Recording(record.max_ms, record.final_silence_ms, done)

    # -- people -------------------------------------------------------------------------------------

    def _find_person(self, find: FindPerson) -> None:
        self._line.watch_sound(on=False)
        self._saying = False
        self._find = find.find
        self._world.people.find(self._line.id, find.find, find.language, find.topic, self._person)

    def _person(self, event: PersonEvent) -> None:
        kinds: dict[str, type[PersonJoined | PersonLeft | NobodyFree]] = {
            "joined": PersonJoined,
            "left": PersonLeft,
            "nobody": NobodyFree,
        }
        self._post(kinds[event.kind](self._now(), event.find))

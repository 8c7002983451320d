"""A step for the transcript of the demo and test profiles."""

from flows.effects import Play, Spoken
from flows.step import Step
from flows.transcript import note_line
from ivr.call.ports import Sounds, Transcript


def show(transcript: Transcript, sounds: Sounds, call: str, step: Step) -> None:
    """Give every note and every sentence of a step to the transcript."""
    for note in step.notes:
        transcript.event(call, note_line(note))
    for effect in step.effects:
        if isinstance(effect, Play):
            for item in effect.items:
                if isinstance(item, Spoken):
                    text = sounds.text(item.prompt, item.language, item.values)
                    transcript.said(call, item.prompt, item.language, text)

"""What publishing refuses, and what to do instead."""

from flows.errors import Refused, Trouble
from flows.messages import Sentence, Translate, untranslated


class PublishingRefused(Refused):
    """Nothing was changed; each sentence says why, and what to do next."""

    def __init__(self, *why: Sentence | Trouble) -> None:
        super().__init__("\n".join(str(each) for each in why))
        self.why = why

    def sentences(self, translate: Translate = untranslated) -> tuple[str, ...]:
        return tuple(each.text(translate) for each in self.why)

"""What stands beside the blocks of a container: languages, texts, words, and what has no place here."""

from collections.abc import Mapping

from flows.exchange.jsonfile import shown
from flows.exchange.report import Origin, Report
from flows.exchange.wording import Shelf, Wording, one_line
from flows.floip import marks
from flows.floip.blocks import IVR
from flows.floip.model import Container
from flows.floip.shop import Shop, fill
from flows.messages import told


def one_each(tags: Mapping[str, str], report: Report, origin: Origin) -> dict[str, str]:
    """A language has one wording here, not one for each voice."""
    found: dict[str, str] = {}
    for language, tag in tags.items():
        if not tag:
            report.left(origin, told("'{language}' is no language that is known.", language=shown(language)))
        elif tag in found.values():
            first = next(each for each in found if found[each] == tag)
            reason = told("'{language}' is a second kind of '{first}'.", language=shown(language), first=shown(first))
            report.left(origin, reason, told("The texts of '{first}' were taken.", first=shown(first)))
        else:
            found[language] = tag
    return found


def own_prompts(shop: Shop) -> None:
    """Texts of our own prompts; a prompt of several flows is one."""
    names = marks.prompts_of(shop.flow)
    for resource in shop.flow.resources:
        if name := names.get(resource.uuid):
            wording = Wording(name, ours=True)
            fill(wording, resource, shop.tags)
            shop.resources[resource.uuid] = name
            before = shop.shelf.wordings.setdefault(name, wording)
            if before.texts != wording.texts:
                reason = told("the texts of '{prompt}' differ from those in a flow before.", prompt=name)
                shop.report.left(shop.draft.origin, reason, told("Those of the flow before were taken."))
    for language, prompt, phrase in marks.words_of(shop.flow):
        shop.shelf.say(language, prompt, (phrase,))


def leave_rest(shop: Shop) -> None:
    """Fields of a flow of ours, and what flows of strangers have and ours have not."""
    rest = shop.flow.ours.get("data")
    if marks.name_of(shop.flow) and isinstance(rest, dict):
        shop.draft.rest = {name: rest[name] for name in rest if name == "reasons"}
    if shop.flow.exit_block_id:
        reason = told("it names a block for errors; here errors lead to a person.")
        shop.report.left(shop.draft.origin, reason)
    values = [value for resource in shop.flow.resources for value in resource.values]
    if shut := ", ".join(sorted({shown(value.content_type) for value in values} - {"TEXT", "AUDIO"})):
        reason = told("a telephone shows nothing; left out were: {kinds}.", kinds=shut)
        shop.report.left(shop.draft.origin, reason)
    others = {mode for value in values if IVR not in value.modes for mode in value.modes}
    if others:
        modes = ", ".join(sorted(map(shown, others)))
        reason = told("texts for other ways were taken only where the telephone has none: {modes}.", modes=modes)
        shop.report.left(shop.draft.origin, reason)


def other_words(found: Container, shelf: Shelf) -> None:
    """Words of universal keys and languages, in the vendor metadata of our own exports."""
    books = found.ours.get("words")
    for language, book in books.items() if isinstance(books, dict) else ():
        for name, phrases in book.items() if isinstance(book, dict) else ():
            named = marks.TAG.fullmatch(language) and marks.WORD.fullmatch(name)
            if named and isinstance(phrases, list) and all(isinstance(phrase, str) for phrase in phrases):
                shelf.say(language, name, map(one_line, phrases))

"""A small line of its own, with texts and words, for tests of the walker and of drawings: the library may change."""

from flows import load
from flows.effects import Spoken
from flows.golden import PROMPT_MS, Golden
from flows.model import FlowBook
from flows.nodes import Offer
from flows.walk import Walk, fixed
from ivr.authoring.kept import Keeper
from ivr.authoring.shown import Shown
from ivr.authoring.sitting import Sitting

UNIVERSAL = """
flow: universal
start: person
nodes:
  person: {kind: handover, next: return, nobody: return}
  danger: {kind: menu, prompts: [danger.text]}
"""
CLINIC = """
flow: clinic
start: hello
nodes:
  hello: {kind: say, prompts: [hello], next: languages}
  languages: {kind: language, next: needs, unknown: bye}
  needs:
    kind: menu
    intro: ask
    offers: [person]
    options:
      doctor: {key: "1", prompt: need.doctor, next: doctor}
      number: {key: "2", prompt: need.number, next: number}
      message: {key: "3", prompt: need.message, next: message}
      bye: {key: "4", prompt: need.bye, next: bye}
    shortcuts:
      teeth: {prompt: need.teeth, next: doctor}
  doctor: {kind: menu, topic: health, prompts: [info], offers: [back]}
  number: {kind: ask, prompts: [ask.number], store: number, digits: {min: 3, max: 6}, next: needs}
  message: {kind: record, prompts: [ask.message], max_s: 30, next: bye}
  bye: {kind: goodbye, prompts: [bye]}
"""
LANGUAGES = ("en", "fr", "ar")
WORDING = {
    ("hello", "en"): "Hello.",
    ("ask", "fr"): "Dites le mot.",
    ("ask_keys", "fr"): "Appuyez.",
    ("need.doctor", "fr"): "Médecin :",
    ("need.number", "fr"): "Un numéro :",
    ("need.message", "fr"): "Un message :",
    ("need.bye", "fr"): "Au revoir :",
    ("info", "fr"): "Allez chez le médecin.",
    ("bye", "fr"): "Au revoir.",
    ("offer.person", "fr"): "Une personne :",
    ("language.offer", "en"): "English:",
    ("language.offer", "fr"): "Français :",
    ("language.offer", "ar"): "العربية:",
    ("key.1", "fr"): "appuyez sur un",
    ("key.1", "en"): "press one",
    ("key.3", "ar"): "ثلاثة",
    ("digits", "fr"): "Vous avez dit {digits}.",
}
WORDS = {
    ("need.doctor", "fr"): ("médecin", "chez le docteur", "je suis malade"),
    ("need.number", "fr"): ("numéro", "un chiffre"),
    ("need.message", "fr"): ("message",),
    ("need.bye", "fr"): ("au revoir",),
    ("need.teeth", "fr"): ("les dents", "dentiste"),
    ("language.fr", "fr"): ("français", "bonjour"),
    ("@person", "fr"): ("une personne", "help"),
    ("@back", "fr"): ("retour",),
    ("yes", "fr"): ("oui",),
    ("no", "fr"): ("non",),
}


def book(*hears: str) -> FlowBook:
    """The clinic beside small universal keys."""
    return load.book({"universal.yaml": UNIVERSAL, "clinic.yaml": CLINIC}, Offer(LANGUAGES, "en", frozenset(hears)))


def wording(spoken: Spoken) -> str:
    """What is said; most of it nobody has written."""
    return WORDING.get((spoken.prompt, spoken.language), "").format(**dict(spoken.values))


def phrases(option: str, language: str) -> tuple[str, ...]:
    """What may be said."""
    return WORDS.get((option, language), ())


def walk(*hears: str) -> Walk:
    """A call that has just been answered."""
    return Walk(book(*hears), "clinic", fixed(PROMPT_MS))


def sitting(*hears: str) -> Sitting:
    """The same with somebody before it."""
    walked = walk(*hears)
    offer = walked.book.offer
    base = Golden(about="A walk.", enters="clinic", languages=offer.languages, main_language="en", hears=hears, call="")
    return Sitting(walked, Shown(walked, wording), phrases, str, Keeper(base, walked.book))

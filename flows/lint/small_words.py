"""Words by which no choice is told from another: articles, pronouns, prepositions. Closed lists, a text a language."""

from collections.abc import Mapping

SMALL: Mapping[str, str] = {
    "en": (
        "a an the this that these those to of for at in on by with from into about and or but not no is are be am was "
        "do does did can may will it i me my we us our you your he him his she her they them their what who which "
        "where when how here there some any all more other"
    ),
    "fr": (
        "le la les l un une des du de d au aux à a en dans sur pour par avec sans chez et ou ni est sont être c ce cet "
        "cette ces ça se s me m te t on je j tu il elle nous vous ils elles mon ma mes ton ta tes son sa ses notre nos "
        "votre vos leur leurs que qu qui quoi pas ne n plus autre autres quelqu"
    ),
    "es": (
        "el la los las lo un una unos unas de del a al en con sin por para y e o u ni es son ser se me te le les nos "
        "os yo tu él ella usted nosotros ellos ellas mi mis tus su sus nuestro nuestra que quién esta este estas estos "
        "eso esa ese más otro otra otros otras no"
    ),
    "pt": (
        "o a os as um uma uns umas de do da dos das em no na nos nas ao aos à por pelo pela para com sem e ou nem é "
        "ser se me te lhe lhes nós eu tu ele ela você vocês eles elas meu minha meus minhas seu sua seus suas nosso "
        "nossa que quem este esta estes estas isso essa esse mais outro outra outros outras não"
    ),
    "ar": "من في على إلى عن مع أو ثم ما هذا هذه ذلك تلك أنا أنت نحن هو هي هم لا كل",
}
"""Where there is no list every word counts."""
JOINERS: Mapping[str, str] = {"en": "and or", "fr": "et ou", "es": "y e o u", "pt": "e ou"}
"""Between what is named side by side; only of languages in which they stand alone."""
ARTICLES = "وال فال بال كال لل ال و ف ب ل ك"
"""Arabic writes them before the word, without a space; the longest first."""
PARTICLES = (
    "은 는 이 가 을 를 과 와 의 에 에서 에게 께 한테 로 으로 도 만 나 이나 랑 이랑 하고 부터 까지 보다 처럼 요 이요"
)
"""Korean writes them behind the word."""
UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")
"""How names of letters begin (Unicode) whose languages have no spaces between words: there nobody can tell."""

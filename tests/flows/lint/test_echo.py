"""What an option is called, and whether it can be said: by the word, in each language as far as one can tell."""

import pytest

from flows.lint.echo import alike, main_words, says, unsaid

UNSAID = (
    ("en", "Children:", "need.school; my lessons; class", ("Children",)),
    ("en", "For the children:", "kid; kids; little one", ("children",)),
    ("en", "School and children:", "school; lessons; class", ("children",)),
    ("en", "Teeth, mouth or gums:", "teeth; tooth; dentist", ("mouth", "gums")),
    ("fr", "L’école ou l'hôpital :", "école; classe; cours", ("l'hôpital",)),
    ("fr", "Ce que nous gardons :", "vie privée; secret; nom", ("gardons",)),
    ("es", "Sueldo y trabajo:", "sueldo; mi dinero; el jefe", ("trabajo",)),
    ("pt", "Alojamento e comida:", "alojamento; albergue; rua", ("comida",)),
    ("ar", "مَلَابِس:", "حذاء; بطانية; قميص", ("مَلَابِس",)),
    ("ko", "어린이는 아기 병원:", "치과; 이빨; 치아", ("어린이는 아기 병원",)),
    ("qaa", "Foo bar:", "baz; qux; quux", ("Foo bar",)),
)
SAID = (
    ("en", "Children:", "my child; kid; kids"),
    ("en", "Somebody forces you to work:", "forced; locked in; help"),
    ("en", "School and {day}:", "school; lessons; class"),
    ("en", "More:", "next; go on; again"),
    ("fr", "Santé et médecin :", "sante; soigner; un medecin"),
    ("es", "Policía o detención:", "policia; preso; detenciones"),
    ("pt", "À força:", "forca; obrigado; trabalho"),
    ("ar", "الصِّحَّةُ وَالطَّبِيب:", "صحة; ألم; مرض"),
    ("ar", "مَكَانٌ لِلنَّوْم:", "نوم; سرير; غرفة"),
    ("ar", "أَوْرَاق:", "اوراقي; وثائق; فيزا"),
    ("ko", "건강과 의사는, 내 머리:", "내 머리; 머리 머리; 내 몸이"),
    ("ko", "병원:", "병원은; 병원에; 병원까지"),
    ("ja", "子供の病院：", "小児科; 病気; 子供"),
    ("th", "โรงพยาบาล", "หมอ; ยา; ป่วย"),
    ("qaa", "Foo bar:", "foos; qux; quux"),
)
FORMS = (
    ("en", "child", "children", True),
    ("en", "eye", "eyes", True),
    ("en", "child", "chair", False),
    ("en", "go", "going", False),
    ("fr", "enfant", "enfants", True),
    ("es", "niño", "niña", True),
    ("pt", "reclamar", "reclamação", True),
    ("ar", "والطبيب", "طبيب", True),
    ("ar", "محام", "محامي", True),
    ("ar", "طعام", "خبز", False),
    ("ko", "아이", "아이들", False),
    ("ko", "아이", "아이는", True),
    ("ko", "일", "일본", False),
)


def phrases(text: str) -> list[str]:
    return text.split("; ")


@pytest.mark.parametrize(("language", "wording", "said", "left"), UNSAID)
def test_what_no_phrase_contains_is_found(language: str, wording: str, said: str, left: tuple[str, ...]) -> None:
    assert unsaid(wording, phrases(said), language) == left


@pytest.mark.parametrize(("language", "wording", "said"), SAID)
def test_nothing_is_told_where_it_is_said_or_nobody_can_tell(language: str, wording: str, said: str) -> None:
    assert unsaid(wording, phrases(said), language) == ()


@pytest.mark.parametrize(("language", "one", "other", "same"), FORMS)
def test_forms_of_a_word(language: str, one: str, other: str, same: bool) -> None:
    assert alike(one, other, language) is same
    assert alike(other, one, language) is same


@pytest.mark.parametrize(
    ("language", "wording", "phrase", "same"),
    [
        ("en", "Work, school, family:", "work", True),
        ("en", "Work, school, family:", "my family", True),
        ("en", "Work, school, family:", "lost family", False),
        ("en", "To hear more:", "more", True),
        ("en", "To hear:", "more", False),
        ("ar", "الصِّحَّةُ وَالطَّبِيب:", "طبيب", True),
        ("ko", "일 학교 가족은, 엄마:", "가족", True),
        ("fr", "", "enfant", False),
    ],
)
def test_whether_a_wording_says_a_phrase(language: str, wording: str, phrase: str, same: bool) -> None:
    assert says(wording, phrase, language) is same


def test_small_words_and_variables_are_no_main_words() -> None:
    assert main_words("It opens {day} at the school’s gate", "en") == ("opens", "school", "s", "gate")
    assert main_words("Pour l’hôpital", "fr") == ("hopital",)
    assert main_words("Pour l’hôpital", "xx") == ("pour", "l", "hopital")

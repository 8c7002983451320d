"""Sentences that people put around a word: ten in Korean, fixed before anything was measured with them."""

FRAMES = (
    "어 {x} 좀 부탁합니다",
    "저기요 {x} 부탁드려요",
    "안녕하세요 {x} 때문에 전화했어요",
    "음 저는 {x} 필요해요",
    "죄송한데요 {x} 말인데요",
    "제발 {x} 좀 도와주세요",
    "우리 가족이 {x} 찾고 있어요",
    "저 어 {x} 알고 싶어요",
    "급해요 {x} 지금요",
    "그러니까 {x} 그거요 감사합니다",
)
"""`{x}` is what is said: an option, or a word on no list. No sentence holds a word of an option."""


def framed(frame: str, said: str) -> str:
    """The sentence with something in it."""
    return frame.replace("{x}", said)

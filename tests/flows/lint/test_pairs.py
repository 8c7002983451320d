"""Pairs of words in six languages, as espeak-ng transcribes them: which sound alike, and which do not."""

import pytest

from flows.lint.phonetics import distance, letters
from flows.lint.rules.sound_alike import ALIKE

NEAR = (
    ("en", "eye", "ˈaɪ", "eyes", "ˈaɪ_z"),
    ("en", "eye", "ˈaɪ", "ice", "ˈaɪ_s"),
    ("en", "eyes", "ˈaɪ_z", "ice", "ˈaɪ_s"),
    ("en", "ship", "ʃ_ˈɪ_p", "sheep", "ʃ_ˈiː_p"),
    ("en", "tooth", "t_ˈuː_θ", "teeth", "t_ˈiː_θ"),
    ("fr", "bain", "b_ˈɛ̃", "pain", "p_ˈɛ̃"),
    ("fr", "dent", "d_ˈɑ̃", "dents", "d_ˈɑ̃"),
    ("fr", "poisson", "p_w_a_s_ˈɔ̃", "poison", "p_w_a_z_ˈɔ̃"),
    ("es", "ojo", "ˈo_x_o", "ojos", "ˈo_x_o_s"),
    ("es", "peso", "p_ˈe_s_o", "beso", "b_ˈe_s_o"),
    ("pt", "olho", "ˈɔ_ʎ_ʊ", "olhos", "ˈɔ_ʎ_ʊ_ʃ"),
    ("pt", "avó", "ɐ_v_ˈɔ", "avô", "ɐ_v_ˈo"),
    ("ar", "قلب", "q_ˈa_l_b", "كلب", "k_ˈa_l_b"),
    ("ar", "سيف", "s_ˈa_j_f", "صيف", "s̪_ˈa_j_f"),
    ("ko", "달", "d_ˈɐ_ɫ", "딸", "t-_ˈɐ_ɫ"),
    ("ko", "눈", "n_ˈu_n", "눈이", "n_ˈu_n_i"),
)
FAR = (
    ("en", "eye", "ˈaɪ", "ear", "ˈiə"),
    ("en", "eye", "ˈaɪ", "teeth", "t_ˈiː_θ"),
    ("en", "tooth", "t_ˈuː_θ", "doctor", "d_ˈɒ_k_t_ə"),
    ("fr", "dents", "d_ˈɑ̃", "yeux", "j_ˈø"),
    ("fr", "école", "e_k_ˈɔ_l", "docteur", "d_ɔ_k_t_ˈœ_ʁ"),
    ("es", "ojo", "ˈo_x_o", "diente", "d_j_ˈɛ_n_t_e"),
    ("es", "hoja", "ˈo_x_a", "ojo", "ˈo_x_o"),
    ("pt", "olho", "ˈɔ_ʎ_ʊ", "dente", "d_ˈeɪ_ŋ_t_ɨ"),
    ("ar", "أسنان", "ʔ_s_n_ˈaː_n", "عيون", "ʕ_ˈu_j_uː_n"),
    ("ko", "눈", "n_ˈu_n", "치과", "tʃ_h_ˈi_q_w_ɐ"),
)


@pytest.mark.parametrize("pair", NEAR, ids=lambda pair: f"{pair[0]} {pair[1]} {pair[3]}")
def test_these_sound_alike(pair: tuple[str, str, str, str, str]) -> None:
    assert distance(letters(pair[2]), letters(pair[4])) < ALIKE


@pytest.mark.parametrize("pair", FAR, ids=lambda pair: f"{pair[0]} {pair[1]} {pair[3]}")
def test_these_do_not(pair: tuple[str, str, str, str, str]) -> None:
    assert distance(letters(pair[2]), letters(pair[4])) >= ALIKE

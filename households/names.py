"""Names as people look for them: full pinyin and initials, with every reading of a surname."""

from functools import lru_cache

# Surnames read otherwise than the same character elsewhere.
SURNAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "查": "zha", "朴": "piao", "区": "ou",
    "尉迟": "yuchi", "翟": "zhai", "盖": "ge", "任": "ren", "牟": "mu", "妥": "tuo", "缪": "miao",
    "乐": "yue", "召": "shao", "折": "she", "覃": "qin", "万俟": "moqi", "繁": "po", "秘": "bi",
}


@lru_cache(maxsize=65536)
def _syllables(name):
    from pypinyin import Style  # its dictionaries take half a second: not at every start
    from pypinyin import pinyin as readings

    letters = [reading[0] for reading in readings(name, style=Style.NORMAL, errors="ignore")]
    for surname, sound in SURNAMES.items():
        if name.startswith(surname) and len(surname) == 1 and letters:
            letters[0] = sound
    return tuple(letters)


def pinyin(name: str) -> str:
    """Return the name's pinyin without tones or spaces: 王桂英 → wangguiying. Dots are left out."""
    return "".join(_syllables(name))[:160]


def initials(name: str) -> str:
    """Return the first letters of the name's syllables: 王桂英 → wgy."""
    return "".join(syllable[:1] for syllable in _syllables(name))[:60]

"""Names of people who do not exist, by people, sex and decade of birth. Pure."""

from functools import lru_cache

from unionaid.demo import material

PEOPLES = {  # the words of names.json → its key of names
    "回": "hui", "东乡": "dongxiang", "藏": "tibetan", "裕固": "yugur", "保安": "bonan",
    "撒拉": "salar", "蒙古": "mongol", "哈萨克": "kazak",
}
CODES = {
    "汉": "01", "蒙古": "02", "回": "03", "藏": "04", "满": "11", "哈萨克": "17", "东乡": "26",
    "土": "30", "撒拉": "35", "保安": "47", "裕固": "48",
}
LIKE_HAN = {"其他": "满"}
FATHERS_NAME = 0.95


def ethnicity(rng, prefecture):
    """Draw a people by the shares of a prefecture; returns its word in names.json."""
    people = _shares(prefecture).draw(rng)
    return LIKE_HAN.get(people, people)


def full_name(rng, people, sex, birth_year, family_name=""):
    """Draw a full name; a child may be given its family's name. Public figures' names are drawn again."""
    while True:
        name = _name(rng, people, sex, birth_year, family_name)
        if name not in _avoided():
            return name


def family_name(name, people):
    """Return the family name of a full name, "" where the people has none."""
    if people in ("藏", "蒙古", "哈萨克"):
        return ""
    return name[:2] if name[:2] in ("令狐", "欧阳", "上官") else name[:1]


def _name(rng, people, sex, birth_year, family):
    kind = PEOPLES.get(people)
    gender = "m" if sex == "1" else "f"
    if kind == "tibetan":
        words = material.names()["ethnic"]["tibetan"]
        return rng.choice(words["first"]) + rng.choice(words[f"{gender}_last"])
    if kind == "kazak":
        words = material.names()["ethnic"]["kazak"]
        return f"{rng.choice(words[gender])}·{rng.choice(words['father'])}"
    if kind == "mongol":
        return rng.choice(material.names()["ethnic"]["mongol"][gender])
    surname = family if family and rng.random() < FATHERS_NAME else _surnames(kind).draw(rng)
    if kind and (birth_year < 1990 or rng.random() < 0.4):
        return surname + rng.choice(material.names()["ethnic"][kind][gender])
    return surname + _given(rng, gender, birth_year)


def _given(rng, gender, birth_year):
    decade = f"{min(max(birth_year // 10 * 10, 1950), 2010)}s"
    names = material.names()
    chars = names["given_chars"][decade][gender]
    kind = rng.random()
    if kind < (0.25 if decade == "1990s" else 0.08):
        return rng.choice(chars)
    if kind < 0.7:
        return rng.choice(names["given_names"][decade][gender])
    first, last = rng.choice(chars), rng.choice(chars)
    return first + last if first != last else rng.choice(names["given_names"][decade][gender])


@lru_cache(maxsize=16)
def _surnames(kind):
    names = material.names()
    return material.surnames(names["ethnic"][kind]["surnames"] if kind else names["han_surnames"])


@lru_cache(maxsize=32)
def _shares(prefecture):
    shares = material.names()["ethnic_share_by_prefecture"]
    return material.Weighted(list(shares.get(prefecture, shares["default"]).items()))


@lru_cache(maxsize=1)
def _avoided():
    return frozenset(material.names()["avoid_full_names"])

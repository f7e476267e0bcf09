"""Every way to say a value of a code list, an enumeration, a division or a union."""

from collections import defaultdict
from functools import lru_cache

from django.utils import translation

from households.enums import Tier
from households.imports.cells import BRACKETS, NOTHING, plain
from households.imports.tables import value_words
from unionaid.organizations import codes
from unionaid.organizations.models import Region, UnionUnit

OTHER_WORDS = ("union_form_value", "old_form_equivalent")
DIVISION_ENDS = ("自治州", "自治县", "地区", "市", "区", "县", "州", "盟", "旗")
CAMPAIGNS = "B"
UNION_ENDS = ("总工会", "工会")


class Words:
    """The words of one field: `by_word` maps what people write to the code, `labels` are what is offered."""

    def __init__(self, by_word, labels):
        self.by_word, self.labels = by_word, labels


def words_of(field, today):
    """Return the Words of a field with a code list or choices."""
    return _words(field.key, field.list_name, field.choices, today, codes.stamp())


@lru_cache(maxsize=256)
def _words(key, list_name, choices, today, stamp):
    name = key.partition(".")[2]
    if name == "tier":
        choices = tuple((tier.value, tier.label) for tier in Tier if tier != Tier.UNRATED)
    if not list_name:
        with translation.override("zh-hans"):
            pairs = [(value, str(label)) for value, label in choices if value]
        return _collected(pairs, {}, value_words().get(key) or value_words().get(name, {}))
    allowed = _allowed(key, today)
    found = [item for item in codes.items(list_name, today) if allowed is None or item.code in allowed]
    pairs = [(item.code, item.zh) for item in found]
    others = {item.code: [item.attributes.get(name, "") for name in OTHER_WORDS] for item in found}
    return _collected(pairs, others, value_words().get(list_name, {}))


def _allowed(key, today):
    """Codes a field takes when it is not the whole list."""
    causes = codes.items("hardship_cause", today)
    match key:
        case "causes.main_cause" | "causes.secondary":
            return {item.code for item in causes if not item.parent_code}
        case "causes.sub_cause":
            return {item.code for item in causes if item.parent_code}
        case "needs.aid_type":
            kinds = codes.items("aid_type", today)
            return {item.code for item in kinds if item.parent_code not in ("", CAMPAIGNS)}
        case "worker.disease" | "member.disease":
            return {item.code for item in codes.items("disease_type_union", today)} - {"01", "20"}
        case "member.relation":
            return {item.code for item in codes.items("relationship", today)} - {"01", "02"}
        case "decision.tier":
            return None
    return None


def _collected(pairs, others, further):
    """Lay all words over each other; what is nearer to the label wins."""
    by_word = {}

    def add(word, code):
        bare = "".join(plain(word).split())
        for form in (bare, bare.casefold()):
            if form and form not in by_word:
                by_word[form] = code

    for code, label in pairs:
        add(label, code)
    for code, _label in pairs:
        add(str(code), code)
    known = {code for code, _label in pairs}
    for word, code in further.items():
        if code in known:
            add(word, code)
    for code, said in others.items():
        for words in said:
            for word in words.split(";"):
                add(word, code)
    for code, label in pairs:
        for word in (BRACKETS.sub("", plain(label)), label.removesuffix("族")):
            add(word, code)
        for word in plain(label).replace("(", "/").replace(")", "/").split("/"):
            if word.lower() not in NOTHING:
                add(word, code)
    return Words(by_word, [label for _code, label in pairs])


def division_names(today):
    """Return every way to name a division → its codes."""
    return _division_names(today, codes.stamp())


@lru_cache(maxsize=4)
def _division_names(today, stamp):
    names = defaultdict(list)
    regions = list(Region.objects.in_force(today).values_list("code", "name", "full_name", "level"))
    full = {code: full_name for code, _name, full_name, _level in regions}

    def add(word, code):
        if code not in names[word]:
            names[word].append(code)

    for code, name, full_name, level in regions:
        above = [full.get(code[:2] + "0000", ""), full.get(code[:4] + "00", "")]
        shorter = (full_name.removeprefix(part) for part in above if part and part != full_name)
        tails = {full_name, name, *shorter}
        for said in filter(None, tails):
            add(said, code)
            if level > 1 and len(said) > 2:
                for end in DIVISION_ENDS:
                    if said.endswith(end) and len(said) - len(end) >= 2:
                        add(said.removesuffix(end), code)
                        break
        add(code, code)
    return dict(names)


def unit_names(posting):
    """Return every way to name a union of the posting's scope → its rows."""
    names = defaultdict(list)
    for unit in UnionUnit.objects.visible_to(posting).open():
        said = {unit.code, unit.region_code, unit.name, unit.short_name}
        for end in UNION_ENDS:
            said |= {name.removesuffix(end) for name in (unit.name, unit.short_name)}
        for end in DIVISION_ENDS:
            said |= {name.removesuffix(end) for name in list(said) if len(name) - len(end) >= 2}
        for word in filter(None, said):
            if unit not in names[word]:
                names[word].append(unit)
    return dict(names)

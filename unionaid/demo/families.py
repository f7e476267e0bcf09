"""Families: who lives with the worker, who is ill, who still goes to school. Pure."""

from datetime import date, timedelta

from households.content import age_on
from unionaid.demo import naming
from unionaid.demo.material import Weighted
from unionaid.demo.people import FEMALE, MALE, born, person

SIZES = Weighted([(1, 8), (2, 31), (3, 43), (4, 14), (5, 4)])
MARRIED, WIDOWED, DIVORCED, SINGLE = "20", "30", "40", "10"
YEAR = timedelta(days=365)
# Age → what a child is: member status, school stage, years of the stage, age at its start.
SCHOOLS = (
    (range(3), ("13", "", None, 0)),
    (range(3, 6), ("13", "01", 3, 3)),
    (range(6, 12), ("12", "02", 6, 6)),
    (range(12, 15), ("11", "03", 3, 12)),
    (range(15, 18), ("10", "04", 3, 15)),
)
CAMPUS = Weighted([("06", 5), ("07", 6), ("05", 2)])
SCHOOL_YEARS = {"05": ("09", 3), "06": ("08", 3), "07": ("08", 4)}
SCHOOL_NAMES = {
    "01": "幼儿园", "02": "第二小学", "03": "初级中学", "04": "高级中学",
    "05": "职业中专", "06": "职业技术学院", "07": "学院",
}
ILLNESSES = Weighted([  # health status, disease of the union's list, what the diagnosis says
    (("41", "02", "恶性肿瘤术后化疗"), 24), (("31", "03", "冠心病，支架植入术后"), 19),
    (("32", "04", "脑梗死后遗症"), 20), (("35", "05", "尿毒症，规律透析"), 10),
    (("37", "09", "糖尿病并发症"), 9), (("30", "07", "肝硬化"), 6), (("33", "13", "尘肺病"), 6),
    (("38", "06", "精神分裂症"), 4), (("30", "08", "再生障碍性贫血"), 2),
])
DISABILITIES = Weighted([  # health status, type on the card
    (("64", "4"), 55), (("61", "1"), 14), (("62", "2"), 10), (("65", "5"), 9), (("66", "6"), 12),
])
NOT_HERE = "现役义务兵，不计入"


def family(source, worker, own_people, *, day, cause, single_parent):
    """Give the worker a household for a day: returns the members, nearest first.

    The cause says what must be there: a patient, somebody disabled, a student, one parent alone.
    """
    rng = source.rng
    size = SIZES.draw(rng)
    needs_child = single_parent or cause == "09"
    size = max(size, 2 if needs_child else 1)
    members = []
    age = age_on(worker["birth_date"], day)
    if single_parent:
        worker["marital_status"] = rng.choice((WIDOWED, DIVORCED, DIVORCED))
    elif size == 1 and not needs_child:
        worker["marital_status"] = SINGLE if age < 35 else rng.choice((DIVORCED, WIDOWED, SINGLE))
    elif age < 26 and not needs_child:
        worker["marital_status"] = SINGLE
    else:
        worker["marital_status"] = MARRIED
        members.append(_spouse(source, worker, own_people))
    spouse = members[0] if members else None
    children = _children(source, worker, spouse, own_people, size - 1 - len(members), day, needs_child)
    members += children
    for _parent_at_home in range(min(size - 1 - len(members), 2)):
        members.append(_parent(source, worker, spouse, own_people, day, members))
    if len(members) >= 2 and rng.random() < 0.012:
        _send_a_son_to_the_army(members, day)
    return members


def fall_ill(source, somebody):
    """Give a person a serious illness."""
    status, disease, diagnosis = ILLNESSES.draw(source.rng)
    somebody |= {"health_status": status, "disease": disease, "diagnosis": diagnosis}
    somebody["has_labour_capacity"] = False


def disable(source, somebody):
    """Give a person a severe disability with its card."""
    status, kind = DISABILITIES.draw(source.rng)
    grade = source.rng.choice("1223")
    somebody |= {"health_status": status, "disability_type": kind, "disability_grade": grade}
    somebody["disability_card_no"] = f"{somebody['id_number']}{kind}{grade}"
    somebody["has_labour_capacity"] = False


def _spouse(source, worker, own_people):
    rng = source.rng
    sex = FEMALE if worker["sex"] == MALE else MALE
    older = rng.gauss(-2, 2.6) if sex == FEMALE else rng.gauss(2, 2.6)
    birth = worker["birth_date"] - timedelta(days=int(max(min(older, 8), -8) * 365.25))
    birth = min(birth, worker["birth_date"] + 5 * YEAR, date(2001, 1, 1))
    their_people = own_people if rng.random() < 0.93 else naming.ethnicity(rng, source.place.prefecture)
    local = rng.random() < 0.85
    return person(source, sex=sex, birth=birth, people=their_people, local=local) | {
        "relation": "12" if sex == FEMALE else "11",
        "marital_status": MARRIED,
        "mobile": source.mobile() if rng.random() < 0.4 else "",
    }


def _children(source, worker, spouse, own_people, wanted, day, needed):
    """Children who still depend on the household, the eldest first: at school, or grown and without work."""
    rng = source.rng
    parent = max((worker, spouse or worker), key=lambda person: person["birth_date"])
    age = age_on(parent["birth_date"], day)
    youngest, oldest = max(0, age - 41), min(23, age - 19)
    count = min(wanted, 1 if rng.random() < 0.55 else 2)
    if needed:
        count = max(count, 1)
    if oldest < youngest and not needed:
        youngest, oldest = 24, min(31, age - 21)
    if oldest < 0 or not count:
        return []
    ages = {min(rng.randint(min(youngest, oldest), oldest) + 3 * place, oldest) for place in range(count)}
    father = worker if worker["sex"] == MALE else spouse
    name = naming.family_name((father or worker)["name"], own_people)
    births = sorted(born(rng, day, age, age) for age in ages)
    return [_child(source, birth, own_people, name, day) for birth in births]


def _child(source, birth, own_people, family_name, day):
    rng = source.rng
    sex = rng.choice((MALE, FEMALE))
    child = person(source, sex=sex, birth=birth, people=own_people, family_name=family_name)
    child |= {"relation": "20" if sex == MALE else "30", "has_labour_capacity": False}
    age = age_on(child["birth_date"], day)
    if age > 23:
        return child | {"has_labour_capacity": True, "member_status": "03", "work_status": "3"}
    if age >= 18:
        stage = CAMPUS.draw(rng)
        status, years = SCHOOL_YEARS[stage]
        started = age - min(age - 18, years - 1)
        child["education"], child["skill_level"] = ("71" if stage == "05" else "61"), ""
    else:
        status, stage, years, started = next(school for ages, school in SCHOOLS if age in ages)
        if stage == "04" and rng.random() < 0.3:
            status, stage = "09", "05"
    child["member_status"] = status
    if stage:
        city = source.place.name
        child |= {
            "school_stage": stage,
            "school_years": years,
            "school_started_on": str(child["birth_date"].year + started),
            "workplace": f"{city}{SCHOOL_NAMES[stage]}（演示）",
            "is_dependent_student": True,
        }
    return child


def _parent(source, worker, spouse, own_people, day, members):
    """A mother or father of the worker, else of the spouse."""
    rng = source.rng
    lineage = [("52", FEMALE, worker), ("51", MALE, worker)]
    if spouse:
        mother, father = ("54", "53") if worker["sex"] == FEMALE else ("56", "55")
        lineage += [(mother, FEMALE, spouse), (father, MALE, spouse)]
    taken = {member["relation"] for member in members}
    relation, sex, child = next(row for row in lineage if row[0] not in taken)
    birth = child["birth_date"] - timedelta(days=int(365.25 * rng.uniform(20, 31)))
    if age_on(birth, day) > 93:
        birth = child["birth_date"] - 18 * YEAR
    parent = person(source, sex=sex, birth=birth, people=own_people)
    old = age_on(parent["birth_date"], day) >= 60
    return parent | {
        "relation": relation,
        "marital_status": rng.choice((MARRIED, WIDOWED)),
        "member_status": "04" if old and rng.random() < 0.3 else "15" if old else "14",
        "health_status": "30" if rng.random() < 0.5 else "20",
        "disease": "12" if rng.random() < 0.5 else "19",
        "has_labour_capacity": not old,
    }


def _send_a_son_to_the_army(members, day):
    """A son of conscript age serves and does not count."""
    for member in members:
        if member["relation"] == "20" and 18 <= age_on(member["birth_date"], day) <= 22:
            member |= {
                "is_counted": False, "not_counted_reason": NOT_HERE, "member_status": "99",
                "school_stage": "", "school_years": None, "school_started_on": "", "workplace": "",
                "is_dependent_student": False,
            }
            return



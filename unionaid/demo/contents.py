"""One file's content from its plan: a family, its work, and a sum that leads to the wanted tier. Pure."""

from datetime import timedelta
from decimal import Decimal

from households.content import FileContent
from households.enums import DocumentKind
from unionaid.demo import causes, families, material, money, people, settling, work
from unionaid.demo.material import Weighted

RELATED = {"06": ("03", "09", "01"), "01": ("06", "03"), "03": ("06", "09", "02"), "09": ("06", "03")}
HOUSING = Weighted([("1", 30), ("2", 18), ("3", 12), ("5", 10), ("6", 14), ("7", 10), ("8", 6)])
BANKS = ("陇原银行（演示）", "黄河农商银行（演示）", "丝路银行（演示）")
LEGACY = ("低保户", "低保边缘户", "意外致困户", "低保线以上", "未享受低保")
PAPERS = {
    "06": "DIAGNOSIS", "01": "DISABILITY", "09": "SCHOOL", "07": "EVENT", "08": "EVENT",
    "03": "UNEMPLOYMENT",
}


def content_of(source, plan, line):
    """Return the FileContent of a rated plan. `line` is the urban line of its unit in whole 元."""
    rng = source.rng
    cause = causes.main_cause(rng, plan.outcome)
    single_parent = cause != "09" and rng.random() < 0.08
    migrant = rng.random() < 0.06
    own_people, worker = people.worker(source, migrant=migrant)
    day = plan.applied_on
    members = families.family(
        source, worker, own_people, day=day, cause=cause, single_parent=single_parent
    )
    everybody = [worker, *members]
    causes.strike(source, cause, everybody)
    subdistrict = rng.choice(material.names()["addresses"]["subdistricts"])
    employment = work.work_of(
        source, worker, day=day, earns=plan.outcome in ("ACCIDENTAL", "EDGE"), migrant=migrant,
        level=plan.level, subdistrict=f"{source.place.name}{subdistrict}",
    )
    if employment["work_status"] in (work.AT_POST, work.RETIRED, work.RESTING):
        worker["medical_insurance"] = "1"
    if plan.migrated and rng.random() < 0.37:
        worker["skill_level"] = ""
    sums = settling.settle(source, plan, line, everybody, employment["work_status"], cause)
    return FileContent(
        applied_on=day,
        worker=people.as_worker(worker),
        members=members,
        work=employment,
        home=home_of(source, worker, subdistrict, single_parent),
        causes={
            "main_cause": cause,
            "sub_cause": causes.sub_cause(rng, cause, single_parent, day),
            "hardship_note": causes.note(cause, everybody),
            "event_tag": _event_tag(rng, cause, day),
            "secondary": list(RELATED.get(cause, ())[: rng.choices((0, 1, 2), (45, 40, 15))[0]]),
        },
        incomes=sums.incomes,
        expenses=sums.expenses,
        event=sums.event,
        exclusions=_exclusions(rng, everybody),
        needs=[{"aid_type": need, "note": ""} for need in causes.NEEDS[cause]],
        support=_support(rng, source, sums.on_dibao),
        documents=_documents(rng, cause, day, single_parent, migrant),
        bank=_bank(rng, source, worker),
        decision=causes.decision(rng, plan),
    )


def old_content_of(source, plan):
    """Return the FileContent of an old file that came without figures: people, work, home, little else."""
    rng = source.rng
    own_people, worker = people.worker(source)
    day = plan.applied_on
    unnumbered = plan.fate == "ON_FILE" and rng.random() < 0.5
    members = families.family(source, worker, own_people, day=day, cause="10", single_parent=False)
    worker |= {"education": "", "skill_level": ""}
    if unnumbered:
        worker |= {
            "id_document": "NONE", "id_number": "", "birth_date": None,
            "id_missing_reason": "历史档案未登记证件号码",
        }
    for place, member in enumerate(members, start=1):
        member |= {"has_labour_capacity": False, "note": ""}
        if member["relation"] in ("11", "12"):
            members[place - 1] |= {"member_status": "99"}
    employment = work.work_of(
        source, people.NOTHING | {"birth_date": day - timedelta(days=45 * 365), "sex": worker["sex"]},
        day=day, earns=False, migrant=False, level="CITY", subdistrict=source.place.name,
    )
    return FileContent(
        applied_on=day,
        worker=people.as_worker(worker),
        members=members,
        work=employment | {"union_card_no": ""},
        home=home_of(source, worker, "", False),
        causes={
            "main_cause": "" if plan.fate == "ON_FILE" else causes.main_cause(rng, ""),
            "sub_cause": "", "hardship_note": "", "event_tag": "NONE", "secondary": [],
        },
        support=_support(rng, source, None),
        bank={"bank": "", "branch": "", "bank_account": "", "account_holder": ""},
    )


def earlier_content_of(source, plan, content):
    """Return the content of the file the same household had years before: its people, little else."""
    earlier = old_content_of(source, plan)
    day = plan.applied_on
    earlier.worker = content.worker | {"education": "", "skill_level": ""}
    earlier.members = [person for person in content.members if person["birth_date"] < day]
    earlier.work = content.work | {"archive_level": "CITY"}
    earlier.home = content.home
    return earlier


def legacy_category(rng):
    """Draw a category of the regime before the three tiers, in its own words."""
    return rng.choice(LEGACY)


def home_of(source, worker, subdistrict, single_parent):
    """Return the `home` section: where they live and how to reach them."""
    rng, place = source.rng, source.place
    addresses = material.names()["addresses"]
    residence = place.issuing if place.issuing and place.region != "620200" else place.region
    moved = worker["id_number"][:6] in place.origins
    house = rng.choice(addresses["communities"]) if rng.random() < 0.6 else rng.choice(addresses["streets"])
    return {
        "is_single_parent": single_parent,
        "hukou_region": worker["id_number"][:6] if moved else residence,
        "residence_region": residence,
        "township": subdistrict or rng.choice(addresses["towns"]),
        "address_detail": _door(rng, house),
        "postcode": "",
        "mobile": source.mobile(),
        "other_contact": "",
        "housing_type": HOUSING.draw(rng),
        "floor_area": Decimal(rng.randrange(300, 980)) / 10,
    }


def _door(rng, house):
    building, entrance, floor, door = (rng.randint(1, most) for most in (99, 5, 6, 4))
    return f"{house} {building} 号楼 {entrance} 单元 {floor}0{door} 室"


def _event_tag(rng, cause, day):
    if cause == "07":
        return "DISASTER"
    hit = day >= causes.EPIDEMIC_SINCE and cause in ("03", "10") and rng.random() < 0.2
    return "EPIDEMIC" if hit else "NONE"


def _exclusions(rng, everybody):
    if rng.random() > 0.02 or not any(person["disability_type"] for person in everybody):
        return []
    return [{
        "code": "X4", "evidence": "残疾人机动轮椅车", "source": "SELF", "waived": True,
        "waiver_reason": "残疾代步，按规定不作排除",
    }]


def _support(rng, source, dibao):
    return {
        "on_dibao": bool(dibao),
        "dibao_amount": money.yuan(dibao) if dibao else None,
        "dibao_no": f"DB{source.place.region}{source.serial:06d}" if dibao else "",
        "can_self_help": rng.random() < 0.55,
        "focus_group": "",
        "measure_batch": "",
    }


def _documents(rng, cause, day, single_parent, migrant):
    kinds = {"APPLICATION", "AUTHORISATION", "PLEDGE", "IDENTITY", "HUKOU", "INCOME", PAPERS.get(cause)}
    if single_parent:
        kinds.add("SINGLE_PARENT")
    if migrant:
        kinds.add("CONTRACT")
    return [
        {"kind": kind, "received_on": day, "pages": rng.randint(1, 4)}
        for kind in DocumentKind.values
        if kind in kinds
    ]


def _bank(rng, source, worker):
    if rng.random() < 0.12:
        return {"bank": "", "branch": "", "bank_account": "", "account_holder": ""}
    body = f"629999{source.place.turn:04d}{source.serial:08d}"
    return {
        "bank": rng.choice(BANKS),
        "branch": f"{source.place.name}支行",
        "bank_account": body + _luhn(body),
        "account_holder": worker["name"],
    }


def _luhn(body):
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (1 if place % 2 else 2)
        total += value - 9 if value > 9 else value
    return str(-total % 10)

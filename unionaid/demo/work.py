"""Work of people in the demo: employers that do not exist, posts, contracts. Pure."""

from datetime import timedelta

from households.content import age_on
from unionaid.demo import material
from unionaid.demo.material import Weighted

AT_POST, LAID_OFF, JOBLESS, RETIRED, RESTING, SICK = "1", "2", "3", "4", "7", "8"
FLEXIBLE, PUBLIC, AUXILIARY, MIGRANT = "91", "92", "93", "94"
STATUSES = Weighted([
    (AT_POST, 33), (LAID_OFF, 15), (JOBLESS, 13), (RESTING, 3), (SICK, 6), (FLEXIBLE, 14),
    (PUBLIC, 11), (AUXILIARY, 5),
])
EARNING = Weighted([(AT_POST, 62), (AUXILIARY, 10), (FLEXIBLE, 18), (RESTING, 10)])
WITHOUT_EMPLOYER = {JOBLESS, FLEXIBLE}
INDUSTRIES = Weighted([
    ("C", 30), ("E", 12), ("F", 13), ("H", 11), ("G", 8), ("B", 6), ("N", 6), ("K", 4), ("O", 4),
    ("A", 2), ("D", 2), ("P", 1), ("Q", 1),
])
CONDITIONS = Weighted([("1", 42), ("2", 22), ("3", 12), ("4", 13), ("5", 11)])
DEMO = "（演示）"
RETIREMENT = {"1": 60, "2": 55}


def work_of(source, worker, *, day, earns, migrant, level, subdistrict):
    """Return the `work` section of a content. `earns`: the household must have had a wage."""
    rng = source.rng
    status = _status(rng, worker, day, earns, migrant)
    started = worker["birth_date"] + timedelta(days=int(365.25 * rng.uniform(18, 22)))
    industry = "S" if status == PUBLIC else INDUSTRIES.draw(rng)
    employer = "" if status in WITHOUT_EMPLOYER else employer_name(rng, source.place.name, industry)
    joined = min(started + timedelta(days=rng.randrange(200, 1500)), day - timedelta(days=400))
    signed = day - timedelta(days=rng.randrange(420, 2400)) if migrant else None
    return {
        "archive_level": level,
        "worker_kind": "MIGRANT" if migrant else "URBAN",
        "work_status": status,
        "work_start_date": min(started, joined),
        "employer": employer,
        "employer_credit_code": "",
        "employer_nature": _nature(rng, industry, status) if employer else "",
        "employer_condition": _condition(rng, employer, status),
        "job_nature": rng.choice(material.names()["employers"]["by_industry"][industry]["jobs"]),
        "industry": industry if employer else "",
        "union_name": _union_name(employer, subdistrict),
        "joined_union_on": joined,
        "union_card_no": f"62{source.place.turn:03d}{source.serial:07d}",
        "contract_signed_on": signed,
        "contract_term": rng.choice("3467") if migrant else "",
    }


def employer_name(rng, place, industry):
    """Make up an employer: place, trade name, trade, form of company, （演示）."""
    employers = material.names()["employers"]
    trade = employers["by_industry"][industry]
    brand = "" if industry in "PQS" else rng.choice(employers["brand"])
    return f"{place}{brand}{rng.choice(trade['words'])}{rng.choice(trade['forms'])}（演示）"


def _condition(rng, employer, status):
    if not employer:
        return ""
    return "1" if status == PUBLIC else CONDITIONS.draw(rng)


def _union_name(employer, subdistrict):
    return f"{employer.removesuffix(DEMO)}工会{DEMO}" if employer else f"{subdistrict}总工会{DEMO}"


def _status(rng, worker, day, earns, migrant):
    if age_on(worker["birth_date"], day) >= RETIREMENT[worker["sex"]]:
        return RETIRED
    if migrant:
        return MIGRANT
    return (EARNING if earns else STATUSES).draw(rng)


def _nature(rng, industry, status):
    if industry in "PQS" or status == PUBLIC:
        return "1"
    return rng.choices(("2", "3", "4", "9"), (38, 12, 46, 4))[0]

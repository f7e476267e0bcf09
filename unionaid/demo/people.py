"""People of a file with every field of `FamilyMember`, healthy; families add what befell them. Pure."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from unionaid.demo import naming
from unionaid.demo.identities import IdentityNumbers, Place
from unionaid.demo.material import Weighted

MALE, FEMALE = "1", "2"
# Ages of workers at the day of the census, by sex: "4050" is the main part.
WORKER_AGES = {
    MALE: Weighted([((22, 29), 3), ((30, 39), 14), ((40, 49), 26), ((50, 59), 53), ((60, 64), 4)]),
    FEMALE: Weighted([((22, 29), 2), ((30, 39), 13), ((40, 49), 44), ((50, 54), 26), ((55, 62), 15)]),
}
MALE_SHARE = 0.55
# Education by year of birth: older people went to school for fewer years.
EDUCATIONS = tuple(
    (born_before, Weighted(list(shares.items())))
    for born_before, shares in (
        (1960, {"90": 6, "81": 24, "83": 6, "71": 42, "61": 15, "41": 5, "31": 2}),
        (1970, {"90": 2, "81": 13, "83": 3, "71": 54, "73": 4, "61": 14, "47": 6, "31": 5, "21": 1}),
        (1980, {"81": 9, "71": 49, "73": 4, "61": 15, "44": 7, "41": 5, "31": 8, "21": 3}),
        (1990, {"81": 4, "71": 38, "61": 18, "44": 10, "47": 6, "31": 20, "21": 10}),
        (9999, {"71": 18, "61": 18, "44": 14, "31": 30, "21": 20}),
    )
)
SKILLS = Weighted([("0", 42), ("5", 26), ("4", 19), ("3", 9), ("2", 3), ("1", 1)])
NOTHING = {
    "id_document": "RESIDENT",
    "id_missing_reason": "",
    "certificate": "",
    "health_status": "10",
    "disease": "",
    "diagnosis": "",
    "disability_type": "",
    "disability_grade": "",
    "disability_card_no": "",
    "member_status": "",
    "model_worker_type": "0",
    "school_stage": "",
    "school_started_on": "",
    "school_years": None,
    "workplace": "",
    "workplace_nature": "",
    "workplace_condition": "",
    "industry": "",
    "work_status": "",
    "contract_signed_on": None,
    "contract_term": "",
    "mobile": "",
    "is_counted": True,
    "not_counted_reason": "",
    "has_labour_capacity": True,
    "is_dependent_student": False,
    "note": "",
}
OF_MEMBERS = {
    "member_status", "school_stage", "school_started_on", "school_years", "workplace",
    "workplace_nature", "workplace_condition", "industry", "work_status", "contract_signed_on",
    "contract_term", "mobile", "not_counted_reason", "is_dependent_student", "note",
}


@dataclass
class Source:
    """What the people of one file are drawn from. `serial` makes telephone numbers its own."""

    rng: Random
    numbers: IdentityNumbers
    serial: int
    census_day: date
    phones: int = field(default=0)

    @property
    def place(self) -> Place:
        return self.numbers.place

    def mobile(self):
        """Return a mobile number of an unassigned segment, another one each time."""
        segment = ("154", "160", "161", "163", "164", "168", "169")[self.phones % 7]
        self.phones += 1
        return f"{segment}{self.place.turn:03d}{self.serial % 100_000:05d}"


def worker(source, *, migrant=False):
    """Return (people, person) of a worker: everything but work, health and marriage."""
    rng = source.rng
    sex = MALE if rng.random() < MALE_SHARE else FEMALE
    youngest, oldest = WORKER_AGES[sex].draw(rng)
    birth = born(rng, source.census_day, youngest, oldest)
    people = naming.ethnicity(rng, source.place.prefecture)
    return people, person(source, sex=sex, birth=birth, people=people, local=not migrant)


def person(source, *, sex, birth, people, family_name="", local=True):
    """Return a person of a file, born on the day or a little earlier."""
    rng = source.rng
    number, birth = source.numbers.draw(rng, birth, sex, local=local)
    grown = birth < date(2003, 1, 1)
    return NOTHING | {
        "name": naming.full_name(rng, people, sex, birth.year, family_name),
        "id_number": number,
        "birth_date": birth,
        "sex": sex,
        "ethnicity": naming.CODES[people],
        "political_status": "01" if grown and rng.random() < 0.07 else "13",
        "education": education(rng, birth.year) if grown else "",
        "skill_level": SKILLS.draw(rng) if grown else "",
        "marital_status": "10",
        "hukou_type": rng.choices(("1", "4", "2", "3"), (52, 28, 14, 6))[0] if local else "2",
        "medical_insurance": "2",
    }


def as_worker(somebody):
    """Return what a file says of a person as its worker; work and the like are told elsewhere."""
    return {name: value for name, value in somebody.items() if name not in OF_MEMBERS}


def education(rng, year):
    """Draw an education for a year of birth."""
    return next(drawn for before, drawn in EDUCATIONS if year < before).draw(rng)


def born(rng, day, youngest, oldest):
    """Draw a birth date of somebody who is from `youngest` to `oldest` whole years old on a day."""
    last = _years_before(day, youngest)
    first = _years_before(day, oldest + 1) + timedelta(days=1)
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def _years_before(day, years):
    return day.replace(year=day.year - years, day=min(day.day, 28) if day.month == 2 else day.day)

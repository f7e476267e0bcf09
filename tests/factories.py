"""The least valid objects. Numbers belong to nobody: sequences 996–999, unassigned phone segments."""

import itertools
from datetime import date, timedelta
from decimal import Decimal

from households.content import FileContent

_days = itertools.count()
_phones = itertools.count(1)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity_number(*, region="620102", birth=None, sex="2"):
    """A valid identity number nobody holds; without a birth date each call gives a new person."""
    birth = birth or date(1970, 1, 1) + timedelta(days=next(_days) % 5000)
    body = f"{region}{birth:%Y%m%d}{'998' if sex == '2' else '997'}"
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def birth_of(number):
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def worker(**changes):
    number = changes.get("id_number") or identity_number()
    return {
        "name": "王桂英",
        "id_document": "RESIDENT",
        "id_number": number,
        "id_missing_reason": "",
        "birth_date": birth_of(number),
        "sex": "2",
        "ethnicity": "01",
        "political_status": "13",
        "education": "70",
        "skill_level": "5",
        "certificate": "",
        "health_status": "10",
        "disease": "",
        "diagnosis": "",
        "disability_type": "",
        "disability_grade": "",
        "disability_card_no": "",
        "marital_status": "20",
        "hukou_type": "1",
        "medical_insurance": "1",
        "model_worker_type": "0",
        "has_labour_capacity": True,
        "is_counted": True,
    } | changes


def member(**changes):
    sex = changes.get("sex", "1")
    number = changes.get("id_number") or identity_number(sex=sex)
    return worker(
        id_number=number,
        name="陈国庆",
        relation="10",
        sex=sex,
        work_status="3",
        member_status="03",
        not_counted_reason="",
        is_dependent_student=False,
    ) | changes


def income(**changes):
    return {
        "member": 0,
        "kind": "WAGE",
        "source": "工资",
        "monthly_amount": Decimal("1650.00"),
        "months": 12,
        "since": None,
        "evidence": "银行流水",
        "is_counted": True,
        "is_imputed": False,
    } | changes


def expense(**changes):
    return {
        "member": 0,
        "kind": "medical",
        "item": "透析自付",
        "gross_amount": Decimal("29000.00"),
        "reimbursed_amount": Decimal("21308.00"),
        "outside_insurance": False,
        "papers": 14,
    } | changes


def event(**changes):
    return {
        "kind": "accident",
        "occurred_on": date(2021, 11, 2),
        "description": "交通事故",
        "gross_cost": Decimal("210000.00"),
        "insurance": Decimal("90000.00"),
        "compensation": Decimal("40000.00"),
        "social_assistance": Decimal("0.00"),
    } | changes


def content(**changes):
    """A worker and a jobless spouse in Chengguan: deep hardship by the rule."""
    values = {
        "applied_on": date(2022, 3, 20),
        "worker": worker(),
        "members": [member()],
        "work": {
            "archive_level": "CITY",
            "worker_kind": "URBAN",
            "work_status": "1",
            "work_start_date": date(1995, 7, 1),
            "employer": "兰州陇昌机械有限公司（演示）",
            "employer_credit_code": "",
            "employer_nature": "2",
            "employer_condition": "1",
            "job_nature": "",
            "industry": "C",
            "union_name": "兰州陇昌机械工会（演示）",
            "joined_union_on": date(1996, 1, 1),
            "union_card_no": "",
            "contract_signed_on": None,
            "contract_term": "",
        },
        "home": {
            "is_single_parent": False,
            "hukou_region": "620102",
            "residence_region": "620102",
            "township": "东关街道",
            "address_detail": "解放路 18 号 2 单元 301",
            "postcode": "730030",
            "mobile": f"154{next(_phones):08d}",
            "other_contact": "",
            "housing_type": "1",
            "floor_area": Decimal("68.0"),
        },
        "causes": {
            "main_cause": "06",
            "sub_cause": "",
            "hardship_note": "配偶失业，本人透析",
            "event_tag": "NONE",
            "secondary": ["03"],
        },
        "incomes": [income()],
        "expenses": [expense()],
        "event": None,
        "exclusions": [],
        "needs": [{"aid_type": "A2", "note": "透析自费药"}],
        "support": {
            "on_dibao": False,
            "dibao_amount": None,
            "dibao_no": "",
            "can_self_help": True,
            "focus_group": "",
            "measure_batch": "",
        },
        "documents": [
            {"kind": kind, "received_on": date(2022, 3, 20), "pages": 1}
            for kind in ("APPLICATION", "AUTHORISATION", "PLEDGE", "IDENTITY", "HUKOU", "INCOME")
        ],
        "bank": {"bank": "", "branch": "", "bank_account": "", "account_holder": ""},
        "decision": {},
    }
    return FileContent(**values | changes)

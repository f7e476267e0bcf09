"""A file's page in words: who the people are, and the labelled values of each section."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from households import revealing, wording
from households.content import age_on
from households.enums import DocumentKind
from households.models import FamilyMember
from households.revealing import Masked
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.organizations import codes
from unionaid.organizations.reference import region_name

WORK = (
    "worker_kind",
    "work_status",
    "work_start_date",
    "employer",
    "employer_credit_code",
    "employer_nature",
    "employer_condition",
    "job_nature",
    "industry",
    "union_name",
    "joined_union_on",
    "union_card_no",
    "contract_signed_on",
    "contract_term",
)
PERSON = (
    "sex",
    "birth_date",
    "ethnicity",
    "political_status",
    "education",
    "skill_level",
    "certificate",
    "marital_status",
    "hukou_type",
    "medical_insurance",
    "model_worker_type",
)
HOUSING = (
    "is_single_parent",
    "housing_type",
    "floor_area",
    "on_dibao",
    "dibao_amount",
    "dibao_no",
    "can_self_help",
    "is_zero_employment",
    "archive_level",
    "focus_group",
    "measure_batch",
)
GOOD_HEALTH = ("10", "20", "")


@dataclass(frozen=True)
class Person:
    """A line of the family table."""

    member: FamilyMember
    relation: str
    age: int | None
    identity: Masked | None
    mobile: Masked | None
    diagnosis: Masked | None
    occupation: str
    health: str
    income: str


def people(rows, posting):
    """Return the people of a file in order. Illnesses are named to those who may see personal details."""
    return [
        Person(
            member=member,
            relation=codes.label("relationship", member.relation),
            age=age_on(member.birth_date, clock.today()),
            identity=revealing.masked(member, "id_number", posting, place),
            mobile=revealing.masked(member, "mobile", posting, place),
            diagnosis=revealing.masked(member, "diagnosis", posting, place),
            occupation=_occupation(rows.archive, member),
            health=_health(member, posting),
            income=wording.amount(rows.annual_income_of(member)),
        )
        for place, member in enumerate(rows.members)
    ]


def pairs(row, names):
    """Return (label, words) of the fields that say something."""
    model = type(row)
    found = [(wording.label(model, name), wording.words(model, name, getattr(row, name))) for name in names]
    return [(label, words) for label, words in found if words]


def work(archive):
    return pairs(archive, WORK)


def person(member):
    return pairs(member, PERSON)


def housing(archive):
    return pairs(archive, HOUSING)


def place(archive):
    """Return where the household lives, down to the township."""
    region = region_name(archive.residence_region) or archive.residence_region
    return f"{region}{archive.township}"


def causes(rows):
    """Return (label, words) of why the household is in hardship."""
    archive = rows.archive
    others = _("、").join(codes.label("hardship_cause", row.cause) for row in rows.causes)
    return [
        pair
        for pair in (
            (_("主要致困原因"), codes.label("hardship_cause", archive.main_cause) or _("未记录")),
            (_("原因细分"), codes.label("hardship_cause", archive.sub_cause)),
            (_("其他原因"), others),
            *(pairs(archive, ("event_tag",)) if archive.event_tag != "NONE" else ()),
            (_("困难情况说明"), archive.hardship_note),
            (_("原困难类别"), archive.legacy_category),
        )
        if pair[1]
    ]


def event(rows):
    """Return (label, words) of the event that brought hardship, none without one."""
    if rows.event is None:
        return []
    names = (
        "kind",
        "occurred_on",
        "description",
        "gross_cost",
        "insurance",
        "compensation",
        "social_assistance",
    )
    return pairs(rows.event, names)


def bank(archive, posting):
    """Return (label, words or Masked) of the bank account."""
    account = revealing.masked(archive, "bank_account", posting)
    return [
        *pairs(archive, ("bank", "branch", "account_holder")),
        *([(account.label, account)] if account else ()),
    ]


def documents(rows):
    """Return (name, received on, pages) of the papers received."""
    label = dict(DocumentKind.choices)
    return [(label.get(row.kind, row.kind), row.received_on, row.pages) for row in rows.documents]


def _occupation(archive, member):
    status = archive.work_status if member.is_worker else member.work_status
    parts = [
        codes.label("employment_status", status) or codes.label("family_member_status", member.member_status),
        codes.label("education_stage", member.school_stage),
        member.workplace,
    ]
    return " · ".join(part for part in parts if part)


def _health(member, posting):
    """A health state other than good; the illness itself only to those who may see personal details."""
    if member.health_status in GOOD_HEALTH and not member.disease and not member.disability_type:
        return ""
    if not posting.may(Permission.REVEAL_IDENTITY):
        return _("有健康困难")
    parts = [
        codes.label("disease_type_union", member.disease),
        codes.label("disability_type", member.disability_type),
        codes.label("disability_grade", member.disability_grade),
    ]
    return " ".join(part for part in parts if part) or codes.label("health_status", member.health_status)

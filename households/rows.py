"""Content ↔ rows: the one place that knows which model field keeps which value of a content.

The real actions and the demo's bulk loader build their rows here, so that a file
written either way is the same file.
"""

from households.content import FileContent
from households.models import (
    AidNeed,
    DocumentReceipt,
    ExclusionFlag,
    FamilyMember,
    HardshipEvent,
    IncomeItem,
    RigidExpense,
    SecondaryCause,
)
from households.models.members import SELF
from households.names import initials, pinyin
from unionaid.money import rounded
from unionaid.privacy.blind_index import blind_index

WORKER_COPIES = ("sex", "birth_date", "education", "skill_level", "ethnicity", "model_worker_type")
PERSON_FIELDS = tuple(
    f.name
    for f in FamilyMember._meta.fields
    if f.name not in {"id", "archive", "position", "id_index", "id_last4", "is_living_file", "left_on"}
)


def archive_values(content: FileContent) -> dict:
    """Return the values of `HardshipArchive` that come from the content alone."""
    worker, home, bank = content.worker, content.home, content.bank
    causes = {name: value for name, value in content.causes.items() if name != "secondary"}
    size, income = content.household_size, content.annual_income
    mobile, account = home.get("mobile", ""), bank.get("bank_account", "")
    return (
        content.work
        | home
        | causes
        | content.support
        | bank
        | {name: worker[name] for name in WORKER_COPIES if name in worker}
        | {
            "applied_on": content.applied_on,
            "worker_name": worker["name"],
            "name_pinyin": pinyin(worker["name"]),
            "name_initials": initials(worker["name"]),
            "id_last4": worker["id_number"][-4:],
            "mobile_index": blind_index("mobile", mobile) if mobile else b"",
            "bank_account_index": blind_index("bank_account", account) if account else b"",
            "bank_last4": account[-4:],
            "household_size": size,
            "annual_income": income,
            "per_capita_income": rounded(income / size / 12),
            "is_zero_employment": content.is_zero_employment(content.applied_on),
        }
    )


def member_rows(archive, content: FileContent) -> list[FamilyMember]:
    """Return the unsaved people of a saved file, the worker first."""
    return [
        FamilyMember(
            archive_id=archive.pk,
            position=place,
            id_index=identity_index(person.get("id_number", "")),
            id_last4=person.get("id_number", "")[-4:],
            **person | ({"relation": SELF} if place == 0 else {}),
        )
        for place, person in enumerate(content.people)
    ]


def identity_index(number: str) -> bytes:
    """Blind index of an identity number, empty without one."""
    return blind_index("identity", number) if number else b""


def person_key(name, number, birth_date) -> bytes:
    """The key that signatures know a person by: the index of the number, else of name and birth date."""
    if number:
        return identity_index(number)
    return blind_index("person", f"{name}|{birth_date.isoformat() if birth_date else ''}")


def item_rows(archive, content: FileContent, members: list[FamilyMember]) -> dict:
    """Return the other unsaved rows of a file by model. `members` are its saved people in order."""
    return {
        IncomeItem: _items(IncomeItem, archive, content.incomes, members),
        RigidExpense: _items(RigidExpense, archive, content.expenses, members),
        ExclusionFlag: _items(ExclusionFlag, archive, content.exclusions),
        SecondaryCause: _items(
            SecondaryCause, archive, [{"cause": code} for code in content.causes.get("secondary", ())]
        ),
        AidNeed: _items(AidNeed, archive, content.needs),
        DocumentReceipt: _items(DocumentReceipt, archive, content.documents),
        HardshipEvent: [HardshipEvent(archive_id=archive.pk, **content.event)] if content.event else [],
    }


def _items(model, archive, items, members=None):
    rows = []
    for place, item in enumerate(items):
        values = dict(item)
        if members is not None:
            values["member_id"] = members[values.pop("member", 0)].pk
        rows.append(model(archive_id=archive.pk, position=place, **values))
    return rows


def content_of(archive) -> FileContent:
    """Read a stored file back as its content."""
    people = list(archive.members.order_by("position"))
    number = {person.pk: place for place, person in enumerate(people)}
    persons = [{name: getattr(person, name) for name in PERSON_FIELDS} for person in people]
    worker = {name: value for name, value in persons[0].items() if name != "relation"}
    event = HardshipEvent.objects.filter(archive=archive).first()
    return FileContent(
        applied_on=archive.applied_on,
        worker=worker,
        members=persons[1:],
        work={name: getattr(archive, name) for name in WORK_FIELDS},
        home={name: getattr(archive, name) for name in HOME_FIELDS},
        causes={name: getattr(archive, name) for name in CAUSE_FIELDS}
        | {"secondary": [row.cause for row in archive.secondarycauses.order_by("position")]},
        support={name: getattr(archive, name) for name in SUPPORT_FIELDS},
        bank={name: getattr(archive, name) for name in BANK_FIELDS},
        incomes=_read(archive.incomeitems, INCOME_FIELDS, number),
        expenses=_read(archive.rigidexpenses, EXPENSE_FIELDS, number),
        exclusions=_read(archive.exclusionflags, EXCLUSION_FIELDS),
        needs=_read(archive.aidneeds, NEED_FIELDS),
        documents=[_paper(item) for item in _read(archive.documentreceipts, DOCUMENT_FIELDS)],
        event={name: getattr(event, name) for name in EVENT_FIELDS} if event else None,
    )


def _paper(item):
    """A paper's values; few are replaced by a pledge, the others say nothing of it."""
    return item if item["waiver"] else {name: item[name] for name in item if name != "waiver"}


def _read(manager, names, number=None):
    return [
        {name: getattr(row, name) for name in names}
        | ({"member": number[row.member_id]} if number is not None else {})
        for row in manager.order_by("position")
    ]


WORK_FIELDS = (
    "archive_level", "worker_kind", "work_status", "work_start_date", "employer",
    "employer_credit_code", "employer_nature", "employer_condition", "job_nature", "industry",
    "union_name", "joined_union_on", "union_card_no", "contract_signed_on", "contract_term",
)
HOME_FIELDS = (
    "is_single_parent", "hukou_region", "residence_region", "township", "address_detail",
    "postcode", "mobile", "other_contact", "housing_type", "floor_area",
)
CAUSE_FIELDS = ("main_cause", "sub_cause", "hardship_note", "event_tag")
SUPPORT_FIELDS = (
    "on_dibao", "dibao_amount", "dibao_no", "can_self_help", "focus_group", "measure_batch",
)
BANK_FIELDS = ("bank", "branch", "bank_account", "account_holder")
INCOME_FIELDS = (
    "kind", "source", "monthly_amount", "months", "since", "evidence", "is_counted", "is_imputed",
)
EXPENSE_FIELDS = (
    "kind", "item", "gross_amount", "reimbursed_amount", "outside_insurance", "papers",
)
EXCLUSION_FIELDS = ("code", "evidence", "source", "waived", "waiver_reason")
NEED_FIELDS = ("aid_type", "note")
DOCUMENT_FIELDS = ("kind", "received_on", "pages", "waiver")
EVENT_FIELDS = (
    "kind", "occurred_on", "description", "gross_cost", "insurance", "compensation",
    "social_assistance",
)

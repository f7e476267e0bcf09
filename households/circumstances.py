"""What decides about the papers of a file: read from its content, or from its stored rows. Pure."""

from households.enums import WorkerKind
from households.papers import Situation
from unionaid.organizations import codes

ILL, DISABLED, OWNED = "chronic", "disabled", "owned"
BEYOND_COMPULSORY = {"senior", "higher", "special"}
JOBLESS = {"2", "3"}


def of_content(content, tier):
    """Return the Situation of a content under a tier."""
    return _situation(
        content.people, content.work | content.home | content.support | content.bank,
        has_income=bool(content.incomes), has_event=bool(content.event), tier=tier,
    )


def of_rows(rows):
    """Return the Situation of a stored file, given as the file page reads it."""
    archive = rows.archive
    return _situation(
        [vars(member) for member in rows.members], vars(archive),
        has_income=bool(rows.incomes), has_event=rows.event is not None, tier=archive.tier,
    )


def _situation(people, said, **known):
    health = {_group("health_status", person.get("health_status")) for person in people}
    stages = {_group("education_stage", person.get("school_stage")) for person in people[1:]}
    return Situation(
        is_migrant=said.get("worker_kind") == WorkerKind.MIGRANT,
        on_dibao=bool(said.get("on_dibao")),
        is_ill=ILL in health,
        is_disabled=DISABLED in health,
        has_student=bool(stages & BEYOND_COMPULSORY),
        is_jobless=said.get("work_status") in JOBLESS,
        is_single_parent=bool(said.get("is_single_parent")),
        owns_home=_group("housing_type", said.get("housing_type")) == OWNED,
        has_account=bool(said.get("bank_account")),
        is_member=bool(said.get("union_card_no")),
        **known,
    )


def _group(list_name, code):
    return codes.attributes(list_name, code).get("group", "") if code else ""

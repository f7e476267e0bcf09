"""Keeping the checklist of papers and the texts people sign: a change is a new version, never an edit."""

import json
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from households import circumstances
from households.actions.standards import close_before, latest_before
from households.errors import NotAllowed
from households.models import Checklist, ChecklistItem, ConsentText
from households.paper_errors import ChecklistWrong, PapersMissing
from households.papers import papers_of
from households.queries.attachments import scanned_kinds
from households.queries.checklists import rules_on
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record

REFERENCE = Path(__file__).resolve().parent.parent / "reference"
FIRST_DAY = date(2015, 1, 1)
FIRST_VERSION = "2015-01"


@transaction.atomic
def load_packaged_checklist():
    """Write the packaged checklist and texts once; what an installation keeps itself stays."""
    made = 0
    if not Checklist.objects.exists():
        checklist = Checklist.objects.create(version=FIRST_VERSION, valid_from=FIRST_DAY)
        made += len(_items(checklist, _packaged("checklist.json")))
    if not ConsentText.objects.exists():
        made += len(
            ConsentText.objects.bulk_create(
                ConsentText(version=FIRST_VERSION, valid_from=FIRST_DAY, **row)
                for row in _packaged("consent_texts.json")
            )
        )
    return made


@transaction.atomic
def adopt_checklist(*, version, valid_from, items, by, document_no=""):
    """Adopt a new checklist from its first day on; `items` are dicts of the fields of `ChecklistItem`.

    Files keep to the checklist of the day they were submitted. Raises StandardOverlaps when it would
    begin too early, ChecklistWrong when it asks for nothing or twice for the same.
    """
    if not by.may(Permission.KEEP_STANDARDS):
        raise NotAllowed()
    if not items:
        raise ChecklistWrong(sentence=_("清单里没有材料，请至少列一项"))
    keys = [(item["kind"], item["circumstance"], item.get("tier", "")) for item in items]
    if len(set(keys)) < len(keys):
        raise ChecklistWrong(sentence=_("同一材料在同一情形下列了两次，请合并"))
    latest = latest_before(Checklist, valid_from)
    checklist = Checklist.objects.create(
        version=version, valid_from=valid_from, document_no=document_no, adopted_by=by.user
    )
    _items(checklist, items)
    close_before(latest, checklist)
    record(
        Event.CHECKLIST_ADOPTED, by=by, purpose=document_no,
        before=latest and {"version": latest.version},
        after={"version": version, "valid_from": valid_from, "rows": len(items)},
    )
    return checklist


@transaction.atomic
def adopt_text(*, values, by):
    """Adopt a new text for a purpose from its first day on; signatures keep theirs."""
    if not by.may(Permission.KEEP_STANDARDS):
        raise NotAllowed()
    latest = latest_before(ConsentText, values["valid_from"], purpose=values["purpose"])
    text = ConsentText.objects.create(adopted_by=by.user, **values)
    close_before(latest, text)
    record(
        Event.CONSENT_TEXT_ADOPTED, by=by, purpose=text.document_no,
        before=latest and {"version": latest.version},
        after={"label": text.title, "version": text.version, "valid_from": text.valid_from},
    )
    return text


def refuse_missing(*, content, tier, draft, day):
    """Raise PapersMissing unless every required paper is there; asked inside the submission."""
    received = {item["kind"] for item in content.documents if not item.get("waiver")}
    waivers = {item["kind"]: item["waiver"] for item in content.documents if item.get("waiver")}
    if draft:
        received |= scanned_kinds([draft])[draft.pk]
    situation = circumstances.of_content(content, tier)
    found = papers_of(rules_on(day), situation, received=received, waivers=waivers)
    if kinds := [paper.kind for paper in found if paper.blocks]:
        raise PapersMissing(kinds=kinds)


def _items(checklist, items):
    return ChecklistItem.objects.bulk_create(ChecklistItem(checklist=checklist, **item) for item in items)


def _packaged(name):
    return json.loads((REFERENCE / name).read_text(encoding="utf-8"))

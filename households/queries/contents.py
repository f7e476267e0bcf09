"""Contents of many files at once: the same as `rows.content_of` for each, in a handful of queries."""

from collections import defaultdict

from households import models, rows
from households.content import FileContent

ITEMS = {
    "incomes": (models.IncomeItem, rows.INCOME_FIELDS),
    "expenses": (models.RigidExpense, rows.EXPENSE_FIELDS),
    "exclusions": (models.ExclusionFlag, rows.EXCLUSION_FIELDS),
    "needs": (models.AidNeed, rows.NEED_FIELDS),
    "documents": (models.DocumentReceipt, rows.DOCUMENT_FIELDS),
}


def contents_of(archives):
    """Return {pk: FileContent} of files that are already loaded; eight queries whatever their number."""
    keys = [archive.pk for archive in archives]
    people = _grouped(models.FamilyMember.objects.filter(archive__in=keys).order_by("archive", "position"))
    items = {
        name: _grouped(model.objects.filter(archive__in=keys).order_by("archive", "position"))
        for name, (model, _fields) in ITEMS.items()
    }
    causes = _grouped(models.SecondaryCause.objects.filter(archive__in=keys).order_by("archive", "position"))
    events = {event.archive_id: event for event in models.HardshipEvent.objects.filter(archive__in=keys)}
    return {
        archive.pk: _content(
            archive,
            people[archive.pk],
            {name: found[archive.pk] for name, found in items.items()},
            causes[archive.pk],
            events.get(archive.pk),
        )
        for archive in archives
    }


def _grouped(query):
    found = defaultdict(list)
    for row in query:
        found[row.archive_id].append(row)
    return found


def _content(archive, people, items, causes, event):
    place = {person.pk: number for number, person in enumerate(people)}
    persons = [{name: getattr(person, name) for name in rows.PERSON_FIELDS} for person in people]
    worker = {name: value for name, value in persons[0].items() if name != "relation"}
    lists = {}
    for name, (_model, fields) in ITEMS.items():
        lists[name] = [
            {field: getattr(row, field) for field in fields}
            | ({"member": place[row.member_id]} if name in ("incomes", "expenses") else {})
            for row in items[name]
        ]
    return FileContent(
        applied_on=archive.applied_on,
        worker=worker,
        members=persons[1:],
        work=_values(archive, rows.WORK_FIELDS),
        home=_values(archive, rows.HOME_FIELDS),
        causes=_values(archive, rows.CAUSE_FIELDS) | {"secondary": [row.cause for row in causes]},
        support=_values(archive, rows.SUPPORT_FIELDS),
        bank=_values(archive, rows.BANK_FIELDS),
        event=_values(event, rows.EVENT_FIELDS) if event else None,
        **lists,
    )


def _values(row, names):
    return {name: getattr(row, name) for name in names}

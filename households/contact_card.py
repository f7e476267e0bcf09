"""Contact, visits, demands and tasks on the page of a file."""

from django.db.models import Prefetch

from households import contact_words, demand_lifecycle
from households.actions.pairing import PAIRED
from households.actions.visits import VISITED, may_visit
from households.enums import Status
from households.models import Attachment
from households.queries.demands import of_file
from households.revealing import masked
from unionaid import clock
from unionaid.accounts.permissions import Permission

RECENT = 5
SOON = 8  # days before a visit from which the page asks for it


def card(archive, posting):
    """Return what the page shows of contact, visits and open tasks, and what the posting may do with them."""
    today = clock.today()
    pairing = archive.pairings.current().first()
    photos = Prefetch("attachments", Attachment.objects.present(), to_attr="photos")
    visits = list(archive.visits.order_by("-visited_on", "-id").prefetch_related(photos))
    days_left = (pairing.next_visit_on - today).days if pairing else None
    keeps = posting.may(Permission.ENTER_FILES) or posting.may(Permission.REVIEW_FILES)
    visitor = archive.status in VISITED and may_visit(archive, posting)
    return {
        "pairing": pairing,
        "phone": _phone(archive, pairing, posting),
        "visits": visits[:RECENT],
        "visits_total": len(visits),
        "visits_this_year": sum(visit.visited_on.year == today.year for visit in visits),
        "visit_days_left": days_left,
        "visit_due": bool(pairing) and days_left < SOON and archive.status == Status.ACTIVE,
        "tasks": _tasks(archive, today),
        "may_pair": keeps and archive.status in PAIRED,
        "may_visit": visitor,
    }


def demands_card(archive, posting):
    """Return the demands of a file for its page."""
    demands = of_file(archive)
    for demand in demands:
        demand.days_left = (demand.due_on - clock.today()).days
    may = archive.status in PAIRED and may_visit(archive, posting)
    return {"demands": demands, "may_ask": may, "states": demand_lifecycle.UNDER_WAY}


def _phone(archive, pairing, posting):
    """The telephone of the contact: an office's in full, a mobile number masked until asked for."""
    if pairing is None or not pairing.contact_phone:
        return None
    if contact_words.phone_shown(pairing) == pairing.contact_phone:
        return {"plain": pairing.contact_phone}
    return {"masked": masked(archive, "contact_phone", posting)}


def _tasks(archive, today):
    rows = list(archive.tasks.open().select_related("assigned_to", "archive").order_by("due_on", "pk"))
    for task in rows:
        task.days_left = (task.due_on - today).days
        task.door = contact_words.door(task)
    return rows

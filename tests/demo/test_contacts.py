"""Contacts, visits, demands and tasks of the demo: nearly everybody is paired, every account has work."""

from datetime import date

import pytest
from django.db.models import Count, F, Q
from django.urls import reverse

from households.contact_enums import DemandStatus
from households.enums import Status
from households.models import Demand, DemandNote, HardshipArchive, HomeVisit, Pairing
from households.queries import contacts, work
from unionaid.accounts.models import Posting
from unionaid.demo.accounts import DEMO_ACCOUNTS
from unionaid.notifications.models import Notification

CENSUS_DAY = date(2022, 3, 31)
WORKING = [a.username for a in DEMO_ACCOUNTS if a.username not in ("auditor.gansu", "admin")]
pytestmark = pytest.mark.usefixtures("province", "db")


def posting_of(username):
    return Posting.objects.select_related("unit", "user").get(user__username=username)


@pytest.mark.parametrize("username", WORKING)
def test_every_account_has_five_tasks_of_three_kinds_one_overdue(username, client_of):
    posting = posting_of(username)
    found = work.work_for(posting)
    assert found.total >= 5 and len(found.sections) >= 3 and found.late >= 1
    page = client_of(posting).get(reverse("work"))
    sections = page.context["work"].sections
    entry = next(entry for entry in page.context["menu"] if entry.name == "work")
    assert page.context["work"].total == sum(s.count for s in sections) == entry.count == work.count(posting)
    assert all(section.lines for section in sections)
    assert f"{found.total} 件待办" in page.content.decode()


def test_nearly_every_household_has_a_contact():
    rows, whole = contacts.coverage(posting_of("officer.gansu"), posting_of("officer.gansu").unit)
    assert whole.active == 6824 == sum(row.active for row in rows)
    assert 0.96 < whole.paired / whole.active < 1
    assert 0.01 < whole.overdue / whole.paired < 0.06


def test_pairings_and_visits_agree_with_the_files():
    own = Pairing.objects.filter(archive__is_migrated=False)
    assert own.exists() and not own.filter(paired_on__lt=F("archive__applied_on")).exists()
    assert not Pairing.objects.exclude(unit_path=F("archive__unit_path")).exists()
    assert not HomeVisit.objects.filter(visited_on__gt=CENSUS_DAY).exists()
    years = set(HomeVisit.objects.values_list("visited_on__year", flat=True))
    assert {2021, 2022} <= years
    last = Pairing.objects.filter(last_visit_on__isnull=False).order_by("pk")[:200]
    for pairing in last:
        assert pairing.archive.visits.filter(visited_on=pairing.last_visit_on).exists()


def test_demands_stand_in_every_state_with_their_steps():
    states = dict(Demand.objects.values_list("status").annotate(n=Count("pk")))
    assert set(states) == set(DemandStatus) and min(states.values()) > 20
    assert Demand.objects.overdue(CENSUS_DAY).exists()
    bare = Demand.objects.annotate(steps=Count("notes")).filter(steps=0)
    assert not bare.exists()
    assert not Demand.objects.filter(~Q(status=DemandStatus.OPEN)).annotate(n=Count("notes")).filter(n__lt=2)
    assert DemandNote.objects.count() > Demand.objects.count()


def test_people_are_told_of_the_day():
    told = Notification.objects.filter(user=posting_of("clerk.chengguan").user)
    assert told.unread().exists()
    kinds = set(Notification.objects.values_list("kind", flat=True))
    assert {"TASKS_OVERDUE", "VISITS_DUE", "FILE_APPROVED"} <= kinds


def test_files_without_contact_have_a_task():
    bare = HardshipArchive.objects.filter(status=Status.ACTIVE).exclude(
        pk__in=Pairing.objects.current().values("archive")
    )
    asked = bare.filter(tasks__kind="PAIRING", tasks__status="OPEN").distinct()
    assert bare.count() == asked.count() > 50

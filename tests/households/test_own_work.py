"""我的工作 as one page: sections, greeting and menu say the same number; what is overdue stands out."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from households.actions import demands, pairing, review, visits
from households.actions.tasks import raise_task
from households.enums import TaskKind, VisitPurpose
from households.models import Demand, Pairing
from households.queries import work
from unionaid import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def page_of(client_of):
    return lambda posting: client_of(posting).get(reverse("work"))


def sections(page):
    return {section.key: section for section in page.context["work"].sections}


def test_every_section_says_why_and_by_when(
    active_file, submitted_file, clerk_chengguan, reviewer_chengguan, page_of, today
):
    archive, returned = active_file(), submitted_file()
    review.return_file(archive=returned, by=reviewer_chengguan, note="收入证明缺章")
    pairing.pair(archive=archive, by=clerk_chengguan, user=clerk_chengguan.user)
    Pairing.objects.update(next_visit_on=today - timedelta(days=3))
    Demand.objects.update(due_on=today, raised_on=today)
    due = today + timedelta(days=6)
    raise_task(archive=archive, kind=TaskKind.OTHER, key="k", reason="补齐银行卡", due_on=due)
    page = page_of(clerk_chengguan)
    found, text = sections(page), page.content.decode()
    assert {key: (s.count, s.late) for key, s in found.items()} == {
        "mend": (1, 0), "due": (1, 0), "visits": (1, 1), "demands": (1, 0),
    }
    assert (page.context["work"].total, page.context["work"].late) == (4, 1)
    assert "退回意见：收入证明缺章——reviewer_chengguan" in text
    for words in ("逾期 3 天", "剩 6 天", "今天到期", "补齐银行卡"):
        assert words in text
    assert '<span class="n hot">4<span' in text and "4 件待办" in text


def test_the_contact_has_its_households_and_nobody_elses(
    active_file, clerk_chengguan, finance_chengguan, officer_gansu, reviewer_lanzhou, page_of, today
):
    mine, other = active_file(), active_file()
    pairing.pair(archive=mine, by=clerk_chengguan, user=finance_chengguan.user)
    pairing.pair(archive=other, by=clerk_chengguan, user=officer_gansu.user)
    Pairing.objects.update(next_visit_on=today)
    for posting, own in ((finance_chengguan, mine), (officer_gansu, other)):
        found = sections(page_of(posting))
        assert [line.url for line in found["visits"].lines] == [
            f"{reverse('visit_new')}?household={own.file_no}"
        ]
    assert "visits" not in sections(page_of(reviewer_lanzhou))


def test_a_visit_by_a_person_without_account_is_chased_by_the_clerk(
    active_file, clerk_chengguan, reviewer_chengguan, page_of, today
):
    archive = active_file()
    pairing.pair(
        archive=archive, by=clerk_chengguan, name="赵卫东", post="工会主席", phone="0931-8462000"
    )
    Pairing.objects.update(next_visit_on=today + timedelta(days=1))
    assert "visits" not in sections(page_of(clerk_chengguan))
    Pairing.objects.update(next_visit_on=today - timedelta(days=1))
    assert "责任联系人 赵卫东" in page_of(clerk_chengguan).content.decode()
    assert "visits" not in sections(page_of(reviewer_chengguan))


def test_a_review_beyond_its_working_days_is_overdue(submitted_file, reviewer_chengguan, today):
    submitted_file()
    assert work.work_for(reviewer_chengguan).late == 0
    clock.set_business_date(date(2022, 4, 11))  # six working days later
    found = work.work_for(reviewer_chengguan)
    assert (found.total, found.late) == (1, 1)


def test_auditor_and_neighbour_have_nothing(active_file, clerk_yongdeng, auditor_gansu, client_of, page_of):
    active_file()
    assert page_of(auditor_gansu).status_code == 403
    assert page_of(clerk_yongdeng).context["work"].total == 0
    assert "没有待办事项" in page_of(clerk_yongdeng).content.decode()


def test_progress_of_the_quarter(active_file, clerk_chengguan, today):
    archive, other = active_file(), active_file()
    for each in (archive, other):
        pairing.pair(archive=each, by=clerk_chengguan, user=clerk_chengguan.user)
    Pairing.objects.filter(archive=other).update(next_visit_on=today)
    visits.record_visit(
        archive=archive, by=clerk_chengguan, purpose=VisitPurpose.PAIRING, visited_on=today,
        visitors=["王晓琴"], findings="平安",
    )
    demands.handle(
        demand=archive.demands.get(), step="CLOSE", by=clerk_chengguan, note="已办", outcome="SOLVED"
    )
    assert work.progress(clerk_chengguan) == {"visits": (1, 2), "rechecks": (0, 0), "demands": (1, 1)}


def test_the_page_costs_the_same_for_one_and_for_five(active_file, clerk_chengguan, client_of, today):
    client, asked = client_of(clerk_chengguan), []
    for more in (1, 4):
        for _ in range(more):
            archive = active_file()
            pairing.pair(archive=archive, by=clerk_chengguan, user=clerk_chengguan.user)
        Pairing.objects.update(next_visit_on=today)
        Demand.objects.update(due_on=today)
        client.get(reverse("work"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("work"))
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 45

"""A worker who had a file before: the old one is offered, the new one names it, 返困 is counted."""

from datetime import date

import pytest
from django.urls import reverse

from households.actions import review
from households.models import HardshipArchive
from households.queries.drafts import exact_matches, last_closed_file
from tests import factories
from tests.households.entering import fill, start, submit

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
OFFER = "提交后记为返困，并与原档案关联"
RESTORE = "不必另建新档：原档案还在渐退期，可以恢复在档"


@pytest.fixture
def clerk(client_of, clerk_chengguan, standards):
    return client_of(clerk_chengguan)


@pytest.fixture
def closed_file(active_file):
    """Return a function that closes a new file of Chengguan in a state, on a day."""

    def close(status="EXITED", on=date(2021, 6, 30), **changes):
        archive = active_file(**changes)
        archive.members.update(is_living_file=False)
        HardshipArchive.objects.filter(pk=archive.pk).update(status=status, closed_on=on, status_since=on)
        archive.refresh_from_db()
        return archive

    return close


@pytest.fixture
def file_in_grace(active_file):
    archive = active_file()
    HardshipArchive.objects.filter(pk=archive.pk).update(status="GRACE", grace_until=date(2022, 6, 30))
    archive.refresh_from_db()
    return archive


def number_of(archive):
    return archive.members.get(relation="01").id_number


def typed(client, number):
    """What the page says while a worker's number is being typed."""
    address = reverse("draft_check_id", args=[start(client).pk])
    return client.post(address, {"number": number, "row": "id_number"}, headers=HTMX).content.decode()


def test_an_exited_file_is_offered_and_the_new_one_counts_as_a_return(clerk, closed_file):
    old = closed_file()
    text = typed(clerk, number_of(old))
    assert OFFER in text and "查看原档案" in text
    assert f'href="{reverse("household", args=[old.file_no])}"' in text

    draft = start(clerk)
    fill(clerk, draft, factories.content(worker=factories.worker(id_number=number_of(old))))
    assert submit(clerk, draft).status_code == 302

    new = HardshipArchive.objects.latest("pk")
    assert (new.previous_archive, new.is_reentry) == (old, True)
    page = clerk.get(reverse("household", args=[new.file_no])).content.decode()
    assert "以前的档案" in page and old.file_no in page


@pytest.mark.parametrize("status", ["CANCELLED", "REJECTED"])
def test_a_file_never_left_by_exit_is_linked_without_counting(closed_file, submitted_file, status):
    old = closed_file(status)
    new = submitted_file(worker=factories.worker(id_number=number_of(old)))
    assert (new.previous_archive, new.is_reentry) == (old, False)


def test_the_latest_exited_file_is_the_one_before(closed_file, submitted_file):
    worker = factories.worker()
    closed_file(on=date(2018, 6, 30), worker=worker)
    latest = closed_file(on=date(2020, 6, 30), worker=worker)
    closed_file("REJECTED", on=date(2021, 6, 30), worker=worker)
    new = submitted_file(worker=worker)
    assert (new.previous_archive, new.is_reentry) == (latest, True)


def test_a_member_of_a_closed_file_does_not_come_back(closed_file, submitted_file, clerk_chengguan):
    spouse = factories.member()
    closed_file(members=[spouse])
    new = submitted_file(worker=factories.worker(id_number=spouse["id_number"]))
    assert (new.previous_archive, new.is_reentry) == (None, False)
    old = [match for match in exact_matches([("", spouse["id_number"])], clerk_chengguan) if not match.blocks]
    assert [match.will_be_linked for match in old] == [False]


def test_a_worker_without_a_number_follows_nobody(closed_file):
    closed_file()
    assert last_closed_file("") is None


def test_a_mended_file_is_no_earlier_file_of_itself(clerk, submitted_file, reviewer_chengguan):
    archive = submitted_file()
    number = number_of(archive)
    review.return_file(archive=archive, by=reviewer_chengguan, note="补材料")
    clerk.post(reverse("draft_reopen", args=[archive.file_no]))
    assert submit(clerk, archive.draft).status_code == 302
    archive.refresh_from_db()
    assert (archive.previous_archive, archive.is_reentry) == (None, False)
    assert last_closed_file(number) is None


def test_a_file_in_grace_is_to_be_restored(clerk, file_in_grace):
    text = typed(clerk, number_of(file_in_grace))
    assert RESTORE in text and "查看原档案" in text
    draft = start(clerk)
    fill(clerk, draft, factories.content(worker=factories.worker(id_number=number_of(file_in_grace))))
    answer = submit(clerk, draft)
    assert answer.status_code == 422 and RESTORE in answer.content.decode()


def test_elsewhere_the_old_file_is_linked_and_never_shown(
    client_of, clerk_yongdeng, reviewer_lanzhou, closed_file, submitted_file
):
    old = closed_file()
    assert OFFER not in typed(client_of(clerk_yongdeng), number_of(old))
    new = submitted_file(by=clerk_yongdeng, worker=factories.worker(id_number=number_of(old)))
    assert (new.previous_archive, new.is_reentry) == (old, True)
    address = reverse("household", args=[new.file_no])
    assert old.file_no not in client_of(clerk_yongdeng).get(address).content.decode()
    assert old.file_no in client_of(reviewer_lanzhou).get(address).content.decode()


def test_elsewhere_a_file_in_grace_does_not_tell_its_state(client_of, clerk_yongdeng, file_in_grace):
    text = typed(client_of(clerk_yongdeng), number_of(file_in_grace))
    assert "不能重复建档" in text and "渐退期" not in text

"""A person already in a file stays the same row when the file is submitted again."""

import pytest

from households.actions import drafts, files, review
from households.models import FamilyMember
from households.rows import content_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def again(submitted_file, clerk_chengguan, reviewer_chengguan):
    """Return a function: submit a file, have it returned, change its content, submit it again."""

    def submit(change, archive=None):
        archive = archive or submitted_file()
        before = list(archive.members.order_by("position"))
        review.return_file(archive=archive, by=reviewer_chengguan, note="请核对")
        archive.refresh_from_db()
        draft = drafts.reopen(archive=archive, by=clerk_chengguan)
        content = content_of(archive)
        change(content)
        files.submit(content=content, by=clerk_chengguan, unit=archive.unit, draft=draft)
        return before, list(archive.members.order_by("position"))

    return submit


def ids(members):
    return [member.pk for member in members]


def test_unchanged_people_stay(again):
    before, after = again(lambda content: None)
    assert len(before) > 1
    assert ids(after) == ids(before)


def test_a_corrected_name_is_the_same_person(again):
    before, after = again(lambda content: content.members[0].update(name="陈国强"))
    assert ids(after) == ids(before)
    assert after[1].name == "陈国强"


def test_a_corrected_number_of_the_worker_is_the_same_person(again):
    new = factories.worker()

    def correct(content):
        content.worker.update({name: new[name] for name in ("id_number", "birth_date")})

    before, after = again(correct)
    assert ids(after) == ids(before)
    assert after[0].id_last4 == new["id_number"][-4:]


def test_who_left_is_gone_and_who_came_is_new(again):
    newcomer = factories.member(name="陈小明")

    def exchange(content):
        content.members = [newcomer]

    before, after = again(exchange)
    assert after[0].pk == before[0].pk
    assert after[1].name == "陈小明"
    assert not FamilyMember.objects.filter(pk__in=ids(before[1:])).exists()


def test_worker_and_member_change_places(again):
    def swap(content):
        worker, member = content.worker, content.members[0]
        relation = member.pop("relation")
        content.worker, content.members[0] = member, worker | {"relation": relation}

    before, after = again(swap)
    assert ids(after[:2]) == [before[1].pk, before[0].pk]
    assert after[0].relation == "01"


def test_items_stay_with_their_person(again):
    before, after = again(lambda content: content.members.reverse())
    incomes = {member.pk: [item.source for item in member.incomes.all()] for member in after}
    assert set(incomes) == set(ids(before))
    assert any(incomes.values())

"""The person an aid is for stays the same row while the file is mended."""

import pytest

from assistance.actions import aid
from assistance.kinds import AidType
from households.actions import drafts, files, review
from households.errors import PersonHasHistory
from households.models import HardshipArchive
from households.rows import content_of
from tests.assistance.aids import proposal
from tests.assistance.conftest import ACCOUNT

pytestmark = pytest.mark.django_db


@pytest.fixture
def mending(submitted_file, aid_standards, clerk_chengguan, reviewer_chengguan):
    """A returned file whose last member has temporary aid: its draft, and the aid."""
    archive = submitted_file(bank=ACCOUNT)
    person = archive.members.order_by("position").last()
    given = aid.propose(
        archive=archive, by=clerk_chengguan,
        proposal=proposal(aid_type=AidType.TEMPORARY, member=person.pk, amount=500),
    )
    review.return_file(archive=archive, by=reviewer_chengguan, note="请核对")
    archive.refresh_from_db()
    return drafts.reopen(archive=archive, by=clerk_chengguan), given


def test_submitting_again_keeps_the_person_of_an_aid(mending, clerk_chengguan):
    draft, given = mending
    archive = draft.archive
    files.submit(content=content_of(archive), by=clerk_chengguan, unit=archive.unit, draft=draft)
    given.refresh_from_db()
    assert given.member == archive.members.order_by("position").last()


def test_somebody_with_aid_is_not_taken_out(mending, clerk_chengguan):
    draft, given = mending
    content = content_of(draft.archive)
    content.members.pop()
    with pytest.raises(PersonHasHistory, match=f"{given.member.name}名下有帮扶记录"):
        files.submit(content=content, by=clerk_chengguan, unit=draft.unit, draft=draft)
    assert HardshipArchive.objects.get().status == "RETURNED"
    draft.refresh_from_db()
    assert draft.payload["worker"]["name"]

"""The demo's changes: requests in every state, a split, a merge; the census stays as it was."""

from households.enums import ChangeKind, LinkKind, RequestKind, RequestStatus
from households.models import FileChange, FileLink, FileRequest, HardshipArchive


def test_requests_stand_in_every_state(province, db):
    changes = FileRequest.objects.filter(kind=RequestKind.CHANGE)
    for status in (
        RequestStatus.COUNTY_REVIEW, RequestStatus.DONE, RequestStatus.REFUSED, RequestStatus.WITHDRAWN,
    ):
        assert changes.filter(status=status).exists(), status


def test_split_and_merge_are_linked_and_keep_the_count(province, db):
    split, merge = FileLink.objects.get(kind=LinkKind.SPLIT), FileLink.objects.get(kind=LinkKind.MERGE)
    assert (split.source.status, split.target.status) == ("ACTIVE", "ACTIVE")
    assert (merge.source.status, merge.target.status) == ("CANCELLED", "ACTIVE")
    assert split.target.tier == merge.source.tier
    assert HardshipArchive.objects.active().count() == 6824


def test_direct_changes_can_be_followed_and_one_was_undone(province, db):
    assert FileChange.objects.filter(kind=ChangeKind.DIRECT).count() >= 9
    assert FileChange.objects.filter(kind=ChangeKind.UNDO).exists()

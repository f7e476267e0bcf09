"""What changes at once: kept with both versions, masked, undone, and never over somebody else's value."""

import pytest

from households import direct_parts, rows
from households.actions import changes
from households.change_errors import ChangedMeanwhile, NothingChanged, NotUndoable
from households.content import FileContent
from households.enums import ChangeKind, Status
from households.errors import NotAllowed, ReasonMissing
from households.models import FileChange, HardshipArchive
from households.request_errors import RequestNotOpenFor
from unionaid.audit.events import Event
from unionaid.audit.models import AuditEvent
from unionaid.privacy.blind_index import blind_index

CONTACT = direct_parts.PARTS["contact"]
NEW = "15499990001"


@pytest.fixture
def change(clerk_chengguan):
    """Return a function that changes contact values of a file: the telephone, unless told otherwise."""

    def make(archive, by=clerk_chengguan, reason="本人来电", mark=None, part="contact", **values):
        content, part = rows.content_of(archive), direct_parts.PARTS[part]
        return changes.change(
            archive=archive, part=part, by=by, reason=reason,
            values=direct_parts.values_of(content, part) | (values or {"mobile": NEW}),
            mark=mark or direct_parts.mark_of(content, part),
        )

    return make


def address(archive, step="contact"):
    return f"/households/{archive.file_no}/change/{step}/"


def sent(client, archive, **values):
    """Send the page of the contact part as a browser does, some values changed."""
    page = client.get(address(archive))
    form = page.context["form"]
    data = {name: form.data.get(name, "") for name in form.fields}
    return data | {"mark": page.context["mark"], "reason": "本人来电"} | values


def test_telephone_changes_at_once_and_both_versions_stay(active_file, change, clerk_chengguan, today):
    archive = active_file()
    old, version = archive.mobile, archive.version
    row = change(archive)
    archive.refresh_from_db()
    assert (archive.mobile, bytes(archive.mobile_index)) == (NEW, blind_index("mobile", NEW))
    assert (archive.version, archive.changed_on, archive.status) == (version + 1, today, Status.ACTIVE)
    before, after = FileContent.from_json(row.before), FileContent.from_json(row.after)
    assert (before.home["mobile"], after.home["mobile"]) == (old, NEW)
    assert (row.kind, row.part, row.by, row.on) == (ChangeKind.DIRECT, "contact", clerk_chengguan.user, today)
    assert archive.episodes.count() == 3


def test_evidence_names_the_field_and_masks_the_value(active_file, change):
    archive = active_file()
    old = archive.mobile
    change(archive)
    event = AuditEvent.objects.get(event=Event.FILE_CHANGED)
    assert event.before == {"手机号码": f"{old[:3]}****{old[-4:]}"}
    assert event.after == {"手机号码": "154****0001"}
    assert event.purpose == "本人来电"


def test_worker_row_takes_what_is_the_persons(active_file, change):
    archive = active_file()
    change(archive, part="person", certificate="中式烹调师四级")
    assert archive.members.get(relation="01").certificate == "中式烹调师四级"


@pytest.mark.parametrize("reason", ["", "  "])
def test_change_needs_its_reason(active_file, change, reason):
    with pytest.raises(ReasonMissing):
        change(active_file(), reason=reason)


def test_nothing_changed_is_said(active_file, change):
    archive = active_file()
    with pytest.raises(NothingChanged):
        change(archive, mobile=archive.mobile)
    assert FileChange.objects.count() == 0


def test_reviewer_and_finance_change_nothing(active_file, change, reviewer_chengguan, finance_chengguan):
    archive = active_file()
    for by in (reviewer_chengguan, finance_chengguan):
        with pytest.raises(NotAllowed):
            change(archive, by=by)


def test_file_in_review_is_not_changed(submitted_file, change):
    with pytest.raises(RequestNotOpenFor, match="待县级审核"):
        change(submitted_file())


def test_second_of_two_is_told_who_was_first(active_file, change):
    archive = active_file()
    mark = direct_parts.mark_of(rows.content_of(archive), CONTACT)
    change(archive)
    with pytest.raises(ChangedMeanwhile, match="clerk_chengguan 在"):
        change(archive, mark=mark, township="张掖路街道")


def test_undoing_gives_the_old_value_back_once(active_file, change, clerk_chengguan):
    archive = active_file()
    old = archive.mobile
    row = change(archive)
    undone = changes.undo(change=row, by=clerk_chengguan)
    archive.refresh_from_db()
    assert (archive.mobile, undone.undoes, undone.kind) == (old, row, ChangeKind.UNDO)
    for again in (row, undone):
        with pytest.raises(NotUndoable):
            changes.undo(change=again, by=clerk_chengguan)


def test_what_was_changed_again_is_not_undone(active_file, change, clerk_chengguan):
    archive = active_file()
    row = change(archive)
    archive.refresh_from_db()
    change(archive, mobile="15499990002")
    with pytest.raises(NotUndoable):
        changes.undo(change=row, by=clerk_chengguan)
    archive.refresh_from_db()
    assert archive.mobile == "15499990002"


def test_page_shows_masks_and_a_mask_sent_back_changes_nothing(active_file, client_of, clerk_chengguan):
    archive, client = active_file(), client_of(clerk_chengguan)
    page = client.get(address(archive)).content.decode()
    assert archive.mobile not in page
    assert archive.address_detail not in page
    assert f"{archive.mobile[:3]}****{archive.mobile[-4:]}" in page
    client.post(address(archive), sent(client, archive, township="张掖路街道"))
    kept = HardshipArchive.objects.get(pk=archive.pk)
    assert (kept.township, kept.mobile, kept.address_detail) == (
        "张掖路街道", archive.mobile, archive.address_detail,
    )


def test_wrong_telephone_comes_back_with_everything_typed(active_file, client_of, clerk_chengguan):
    archive, client = active_file(), client_of(clerk_chengguan)
    answer = client.post(address(archive), sent(client, archive, mobile="1549", township="张掖路街道"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "手机号码应为 11 位数字" in page
    assert "张掖路街道" in page
    assert "错误：" in page


def test_two_people_at_once_see_both_values(active_file, change, client_of, clerk_chengguan):
    archive, client = active_file(), client_of(clerk_chengguan)
    form = sent(client, archive, township="张掖路街道")
    change(archive, township="白银路街道")
    answer = client.post(address(archive), form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("张掖路街道" in page, "白银路街道" in page) == (True, True)
    client.post(address(archive), form | {"mark": answer.context["mark"]})
    archive.refresh_from_db()
    assert archive.township == "张掖路街道"
    assert archive.changes.count() == 2


def test_neighbour_and_unknown_part_are_not_found(active_file, client_of, clerk_yongdeng, clerk_chengguan):
    archive = active_file()
    assert client_of(clerk_yongdeng).get(address(archive)).status_code == 404
    assert client_of(clerk_yongdeng).get(f"/households/{archive.file_no}/change/").status_code == 404
    assert client_of(clerk_chengguan).get(address(archive, "incomes")).status_code == 404


def test_file_leads_to_the_ways_of_changing_it(active_file, client_of, clerk_chengguan, auditor_gansu):
    archive = active_file()
    door = f"/households/{archive.file_no}/change/"
    assert door in client_of(clerk_chengguan).get(f"/households/{archive.file_no}/").content.decode()
    assert door not in client_of(auditor_gansu).get(f"/households/{archive.file_no}/").content.decode()
    page = client_of(clerk_chengguan).get(door).content.decode()
    assert address(archive) in page
    assert archive.mobile not in page

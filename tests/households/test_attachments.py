"""Scans and photos of a file: uploaded and opened in scope with evidence, and gone with their draft."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from households.actions import attachments as actions
from households.actions import drafts
from households.models import Attachment
from tests import factories
from tests.attachments.pictures import PDF, jpeg, png, posted, upload
from tests.households import entering
from unionaid.audit.models import AuditEvent
from unionaid.privacy import sealed_files

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ATTACHMENTS = tmp_path / "attachments"


def attached(archive, by, kind="HUKOU", **given):
    return actions.attach(upload=upload(), kind=kind, by=by, archive=archive, **given)


def test_a_clerk_uploads_two_files_and_opens_one(active_file, clerk_chengguan, client_of):
    archive, client = active_file(), client_of(clerk_chengguan)
    page = reverse("file_attachments", args=[archive.file_no])
    assert "还没有上传文件" in client.get(page).content.decode()

    files = [posted(jpeg(placed=True), "户口簿 1.jpg"), posted(PDF, "户口簿 2.pdf")]
    sent = {"kind": "HUKOU", "person": "", "received_on": "2022-03-30", "files": files}
    assert client.post(page, sent).status_code == 302

    photo, document = Attachment.objects.order_by("id")
    assert (photo.archive, photo.unit, photo.file.name) == (archive, archive.unit, "户口簿 1.jpg")
    answer = client.get(reverse("attachment", args=[photo.pk]))
    assert answer.content == sealed_files.read(photo.file.stored_as) and b"PHONE" not in answer.content
    heads = ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy")
    assert [answer[head] for head in heads] == ["image/jpeg", "nosniff", "default-src 'none'; sandbox"]
    assert answer["Content-Disposition"].startswith("inline; filename*=utf-8''")
    answer = client.get(reverse("attachment", args=[document.pk]))
    assert answer["Content-Disposition"].startswith("attachment; ") and answer.content == PDF
    seen = AuditEvent.objects.filter(event="ATTACHMENT_VIEWED", subject_id=str(archive.pk))
    assert [event.told for event in seen] == ["查看材料：户口簿"] * 2
    assert "扫描件和照片 2 个" in client.get(reverse("household", args=[archive.file_no])).content.decode()


def test_the_same_file_twice_is_kept_once(active_file, clerk_chengguan):
    archive = active_file()
    assert attached(archive, clerk_chengguan) == attached(archive, clerk_chengguan)
    assert attached(archive, clerk_chengguan, kind="IDENTITY").file.sha256 == upload_digest()
    assert Attachment.objects.count() == 2


def upload_digest():
    return actions.files.digest(upload())


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"files": [posted(b"<svg/>", "a.jpg")]}, "只能上传 JPEG、PNG 照片或 PDF 文件"),
        ({"files": [posted(b"\0\0\0\x18ftypheic0000", "a.jpg")]}, "HEIC"),
        ({"received_on": "2022-04-01"}, "收到日期不能晚于今天（2022-03-31）"),
        ({"kind": ""}, "材料"),
    ],
)
def test_bad_uploads_come_back_with_a_sentence(active_file, clerk_chengguan, client_of, changes, told):
    page = reverse("file_attachments", args=[active_file().file_no])
    given = {"kind": "HUKOU", "received_on": "2022-03-30", "files": [posted(png())]} | changes
    answer = client_of(clerk_chengguan).post(page, given)
    assert answer.status_code == 422 and told in answer.content.decode()
    assert not Attachment.objects.exists()


def test_who_may_open_what(active_file, people, client_of):
    archive = active_file()
    hukou = attached(archive, people["clerk_chengguan"])
    card = attached(archive, people["clerk_chengguan"], kind="BANK_CARD")
    notice = attached(archive, people["clerk_chengguan"], kind="NOTICE_PHOTO")

    def answers(person):
        client = client_of(people[person])
        return [client.get(reverse("attachment", args=[row.pk])).status_code for row in (hukou, card, notice)]

    assert answers("clerk_chengguan") == answers("reviewer_lanzhou") == [200, 200, 200]
    assert answers("finance_chengguan") == [403, 200, 200]
    assert answers("auditor_gansu") == [403, 403, 200]
    assert answers("clerk_yongdeng") == [404, 404, 404]
    assert answers("admin") == [403, 403, 403]
    page = client_of(people["auditor_gansu"]).get(reverse("file_attachments", args=[archive.file_no]))
    assert reverse("attachment", args=[hukou.pk]) not in page.content.decode()
    assert client_of(people["auditor_gansu"]).post(page.request["PATH_INFO"]).status_code == 403


def test_a_removed_one_says_who_removed_it_and_why(
    active_file, clerk_chengguan, clerk_yongdeng, client_of, django_capture_on_commit_callbacks
):
    archive, client = active_file(), client_of(clerk_chengguan)
    row = attached(archive, clerk_chengguan)
    address = reverse("attachment_remove", args=[row.pk])
    assert client_of(clerk_yongdeng).post(address, {"reason": "x"}).status_code == 404
    client.post(address, {"reason": ""})
    assert client.get(reverse("attachment", args=[row.pk])).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"reason": "传错了人"})

    with pytest.raises(FileNotFoundError):
        sealed_files.read(row.file.stored_as)
    gone = client.get(reverse("attachment", args=[row.pk]))
    assert gone.status_code == 410 and "传错了人" in gone.content.decode()
    page = client.get(reverse("file_attachments", args=[archive.file_no])).content.decode()
    assert "移除：传错了人" in page


def test_uploads_of_a_draft_follow_it_into_its_file(people, standards, client_of):
    clerk = people["clerk_chengguan"]
    client = client_of(clerk)
    content = factories.content()
    draft = entering.start(client)
    entering.fill(client, draft, content)
    page = entering.open_step(client, draft, "papers")
    fields = draft_fields(draft)
    answer = client.post(
        reverse("draft_step", args=[draft.pk, "papers"]),
        fields | entering.hidden(page) | {"go": "attachments"},
    )
    assert answer["Location"] == reverse("draft_attachments", args=[draft.pk])
    index = dict(client.get(answer["Location"]).context["form"].fields["person"].choices)
    person = next(key for key, name in index.items() if name == content.worker["name"])
    client.post(
        answer["Location"],
        {"kind": "IDENTITY", "person": person, "received_on": "2022-03-30", "files": [posted(jpeg())]},
    )
    row = Attachment.objects.get()
    address = reverse("attachment", args=[row.pk])
    assert client.get(address).status_code == 200
    assert client_of(people["finance_chengguan"]).get(address).status_code == 404  # drafts are not theirs
    entering.submit(client, draft)

    row.refresh_from_db()
    assert row.draft is None and row.archive.worker_name == content.worker["name"]
    assert row.archive.members.get(id_index=row.person).is_worker


def draft_fields(draft):
    draft.refresh_from_db()
    return draft.payload["papers"]


def test_uploads_of_a_deleted_draft_are_destroyed(clerk_chengguan, django_capture_on_commit_callbacks, today):
    draft = drafts.start(by=clerk_chengguan)
    row = actions.attach(upload=upload(), kind="HUKOU", by=clerk_chengguan, draft=draft)
    with django_capture_on_commit_callbacks(execute=True):
        drafts.discard(draft=draft, by=clerk_chengguan)

    row.file.refresh_from_db()
    assert (row.file.removal_reason, Attachment.objects.count()) == ("草稿已删除", 0)
    with pytest.raises(FileNotFoundError):
        sealed_files.read(row.file.stored_as)


def test_the_page_asks_the_same_whatever_hangs_there(active_file, clerk_chengguan, client_of):
    archive, client = active_file(), client_of(clerk_chengguan)
    page = reverse("file_attachments", args=[archive.file_no])
    client.get(page)
    counts = []
    for number in range(3):
        for place in range(number * 4):
            actions.attach(
                upload=upload(png((20 + place, 30 + number))), kind="HUKOU", by=clerk_chengguan,
                archive=archive,
            )
        with CaptureQueriesContext(connection) as asked:
            client.get(page)
        counts.append(len(asked))
    assert counts[0] == counts[2]

"""Photos of a posted notice: uploaded while it hangs, opened in scope with evidence, removed for a reason."""

import shutil
from datetime import date

import pytest

from households.actions import notice_photos, notices
from households.errors import NotAllowed
from households.models import NoticePhoto
from households.notice_errors import NoticeOver, PhotoDayWrong
from tests.attachments.pictures import jpeg, posted, upload
from unionaid.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ATTACHMENTS = tmp_path / "attachments"
    return settings.ATTACHMENTS


@pytest.fixture
def add(start, clerk_chengguan, today):
    """Return a function that adds a photo to a running notice."""

    def add_photo(**changes):
        given = {"uploads": [upload()], "taken_on": today, "by": clerk_chengguan} | changes
        given.setdefault("notice", None)
        given["notice"] = given["notice"] or start()
        return notice_photos.add_photos(**given)

    return add_photo


def test_clerk_uploads_and_others_of_the_scope_open(
    start, clerk_chengguan, reviewer_lanzhou, clerk_yongdeng, client_of
):
    notice, clerk = start(), client_of(clerk_chengguan)
    page = f"/notices/{notice.pk}/"
    assert "还没有张贴照片" in clerk.get(page).content.decode()
    assert clerk.post(page + "photos/", {"taken_on": "2022-03-31"}).status_code == 422
    sent = {"taken_on": "2022-03-31", "files": [posted(jpeg(placed=True), "公示栏.jpg")]}
    assert clerk.post(page + "photos/", sent).status_code == 302
    photo = NoticePhoto.objects.get()
    assert f"/notice-photos/{photo.pk}/" in client_of(reviewer_lanzhou).get(page).content.decode()
    answer = client_of(reviewer_lanzhou).get(f"/notice-photos/{photo.pk}/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert b"PHONE" not in answer.content
    assert AuditEvent.objects.filter(event="ATTACHMENT_VIEWED").count() == 1
    for path in (f"/notice-photos/{photo.pk}/", page):
        assert client_of(clerk_yongdeng).get(path).status_code == 404


def test_removed_photo_keeps_its_row_and_the_reason(add, clerk_chengguan, reviewer_chengguan, client_of):
    photo, = add()
    path = f"/notice-photos/{photo.pk}/"
    assert client_of(reviewer_chengguan).post(path + "remove/", {"reason": "x"}).status_code == 403
    clerk = client_of(clerk_chengguan)
    clerk.post(path + "remove/", {"reason": ""})
    assert clerk.get(path).status_code == 200
    clerk.post(path + "remove/", {"reason": "拍到了路人"})
    assert clerk.get(path).status_code == 410
    assert "拍到了路人" in clerk.get(f"/notices/{photo.notice_id}/").content.decode()


def test_lost_bytes_are_said_so(add, clerk_chengguan, client_of, folder):
    photo, = add()
    shutil.rmtree(folder)
    answer = client_of(clerk_chengguan).get(f"/notice-photos/{photo.pk}/")
    assert answer.status_code == 410 and "返回公示" in answer.content.decode()


def test_same_photo_is_kept_once(add, start):
    notice = start()
    assert add(notice=notice) == add(notice=notice)
    assert NoticePhoto.objects.count() == 1


def test_photo_of_a_day_without_the_notice_is_refused(add, start, reviewer_chengguan, clerk_yongdeng):
    for day in (date(2022, 3, 30), date(2022, 4, 1)):
        with pytest.raises(PhotoDayWrong, match="2022-03-31 至 2022-03-31"):
            add(taken_on=day)
    for by in (reviewer_chengguan, clerk_yongdeng):
        with pytest.raises(NotAllowed):
            add(by=by)


def test_taken_down_notice_gets_no_photo(add, start, clerk_chengguan):
    notice = start()
    notices.take_down(notice=notice, by=clerk_chengguan, reason="地点写错")
    with pytest.raises(NoticeOver):
        add(notice=notice)

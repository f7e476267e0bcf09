"""通知: who is told of what, once, in the same transaction; read one by one; mailed without content."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from households import notifying
from households.actions import demands, pairing, requests, review
from households.actions.tasks import raise_task
from households.enums import RequestStep, TaskKind
from households.models import Pairing
from unionaid.notifications.enums import Kind
from unionaid.notifications.mail import send_due
from unionaid.notifications.models import MailAddress, Notification

pytestmark = pytest.mark.django_db


def told(posting):
    return list(Notification.objects.filter(user=posting.user).order_by("pk").values_list("kind", flat=True))


def test_a_returned_file_tells_whoever_entered_it(submitted_file, clerk_chengguan, reviewer_chengguan):
    archive = submitted_file()
    review.return_file(archive=archive, by=reviewer_chengguan, note="收入证明缺章")
    row = Notification.objects.get()
    assert (row.user, row.kind, str(row)) == (
        clerk_chengguan.user, Kind.FILE_RETURNED, "王桂英家庭的档案被退回，请修改后重新提交",
    )
    assert row.url == reverse("household", args=[archive.file_no])


def test_what_did_not_happen_is_not_told(submitted_file, reviewer_chengguan):
    archive = submitted_file()
    with pytest.raises(RuntimeError), transaction.atomic():
        review.return_file(archive=archive, by=reviewer_chengguan, note="缺章")
        raise RuntimeError
    assert not Notification.objects.exists()


def test_approval_contact_and_demand_are_told_but_not_to_the_doer(
    active_file, clerk_chengguan, finance_chengguan, clerk_yongdeng
):
    archive = active_file()
    pairing.pair(archive=archive, by=clerk_chengguan, user=finance_chengguan.user)
    demands.raise_demand(archive=archive, by=clerk_chengguan, kind="A1", content="取暖", source="CALL")
    demands.raise_demand(archive=archive, by=finance_chengguan, kind="A1", content="取暖", source="CALL")
    assert told(clerk_chengguan) == [Kind.FILE_APPROVED]
    assert told(finance_chengguan) == [Kind.PAIRED, Kind.DEMAND_RAISED]
    assert told(clerk_yongdeng) == []


def test_a_transfer_tells_the_union_it_goes_to_and_its_end_the_asker(
    ask_transfer, clerk_chengguan, reviewer_chengguan, reviewer_yongdeng
):
    asked = ask_transfer()
    requests.decide(request=asked, step=RequestStep.PASS, by=reviewer_chengguan)
    row = Notification.objects.get(user=reviewer_yongdeng.user)
    assert str(row) == "城关区申请把一户档案转入，请接收或不同意"
    requests.decide(request=asked, step=RequestStep.PASS, by=reviewer_yongdeng)
    assert told(clerk_chengguan)[-1] == Kind.REQUEST_DONE


def test_each_day_reminds_once(active_file, clerk_chengguan, reviewer_chengguan, today):
    archive = active_file()
    pairing.pair(archive=archive, by=clerk_chengguan, user=reviewer_chengguan.user)
    Notification.objects.all().delete()
    yesterday = today - timedelta(days=1)
    for place, assigned in enumerate((None, None, reviewer_chengguan.user)):
        raise_task(
            archive=archive, kind=TaskKind.OTHER, key=f"k{place}", reason="办理", due_on=yesterday,
            assigned_to=assigned,
        )
    assert told(reviewer_chengguan) == [Kind.TASK_ASSIGNED]
    Pairing.objects.update(next_visit_on=today)
    for _run in range(2):
        notifying.remind(today)
    assert told(reviewer_chengguan) == [Kind.TASK_ASSIGNED, Kind.TASKS_OVERDUE, Kind.VISITS_DUE]
    assert str(Notification.objects.get(user=clerk_chengguan.user)) == "2 项任务昨天到期，还没有办结"


def test_the_bell_counts_and_reading_lowers_it(active_file, clerk_chengguan, clerk_yongdeng, client_of):
    active_file()
    active_file()
    client, row = client_of(clerk_chengguan), Notification.objects.first()
    page = client.get(reverse("notifications")).content.decode()
    assert "2 条未读" in page and "王桂英家庭已批准建档" in page
    stranger = client_of(clerk_yongdeng)
    assert stranger.post(reverse("notification_open", args=[row.pk])).status_code == 404
    assert "没有通知" in stranger.get(reverse("notifications")).content.decode()
    opened = client.post(reverse("notification_open", args=[row.pk]))
    assert opened["Location"] == row.url
    assert "1 条未读" in client.get(reverse("notifications")).content.decode()
    client.post(reverse("notifications_read"))
    assert "0 条未读" in client.get(reverse("notifications")).content.decode()


def test_the_list_costs_the_same_for_one_and_for_five(active_file, clerk_chengguan, client_of):
    client, asked = client_of(clerk_chengguan), []
    for more in (1, 4):
        for _ in range(more):
            active_file()
        client.get(reverse("notifications"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("notifications"))
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_mail_says_that_there_is_something_and_not_what(active_file, clerk_chengguan, client_of, settings):
    settings.MAIL_IS_CONFIGURED = True
    client = client_of(clerk_chengguan)
    assert client.post(reverse("notifications"), {"address": "nobody"}).status_code == 422
    assert client.post(reverse("notifications"), {"address": "clerk@example.com"}).status_code == 302
    active_file()
    for _run in range(2):
        send_due()
    (letter,) = mail.outbox
    assert letter.to == ["clerk@example.com"]
    assert letter.body == "您在工会帮扶系统有 1 条新通知，请登录查看。"
    assert "王桂英" not in letter.subject + letter.body


def test_without_a_mail_server_nothing_is_sent(active_file, clerk_chengguan, client_of):
    MailAddress.objects.create(user=clerk_chengguan.user, address="clerk@example.com")
    active_file()
    send_due()
    assert mail.outbox == [] and Notification.objects.filter(mailed_at=None).count() == 1
    assert "邮件提醒" not in client_of(clerk_chengguan).get(reverse("notifications")).content.decode()


def test_a_mail_that_cannot_be_sent_is_tried_again(active_file, clerk_chengguan, settings):
    settings.MAIL_IS_CONFIGURED = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    MailAddress.objects.create(user=clerk_chengguan.user, address="clerk@example.com")
    active_file()
    send_due()
    assert Notification.objects.filter(mailed_at=None).count() == 1

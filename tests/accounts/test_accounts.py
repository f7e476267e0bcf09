import re
from datetime import date

import pytest
from django.urls import reverse

from tests import union_tree
from unionaid.accounts.actions.accounts import (
    change_account,
    create_account,
    disable_account,
    enable_account,
)
from unionaid.accounts.actions.passwords import reset_password
from unionaid.accounts.errors import NotAllowed, OwnAccount, UsernameTaken
from unionaid.accounts.models import Posting, User
from unionaid.accounts.permissions import Role
from unionaid.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
NEW = {
    "display_name": "张秀兰",
    "username": "zhang.xiulan",
    "telephone": "0931-0000001",
    "unit": "GS620102",
    "role": "CLERK",
    "valid_from": "2022-03-31",
    "valid_to": "",
}


def create(by, unit, username="new.person"):
    return create_account(
        by=by,
        username=username,
        display_name="新人",
        telephone="",
        unit=unit,
        role=Role.CLERK,
        valid_from=date(2022, 3, 31),
    )


def test_an_account_is_made_with_its_posting_and_a_password_told_once(client_of, admin_lanzhou):
    response = client_of(admin_lanzhou).post(reverse("create_account"), NEW)
    page = response.content.decode()
    password = re.search(r"data-one-time-password>([^<]+)<", page).group(1)
    user = User.objects.get(username="zhang.xiulan")
    posting = user.postings.get()
    assert user.check_password(password)
    assert user.must_change_password
    assert (posting.unit.code, posting.role, posting.valid_from) == (
        "GS620102",
        Role.CLERK,
        date(2022, 3, 31),
    )
    assert response["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    events = AuditEvent.objects.order_by("pk").values_list("event", "actor__username", "subject_label")
    assert list(events) == [
        ("POSTING_GRANTED", "admin.lanzhou", "张秀兰 · 城关区总工会 · 经办"),
        ("ACCOUNT_CREATED", "admin.lanzhou", "张秀兰"),
    ]


def test_the_password_stands_on_no_later_page_and_not_in_the_evidence(client_of, admin_lanzhou):
    browser = client_of(admin_lanzhou)
    page = browser.post(reverse("create_account"), NEW).content.decode()
    password = re.search(r"data-one-time-password>([^<]+)<", page).group(1)
    user = User.objects.get(username="zhang.xiulan")
    assert password not in browser.get(reverse("account", args=[user.pk])).content.decode()
    assert password not in str(list(AuditEvent.objects.values()))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"username": "Zhang Xiulan"}, "用户名只用小写字母"),
        ({"username": "admin"}, "用户名 admin 已被使用"),
        ({"display_name": " "}, "请填写姓名"),
        ({"unit": "GS620200"}, "请选择管理范围内的机构"),
        ({"role": "KING"}, "选择一个有效的选项"),
        ({"valid_from": "31.3.22"}, "日期应为 2022-03-31 这样的格式"),
        ({"valid_to": "2022-01-01"}, "结束日期不能早于开始日期"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(client_of, admin_lanzhou, change, sentence):
    before = User.objects.count()
    response = client_of(admin_lanzhou).post(reverse("create_account"), NEW | change)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert User.objects.count() == before
    assert AuditEvent.objects.count() == 0


def test_an_account_without_evidence_is_not_made(admin_lanzhou, units, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the chain cannot be written")

    monkeypatch.setattr("unionaid.accounts.actions.accounts.record", fail)
    with pytest.raises(RuntimeError):
        create(admin_lanzhou, units["GS620102"])
    assert not User.objects.filter(username="new.person").exists()
    assert Posting.objects.filter(unit=units["GS620102"]).count() == 0


def test_a_name_is_taken_once(admin_lanzhou, units):
    create(admin_lanzhou, units["GS620102"])
    with pytest.raises(UsernameTaken):
        create(admin_lanzhou, units["GS620102"])


def test_nobody_administers_beyond_the_own_subtree(admin_yongdeng, admin_lanzhou, clerk, units):
    for by in (admin_yongdeng, clerk):
        with pytest.raises(NotAllowed):
            create(by, units["GS620102"])
    with pytest.raises(NotAllowed):
        change_account(by=admin_yongdeng, user=clerk.user, display_name="x", telephone="")
    with pytest.raises(NotAllowed):
        disable_account(by=admin_yongdeng, user=clerk.user)
    with pytest.raises(NotAllowed):
        reset_password(by=admin_yongdeng, user=clerk.user)
    with pytest.raises(NotAllowed):
        create(admin_lanzhou, units["GS"])


def test_somebody_with_an_office_higher_up_is_out_of_reach(admin_lanzhou, clerk, units):
    union_tree.posting("clerk.chengguan", units["GS"], Role.OFFICER)
    with pytest.raises(NotAllowed):
        reset_password(by=admin_lanzhou, user=clerk.user)


def test_nobody_administers_the_own_account(admin_lanzhou):
    for action in (disable_account, enable_account, reset_password):
        with pytest.raises(OwnAccount):
            action(by=admin_lanzhou, user=admin_lanzhou.user)


def test_a_disabled_account_cannot_work_until_it_is_enabled(client_of, admin_lanzhou, clerk):
    browser = client_of(clerk)
    disable_account(by=admin_lanzhou, user=clerk.user)
    assert browser.get(reverse("postings")).status_code == 302
    enable_account(by=admin_lanzhou, user=clerk.user)
    assert client_of(clerk).get(reverse("postings")).status_code == 200
    events = AuditEvent.objects.order_by("pk").values_list("event", flat=True)
    assert list(events) == ["ACCOUNT_DISABLED", "ACCOUNT_ENABLED"]


def test_a_reset_gives_a_password_that_must_be_changed(admin_lanzhou, clerk):
    password = reset_password(by=admin_lanzhou, user=clerk.user)
    clerk.user.refresh_from_db()
    assert clerk.user.check_password(password)
    assert clerk.user.must_change_password


def test_the_list_shows_the_own_subtree_and_can_be_narrowed(client_of, admin_lanzhou, clerk, reviewer, units):
    union_tree.posting("clerk.baiyin", units["GS620402"], Role.CLERK)
    User.objects.filter(pk=reviewer.user_id).update(is_active=False)

    def shown(**query):
        page = client_of(admin_lanzhou).get(reverse("accounts"), query).content.decode()
        return set(re.findall(r"<td>([a-z.]+)</td>", page))

    assert shown() == {"admin.lanzhou", "clerk.chengguan", "reviewer.chengguan"}
    assert shown(q="clerk") == {"clerk.chengguan"}
    assert shown(state="disabled") == {"reviewer.chengguan"}
    assert shown(unit="GS620102") == {"clerk.chengguan", "reviewer.chengguan"}
    assert shown(unit="GS620402") == shown()


@pytest.mark.parametrize("people", [1, 30])
def test_the_list_costs_the_same_queries_for_one_and_for_many(
    client_of, admin_lanzhou, units, people, django_assert_num_queries
):
    for number in range(people):
        union_tree.posting(f"person{number}", units["GS620102"], Role.CLERK)
    browser = client_of(admin_lanzhou)
    browser.get(reverse("accounts"))
    with django_assert_num_queries(11):
        browser.get(reverse("accounts"))

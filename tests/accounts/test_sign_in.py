import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessFailureLog
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import union_tree
from unionaid.accounts import showcase
from unionaid.accounts.models import User
from unionaid.accounts.permissions import Role
from unionaid.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(units):
    return union_tree.posting("clerk.chengguan", units["GS620102"], Role.CLERK, password=union_tree.PASSWORD)


def sign_in(client, username="clerk.chengguan", password=union_tree.PASSWORD, **fields):
    return client.post(reverse("login"), {"username": username, "password": password} | fields)


def events():
    return list(AuditEvent.objects.order_by("pk").values_list("event", "actor__username", "subject_label"))


def test_the_right_password_lets_in_and_leaves_evidence(client, clerk):
    response = sign_in(client)
    assert (response.status_code, response["Location"]) == (302, reverse("home"))
    assert client.session["_auth_user_id"] == str(clerk.user_id)
    assert events() == [("SIGNED_IN", "clerk.chengguan", "clerk.chengguan")]


def test_the_name_is_read_as_people_type_it(client, clerk):
    assert sign_in(client, "  Clerk.Chengguan ").status_code == 302


def test_signing_in_gives_the_session_a_new_key(client, clerk):
    client.get(reverse("login"))
    session = client.session
    session["kept"] = "from before"
    session.save()
    before = session.session_key
    sign_in(client)
    assert client.session.session_key != before


def test_a_wrong_password_is_refused_with_a_sentence_that_gives_nothing_away(client, clerk):
    wrong = sign_in(client, password="something else")
    unknown = sign_in(client, username="nobody", password="something else")
    assert wrong.status_code == unknown.status_code == 422
    for response in (wrong, unknown):
        assert "用户名或密码不正确，请核对后再试" in response.content.decode()
    assert events() == [("SIGN_IN_FAILED", None, "clerk.chengguan"), ("SIGN_IN_FAILED", None, "")]


def test_a_disabled_account_meets_the_same_sentence(client, clerk):
    User.objects.filter(pk=clerk.user_id).update(is_active=False)
    assert "用户名或密码不正确" in sign_in(client).content.decode()


def test_an_empty_form_says_what_is_missing(client, db):
    response = sign_in(client, "", "")
    assert response.status_code == 422
    assert "请填写用户名" in response.content.decode()
    assert "请填写密码" in response.content.decode()
    assert AccessFailureLog.objects.count() == 0


def test_the_fifth_wrong_password_locks_out_this_address_once_in_the_log(client, clerk):
    for _attempt in range(5):
        last = sign_in(client, password="something else")
    assert last.status_code == 429
    assert [event for event, _actor, _subject in events()] == ["SIGN_IN_FAILED"] * 5 + ["LOCKED_OUT"]
    assert sign_in(client).status_code == 429
    assert len(events()) == 6
    elsewhere = Client(REMOTE_ADDR="10.0.0.9")
    assert sign_in(elsewhere).status_code == 302


def test_many_addresses_together_make_the_account_wait(clerk):
    for number in range(20):
        sign_in(Client(REMOTE_ADDR=f"10.0.1.{number}"), password="something else")
    late = Client(REMOTE_ADDR="10.0.2.1")
    response = sign_in(late)
    assert response.status_code == 422
    assert re.search(r"这个账号一小时内输错密码太多，请 \d+ 秒后再试", response.content.decode())
    AccessFailureLog.objects.update(attempt_time=timezone.now() - timedelta(seconds=61))
    assert sign_in(late).status_code == 302


def test_a_refused_attempt_is_not_counted(clerk):
    for number in range(20):
        sign_in(Client(REMOTE_ADDR=f"10.0.1.{number}"), password="something else")
    sign_in(Client(REMOTE_ADDR="10.0.2.1"), password="something else")
    assert AccessFailureLog.objects.count() == 20


@pytest.mark.parametrize(
    ("wanted", "goes"),
    [
        ("/password/", "/password/"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("", "/"),
    ],
)
def test_sign_in_leads_back_to_local_pages_only(client, clerk, wanted, goes):
    assert sign_in(client, next=wanted)["Location"] == goes


def test_what_was_typed_is_not_kept_with_failed_attempts(client, clerk):
    sign_in(client, password="my very secret phrase", kept="signed text of a form")
    kept = AccessAttempt.objects.get().post_data
    assert "secret" not in kept
    assert "signed text" not in kept


def test_signing_out_ends_the_session(client, clerk):
    sign_in(client)
    response = client.post(reverse("logout"))
    assert response["Location"] == reverse("login")
    assert client.get(reverse("password_change")).status_code == 302
    assert [event for event, *_rest in events()] == ["SIGNED_IN", "SIGNED_OUT"]


def test_signing_out_is_not_done_by_a_link(client, clerk):
    sign_in(client)
    assert client.get(reverse("logout")).status_code == 405


def test_demo_accounts_are_shown_in_debug_only(client, clerk, settings, monkeypatch):
    monkeypatch.setattr(showcase, "_sources", [lambda: ["somebody.else", "clerk.chengguan"]])
    settings.UNIONAID_DEBUG = True
    page = client.get(reverse("login")).content.decode()
    assert "clerk.chengguan" in page
    assert "城关区 · 经办" in page
    assert "somebody.else" not in page
    settings.UNIONAID_DEBUG = False
    assert "clerk.chengguan" not in client.get(reverse("login")).content.decode()


def token(client, username="clerk.chengguan", password=union_tree.PASSWORD):
    fields = {"username": username, "password": password}
    return client.post(reverse("api_token"), fields, content_type="application/json")


def test_a_token_is_made_under_the_same_limits_and_with_the_same_evidence(clerk):
    assert token(Client()).status_code == 201
    for number in range(20):
        client = Client(REMOTE_ADDR=f"10.0.3.{number}")
        assert token(client, password="something else").status_code in (401, 403)
    assert token(Client(REMOTE_ADDR="10.0.4.1")).status_code == 429
    kinds = [event for event, *_rest in events()]
    assert kinds == ["API_TOKEN_CREATED", *["SIGN_IN_FAILED"] * 20]


def test_an_account_with_a_one_time_password_gets_no_token_and_no_data(client, clerk):
    User.objects.filter(pk=clerk.user_id).update(must_change_password=True)
    assert token(client).status_code in (401, 403)
    client.force_login(clerk.user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("api_census")).status_code == 403

import re
import time

import pytest
from django.test import Client
from django.urls import reverse

from tests import union_tree
from unionaid.accounts import kept, sessions
from unionaid.accounts.models import Posting, User
from unionaid.accounts.permissions import Role

pytestmark = pytest.mark.django_db
FORM = {"display_name": "马 <永> 红", "telephone": "", "many": ["一", "二"]}


@pytest.fixture
def admin(units):
    return union_tree.posting("admin", units["GS"], Role.ADMIN, password=union_tree.PASSWORD)


@pytest.fixture
def browser(admin):
    client = Client()
    client.post(reverse("login"), {"username": "admin", "password": union_tree.PASSWORD})
    return client


def fall_idle(client, seconds):
    session = client.session
    session[sessions.SEEN] = int(time.time()) - seconds
    session.save()


def hidden(response, name):
    return re.search(rf'name="{name}" value="([^"]*)"', response.content.decode()).group(1)


def test_a_session_ends_when_nobody_was_here_for_the_idle_time(browser, settings):
    fall_idle(browser, settings.SESSION_IDLE_SECONDS + 1)
    response = browser.get(reverse("org"))
    assert response["Location"] == "/login/?next=/admin/org/".replace("/admin/org/", "%2Fadmin%2Forg%2F")
    assert "_auth_user_id" not in browser.session


def test_a_session_ends_after_the_longest_time_however_busy_it_was(browser, settings):
    session = browser.session
    session[sessions.BEGAN] -= settings.SESSION_COOKIE_AGE + 1
    session.save()
    assert browser.get(reverse("org")).status_code == 302


def test_a_request_before_that_keeps_it_awake(browser, settings):
    fall_idle(browser, settings.SESSION_IDLE_SECONDS - 5)
    assert browser.get(reverse("org")).status_code == 200
    assert time.time() - browser.session[sessions.SEEN] < 5


def test_what_a_page_asks_by_itself_does_not_keep_it_awake(browser, settings):
    fall_idle(browser, settings.SESSION_IDLE_SECONDS - 5)
    assert browser.get("/jobs/at-hand/", headers={"X-Background": "1"}).status_code == 302
    assert time.time() - browser.session[sessions.SEEN] > settings.SESSION_IDLE_SECONDS - 10


def test_saying_still_here_keeps_it_awake(browser, settings):
    fall_idle(browser, settings.SESSION_IDLE_SECONDS - 5)
    assert browser.post(reverse("still_here")).status_code == 204
    assert time.time() - browser.session[sessions.SEEN] < 5


def test_reading_on_does_not_write_the_session_each_time(browser):
    browser.get(reverse("org"))
    before = browser.session[sessions.SEEN]
    fall_idle(browser, 60)
    browser.get(reverse("org"))
    assert before - browser.session[sessions.SEEN] == pytest.approx(60, abs=2)


def test_a_form_sent_after_the_session_ended_is_offered_again_after_sign_in(browser, admin, settings):
    clerk = union_tree.person("clerk")
    Posting.objects.create(user=clerk, unit=admin.unit, role=Role.CLERK, valid_from=admin.valid_from)
    address = reverse("change_account", args=[clerk.pk])
    fall_idle(browser, settings.SESSION_IDLE_SECONDS + 1)

    ended = browser.post(address, FORM)
    assert ended.status_code == 401
    assert "您刚才填写的内容还在" in ended.content.decode()

    back = browser.post(
        reverse("login"),
        {"username": "admin", "password": union_tree.PASSWORD, "kept": hidden(ended, "kept")},
    )
    page = back.content.decode()
    assert f'action="{address}"' in page
    assert 'name="display_name" value="马 &lt;永&gt; 红"' in page
    assert page.count('name="many"') == 2
    clerk.refresh_from_db()
    assert clerk.display_name == "clerk"

    browser.post(address, FORM)
    clerk.refresh_from_db()
    assert clerk.display_name == "马 <永> 红"


def test_a_wrong_password_in_between_keeps_the_form(browser, settings):
    fall_idle(browser, settings.SESSION_IDLE_SECONDS + 1)
    text = hidden(browser.post("/admin/org/users/new/", FORM), "kept")
    wrong = browser.post(reverse("login"), {"username": "admin", "password": "no", "kept": text})
    assert hidden(wrong, "kept") == text


def test_somebody_else_who_signs_in_does_not_get_the_form(browser, admin, settings):
    union_tree.posting("other", admin.unit, Role.CLERK, password=union_tree.PASSWORD)
    fall_idle(browser, settings.SESSION_IDLE_SECONDS + 1)
    text = hidden(browser.post("/admin/org/users/new/", FORM), "kept")
    response = browser.post(
        reverse("login"), {"username": "other", "password": union_tree.PASSWORD, "kept": text}
    )
    assert response.status_code == 302


def test_a_kept_form_cannot_be_changed_on_its_way(admin, rf):
    text = kept.keep(rf.post("/admin/org/", FORM), admin.user)
    assert kept.read(text, admin.user).path == "/admin/org/"
    assert kept.read(text[:-1] + ("A" if text[-1] != "A" else "B"), admin.user) is None
    assert kept.read("", admin.user) is None


def test_passwords_and_tokens_are_never_kept(admin, rf):
    request = rf.post("/password/", {"old_password": "secret", "csrfmiddlewaretoken": "x", "note": "好"})
    assert kept.read(kept.keep(request), admin.user).fields == [("note", "好")]


def test_a_script_is_told_with_401_and_where_to_sign_in(client, units):
    response = client.get(
        "/admin/org/?q=x",
        headers={"hx-request": "true", "hx-current-url": "http://testserver/admin/org/"},
    )
    assert response.status_code == 401
    assert response["HX-Redirect"] == "/login/?next=%2Fadmin%2Forg%2F"
    assert response.json()["code"] == "signed_out"


def test_a_script_that_sends_something_is_not_taken_away_from_the_page(client, units):
    for headers in ({"hx-request": "true"}, {"x-requested-with": "fetch"}):
        response = client.post("/admin/org/users/new/", FORM, headers=headers)
        assert response.status_code == 401
        assert "HX-Redirect" not in response


def test_an_old_page_of_ours_is_offered_again_with_a_new_token(admin):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(admin.user, backend="django.contrib.auth.backends.ModelBackend")
    browser.get(reverse("password_change"))
    stale = FORM | {"csrfmiddlewaretoken": "x" * 64}
    response = browser.post("/admin/org/users/new/", stale, headers={"origin": "http://testserver"})
    page = response.content.decode()
    assert response.status_code == 403
    assert 'name="display_name" value="马 &lt;永&gt; 红"' in page
    token = hidden(response, "csrfmiddlewaretoken")
    again = browser.post("/admin/org/users/new/", FORM | {"csrfmiddlewaretoken": token})
    assert again.status_code == 422


@pytest.mark.parametrize("headers", [{}, {"origin": "https://elsewhere.example"}])
def test_a_form_from_elsewhere_is_refused_and_not_offered(admin, headers):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(admin.user, backend="django.contrib.auth.backends.ModelBackend")
    response = browser.post("/admin/org/users/new/", FORM, headers=headers)
    assert response.status_code == 403
    assert "马" not in response.content.decode()


def test_a_disabled_account_is_out_at_its_next_request(browser):
    User.objects.filter(username="admin").update(is_active=False)
    assert browser.get(reverse("org")).status_code == 302


def test_one_request_knows_its_posting_with_a_fixed_number_of_queries(browser, django_assert_num_queries):
    with django_assert_num_queries(5):
        browser.post(reverse("still_here"))

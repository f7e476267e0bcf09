import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from knox.models import AuthToken

from tests import union_tree
from unionaid.accounts.actions.passwords import change_password
from unionaid.accounts.models import PreviousPassword, User
from unionaid.accounts.passwords import one_time_password
from unionaid.accounts.permissions import Role
from unionaid.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
NEW = "another fine phrase"


@pytest.fixture
def clerk(units):
    return union_tree.posting("clerk.chengguan", units["GS620102"], Role.CLERK, password=union_tree.PASSWORD)


@pytest.fixture
def browser(clerk):
    client = Client()
    client.post(reverse("login"), {"username": "clerk.chengguan", "password": union_tree.PASSWORD})
    return client


def send(client, *, old=union_tree.PASSWORD, new=NEW, again=None):
    fields = {"old_password": old, "new_password1": new, "new_password2": again or new}
    return client.post(reverse("password_change"), fields)


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "password_too_short"),
        ("password1234", "password_too_common"),
        ("clerk.chengguan", "password_too_similar"),
        ("739205816402", "password_entirely_numeric"),
        (union_tree.PASSWORD, "password_used_before"),
    ],
)
def test_weak_passwords_are_refused(clerk, password, code):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, clerk.user)
    assert code in {error.code for error in refused.value.error_list}


def test_none_of_the_last_five_is_taken_again(clerk):
    phrases = [f"a new long phrase {n}" for n in range(6)]
    for phrase in phrases:
        change_password(user=clerk.user, password=phrase)
    user = User.objects.get(pk=clerk.user_id)
    for phrase in phrases[-5:]:
        with pytest.raises(ValidationError):
            validate_password(phrase, user)
    validate_password(phrases[0], user)
    validate_password(union_tree.PASSWORD, user)
    assert PreviousPassword.objects.filter(user=user).count() == 5


def test_changing_the_password_ends_every_other_session_and_token(browser, clerk):
    other = Client()
    other.post(reverse("login"), {"username": "clerk.chengguan", "password": union_tree.PASSWORD})
    AuthToken.objects.create(user=clerk.user)
    assert send(browser).status_code == 302
    assert browser.get(reverse("password_change")).status_code == 200
    assert other.get(reverse("password_change")).status_code == 302
    assert AuthToken.objects.count() == 0
    assert AuditEvent.objects.filter(event="PASSWORD_CHANGED", actor=clerk.user).count() == 1


def test_what_is_wrong_is_said_at_the_field_and_at_the_top(browser):
    response = send(browser, old="not this", again="different from it")
    page = response.content.decode()
    assert response.status_code == 422
    assert page.count("原密码不正确") == 2
    assert page.count("两次填写的新密码不同") == 2
    assert "<title>错误：修改密码" in page


def test_a_one_time_password_opens_nothing_but_the_password_page(browser, clerk):
    User.objects.filter(pk=clerk.user_id).update(must_change_password=True)
    assert browser.get(reverse("home"))["Location"] == reverse("password_change")
    assert "您用的是一次性密码" in browser.get(reverse("password_change")).content.decode()
    send(browser)
    clerk.user.refresh_from_db()
    assert clerk.user.must_change_password is False


def test_one_time_passwords_are_long_random_and_easy_to_read_out():
    made = {one_time_password() for _each in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"([2-9a-hjkmnp-z]{4}-){3}[2-9a-hjkmnp-z]{4}", each) for each in made)

"""The door of a view."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from unionaid.accounts.permissions import Permission
from unionaid.web.access import public, require, signed_in


@require(Permission.ENTER_FILES, Permission.REVIEW_FILES)
def guarded(request):
    return HttpResponse("in")


@require()
def for_every_posting(request):
    return HttpResponse("in")


def as_person(rf, posting):
    request = rf.get("/")
    request.posting = posting
    return request


def test_any_of_the_named_rights_opens_the_door(rf, clerk, reviewer):
    assert guarded(as_person(rf, clerk)).content == b"in"
    assert guarded(as_person(rf, reviewer)).content == b"in"


def test_without_the_right_the_door_stays_shut(rf, admin):
    with pytest.raises(PermissionDenied):
        guarded(as_person(rf, admin))


def test_without_a_posting_even_an_unnamed_right_is_missing(rf, admin):
    assert for_every_posting(as_person(rf, admin)).content == b"in"
    with pytest.raises(PermissionDenied):
        for_every_posting(as_person(rf, None))


def test_every_view_says_what_it_demands():
    assert guarded.required_permissions == (Permission.ENTER_FILES, Permission.REVIEW_FILES)
    assert for_every_posting.required_permissions == ()


def test_a_public_view_is_open_without_signing_in():
    @public
    def view(request):
        return HttpResponse()

    assert (view.required_permissions, view.login_required) == (None, False)


def test_a_view_for_everybody_signed_in_still_asks_for_signing_in():
    @signed_in
    def view(request):
        return HttpResponse()

    assert view.required_permissions == ()
    assert getattr(view, "login_required", True)

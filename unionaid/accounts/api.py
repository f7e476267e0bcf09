"""Endpoints for offices, and the tokens other programs sign in with."""

from datetime import timedelta

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth import authenticate
from django.db import transaction
from drf_spectacular.utils import extend_schema, inline_serializer
from knox.models import get_token_model
from rest_framework import serializers
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied, Throttled
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.views import APIView

from unionaid.accounts import usernames
from unionaid.accounts.actions.sign_in import note_failure
from unionaid.accounts.queries import current_postings, seconds_until_next_attempt
from unionaid.audit import Event, record
from unionaid.web.access import public

TOKEN_DAYS = 30


class PostingView(APIView):
    """An endpoint for a person in an office.

    `required`: any of these rights to read; `writes`: any of these to change something.
    """

    required = ()
    writes = ()

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        self.posting = getattr(request._request, "posting", None)
        if self.posting is None and request.user.is_authenticated:
            self.posting = next(iter(current_postings(request.user)), None)
        reads = request.method in ("GET", "HEAD", "OPTIONS")
        needed = self.required if reads else self.writes or self.required
        if self.posting is None or (needed and not any(map(self.posting.may, needed))):
            raise PermissionDenied
        if request.user.must_change_password:
            raise PermissionDenied


class SignIn(serializers.Serializer):
    username = serializers.CharField(max_length=60)
    password = serializers.CharField(max_length=128, write_only=True)


TOKEN = inline_serializer(
    "Token", {"token": serializers.CharField(), "expires_at": serializers.DateTimeField()}
)


class TokenView(APIView):
    """Make a token with user name and password, or revoke the one in use."""

    permission_classes = (AllowAny,)

    @extend_schema(request=SignIn, responses={201: TOKEN})
    def post(self, request):
        given = SignIn(data=request.data)
        given.is_valid(raise_exception=True)
        user = _authenticated(request._request, **given.validated_data)
        if user.must_change_password:
            raise AuthenticationFailed
        with transaction.atomic():
            token, secret = get_token_model().objects.create(user, expiry=timedelta(days=TOKEN_DAYS))
            record(Event.API_TOKEN_CREATED, actor=user, by=_office(user))
        return Response({"token": secret, "expires_at": token.expiry}, status=201)

    @extend_schema(request=None, responses={204: None})
    def delete(self, request):
        if request.auth is None:
            raise PermissionDenied
        with transaction.atomic():
            request.auth.delete()
            record(Event.API_TOKEN_REVOKED, actor=request.user, by=_office(request.user))
        return Response(status=204)


def _authenticated(request, *, username, password):
    """Return the user, under the same limits and with the same evidence as the sign-in page."""
    username = usernames.normal(username)
    open_door = AxesProxyHandler.is_allowed(request, {"username": username})
    wait = seconds_until_next_attempt(username)
    if open_door and wait:
        raise Throttled(wait)
    user = authenticate(request, username=username, password=password)
    if user is None:
        if open_door:
            note_failure(username=username, locked_out=getattr(request, "axes_locked_out", False))
        raise AuthenticationFailed
    return user


def _office(user):
    return next(iter(current_postings(user)), None)


token_view = public(TokenView.as_view())

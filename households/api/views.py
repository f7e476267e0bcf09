"""Endpoints of household files."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.response import Response

from households.actions import deciding, files, reveal, review
from households.api.contents import typed
from households.api.serializers import Decision, DraftSummary, FileSummary, Reveal, detail
from households.drafting import content_of_payload, payload_of_content
from households.filters import HouseholdFilter
from households.models import Draft, HardshipArchive, Submission
from households.queries.files import files_for
from households.queries.verifying import chosen_minutes
from unionaid import clock
from unionaid.accounts.api import PostingView
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record
from unionaid.web.api import Pages

NUMBER = inline_serializer(
    "FileNumber", {"file_no": serializers.CharField(), "status": serializers.CharField()}
)


class FilesView(PostingView, GenericAPIView):
    """The list with the filters of the screen, and new files."""

    required = (Permission.VIEW_FILES,)
    writes = (Permission.ENTER_FILES,)
    serializer_class = FileSummary
    pagination_class = Pages
    filter_backends = ()
    queryset = HardshipArchive.objects.none()

    @extend_schema(operation_id="files_list")
    def get(self, request):
        filters = HouseholdFilter(
            request.GET, files_for(self.posting).select_related("unit"), posting=self.posting
        )
        if not filters.is_valid():
            return Response({"code": "wrong_filter", "errors": filters.errors}, status=400)
        page = self.paginate_queryset(filters.qs)
        return self.get_paginated_response(FileSummary(page, many=True).data)

    @extend_schema(operation_id="files_submit", request=OpenApiTypes.OBJECT, responses={201: NUMBER})
    def post(self, request):
        """Submit a new file. The same Idempotency-Key gives the same file."""
        key = request.headers.get("Idempotency-Key", "")
        known = _known(self.posting, key)
        if known:
            return Response(_number(known))
        payload = payload_of_content(typed(request.data))
        content = content_of_payload(payload, self.posting.unit, clock.today())
        archive = files.submit(
            content=content, by=self.posting, unit=self.posting.unit, request_key=_key(self.posting, key)
        )
        return Response(_number(archive), status=201)


class FileView(PostingView):
    """One file, masked. Reading it leaves evidence."""

    required = (Permission.VIEW_FILES,)

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def get(self, request, file_no):
        archive = _file(self.posting, file_no)
        with transaction.atomic():
            record(Event.FILE_VIEWED, subject=archive, by=self.posting)
        return Response(detail(archive, self.posting))


class RevealView(PostingView):
    """One sensitive value, with a reason. Leaves evidence; limited an hour and person."""

    required = (Permission.REVEAL_IDENTITY, Permission.REVEAL_BANK)

    @extend_schema(request=Reveal, responses=OpenApiTypes.OBJECT)
    def post(self, request, file_no):
        given = Reveal(data=request.data)
        given.is_valid(raise_exception=True)
        archive = _file(self.posting, file_no)
        try:
            label, value = reveal.reveal(
                archive=archive,
                key=given.validated_data["field"],
                by=self.posting,
                purpose=given.validated_data["purpose"],
            )
        except KeyError:
            raise Http404 from None
        return Response({"label": label, "value": value})


class DecisionView(PostingView):
    """Check, approve, return or refuse a file, by the same actions as the review page."""

    required = (Permission.REVIEW_FILES,)

    @extend_schema(operation_id="files_decide", request=Decision, responses=NUMBER)
    def post(self, request, file_no, step):
        given = Decision(data=request.data)
        given.is_valid(raise_exception=True)
        archive, values = _file(self.posting, file_no), given.validated_data
        match step:
            case "pass":
                values["minutes"] = chosen_minutes(self.posting.unit, str(values["minutes"] or ""))
                deciding.pass_on(archive=archive, by=self.posting, **values)
            case "return":
                review.return_file(archive=archive, by=self.posting, note=values["note"])
            case "reject":
                review.reject(archive=archive, by=self.posting, note=values["note"])
            case _:
                raise Http404
        archive.refresh_from_db()
        return Response(_number(archive))


class DraftsView(PostingView, GenericAPIView):
    """Drafts of the posting's scope, without their content."""

    required = (Permission.ENTER_FILES,)
    serializer_class = DraftSummary
    pagination_class = Pages
    filter_backends = ()
    queryset = Draft.objects.none()

    def get(self, request):
        drafts = Draft.objects.visible_to(self.posting).select_related("unit", "archive")
        return self.get_paginated_response(DraftSummary(self.paginate_queryset(drafts), many=True).data)


def _file(posting, file_no):
    return get_object_or_404(files_for(posting).select_related("unit"), file_no=file_no)


def _number(archive):
    return {"file_no": archive.file_no, "status": archive.status}


def _key(posting, key):
    return f"api:{posting.user_id}:{key}"[:80] if key else None


def _known(posting, key):
    if not key:
        return None
    found = Submission.objects.filter(request_key=_key(posting, key)).select_related("archive").first()
    return found.archive if found else None

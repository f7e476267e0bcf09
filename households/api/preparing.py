"""Endpoints of what happens before a file is decided on: accepting, visits, matches, minutes."""

from django.db import transaction
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from households.actions import minutes, review, verifying
from households.enums import MatchResult, Step
from households.models import MeetingMinutes
from households.queries.files import files_for
from unionaid.accounts.api import PostingView
from unionaid.accounts.permissions import Permission


class NewVisit(serializers.Serializer):
    """A verifying visit; `finish` passes the file on with it."""

    visited_on = serializers.DateField()
    visitors = serializers.ListField(child=serializers.CharField(max_length=30))
    met = serializers.CharField(max_length=60, required=False, default="", allow_blank=True)
    findings = serializers.CharField(max_length=2000, allow_blank=True)
    finish = serializers.BooleanField(default=False)


class NewMatch(serializers.Serializer):
    """The answer of an agency; `finish` passes the file on with it."""

    agency = serializers.CharField(max_length=80)
    reference_no = serializers.CharField(max_length=60, required=False, default="", allow_blank=True)
    replied_on = serializers.DateField()
    result = serializers.ChoiceField(MatchResult.choices)
    detail = serializers.CharField(max_length=2000, required=False, default="", allow_blank=True)
    finish = serializers.BooleanField(default=False)


class NewMinutes(serializers.Serializer):
    number = serializers.CharField(max_length=60)
    held_on = serializers.DateField()
    place = serializers.CharField(max_length=80)
    attendees = serializers.ListField(child=serializers.CharField(max_length=30))
    resolution = serializers.CharField(max_length=2000)


class MinutesSummary(serializers.ModelSerializer):
    class Meta:
        model = MeetingMinutes
        fields = ("id", "number", "held_on", "place", "attendees")
        read_only_fields = fields


class PreparingView(PostingView):
    """Base of one step of a clerk on one file."""

    required = (Permission.ENTER_FILES,)

    def given(self, serializer):
        found = serializer(data=self.request.data)
        found.is_valid(raise_exception=True)
        return found.validated_data

    def file(self, file_no):
        return get_object_or_404(files_for(self.posting).select_related("unit"), file_no=file_no)

    def answer(self, archive, step=None, status=200):
        if step is not None:
            review.take_step(archive=archive, step=step, by=self.posting)
        archive.refresh_from_db()
        return Response({"file_no": archive.file_no, "status": archive.status}, status=status)


class AcceptView(PreparingView):
    """Accept a submitted file."""

    @extend_schema(operation_id="files_accept", request=None, responses=OpenApiTypes.OBJECT)
    def post(self, request, file_no):
        return self.answer(self.file(file_no), Step.ACCEPT)


class VisitsView(PreparingView):
    """Write down a verifying visit."""

    @extend_schema(operation_id="files_visit", request=NewVisit, responses={201: OpenApiTypes.OBJECT})
    def post(self, request, file_no):
        archive, given = self.file(file_no), self.given(NewVisit)
        finish = given.pop("finish")
        with transaction.atomic():
            verifying.record_visit(archive=archive, by=self.posting, **given)
            return self.answer(archive, Step.VERIFY if finish else None, 201)


class MatchesView(PreparingView):
    """Write down the answer of an agency."""

    @extend_schema(operation_id="files_match", request=NewMatch, responses={201: OpenApiTypes.OBJECT})
    def post(self, request, file_no):
        archive, given = self.file(file_no), self.given(NewMatch)
        finish = given.pop("finish")
        with transaction.atomic():
            verifying.record_match(archive=archive, by=self.posting, **given)
            return self.answer(archive, Step.MATCH if finish else None, 201)


class MinutesView(PostingView):
    """The latest minutes of the own union, and new ones."""

    required = (Permission.REVIEW_FILES,)

    @extend_schema(operation_id="minutes_list", responses=MinutesSummary(many=True))
    def get(self, request):
        rows = MeetingMinutes.objects.filter(unit=self.posting.unit)[:50]
        return Response(MinutesSummary(rows, many=True).data)

    @extend_schema(operation_id="minutes_record", request=NewMinutes, responses={201: MinutesSummary})
    def post(self, request):
        given = NewMinutes(data=request.data)
        given.is_valid(raise_exception=True)
        row = minutes.record_minutes(by=self.posting, **given.validated_data)
        return Response(MinutesSummary(row).data, status=201)

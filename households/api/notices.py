"""Endpoints of public notices and their objections, over the actions of the screens."""

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.response import Response

from households.actions import notices, objections
from households.enums import NoticeKind, NoticePlace, ObjectionChannel
from households.models import HardshipArchive, NoticeEntry, Objection, PublicNotice
from households.queries import notices as queries
from unionaid.accounts.api import PostingView
from unionaid.accounts.permissions import Permission
from unionaid.privacy.masks import mask_name, mask_numbers
from unionaid.web.api import Pages

STATE = OpenApiParameter("state", OpenApiTypes.STR, enum=queries.STATES)


class NoticeLine(serializers.ModelSerializer):
    """A household as it was published."""

    file_no = serializers.CharField(source="archive.file_no")

    class Meta:
        model = NoticeEntry
        fields = (
            "id", "position", "file_no", "shown_name", "employer", "tier", "cause", "planned_aid",
            "is_running", "removed_on",
        )
        read_only_fields = fields


class ObjectionSummary(serializers.ModelSerializer):
    """An objection; who objected stays masked."""

    notice = serializers.IntegerField(source="notice_id")
    entry = serializers.IntegerField(source="entry_id")
    objector = serializers.SerializerMethodField()
    content = serializers.SerializerMethodField()
    answer = serializers.SerializerMethodField()

    class Meta:
        model = Objection
        fields = (
            "id", "notice", "entry", "received_on", "channel", "is_anonymous", "objector", "content",
            "status", "answer", "answered_on",
        )
        read_only_fields = fields

    def get_objector(self, row) -> str:
        return mask_name(row.objector)

    def get_content(self, row) -> str:
        return mask_numbers(row.content)

    def get_answer(self, row) -> str:
        return mask_numbers(row.answer)


class NoticeSummary(serializers.ModelSerializer):
    """A line of the list."""

    unit = serializers.CharField(source="unit.code")

    class Meta:
        model = PublicNotice
        fields = (
            "id", "unit", "kind", "title", "place_kind", "place", "telephone", "starts_on",
            "working_days", "ends_on", "status", "closed_on", "closing_reason",
        )
        read_only_fields = fields


class NewNotice(serializers.Serializer):
    """What a clerk sends to publish files."""

    files = serializers.ListField(child=serializers.CharField(max_length=40), allow_empty=True)
    kind = serializers.ChoiceField(NoticeKind.choices, default=NoticeKind.ENTRY)
    title = serializers.CharField(max_length=80, required=False, default="", allow_blank=True)
    place_kind = serializers.ChoiceField(NoticePlace.choices, default=NoticePlace.BOARD)
    place = serializers.CharField(max_length=120, allow_blank=True)
    telephone = serializers.CharField(max_length=40, required=False, default="", allow_blank=True)
    starts_on = serializers.DateField()


class Reason(serializers.Serializer):
    reason = serializers.CharField(max_length=200, allow_blank=True, default="")


class NewObjection(serializers.Serializer):
    entry = serializers.IntegerField()
    received_on = serializers.DateField()
    channel = serializers.ChoiceField(ObjectionChannel.choices)
    is_anonymous = serializers.BooleanField(default=False)
    objector = serializers.CharField(max_length=60, required=False, default="", allow_blank=True)
    contact = serializers.CharField(max_length=60, required=False, default="", allow_blank=True)
    content = serializers.CharField(max_length=2000, allow_blank=True)


class Answer(serializers.Serializer):
    upheld = serializers.BooleanField()
    answer = serializers.CharField(max_length=2000, allow_blank=True)


class NoticesView(PostingView, GenericAPIView):
    """The notices of a tab of the screen, and new ones."""

    required = (Permission.VIEW_FILES,)
    writes = (Permission.ENTER_FILES,)
    serializer_class = NoticeSummary
    pagination_class = Pages
    filter_backends = ()
    queryset = PublicNotice.objects.none()

    @extend_schema(operation_id="notices_list", parameters=[STATE])
    def get(self, request):
        state = request.GET.get("state", "running")
        if state not in queries.STATES:
            return Response({"code": "wrong_filter", "errors": {"state": list(queries.STATES)}}, status=400)
        page = self.paginate_queryset(queries.listed(self.posting, state))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(operation_id="notices_start", request=NewNotice, responses={201: NoticeSummary})
    def post(self, request):
        """Publish files that wait for a notice; all or none."""
        given = _given(NewNotice, request)
        numbers = dict.fromkeys(given.pop("files"))
        seen = HardshipArchive.objects.visible_to(self.posting)
        archives = [get_object_or_404(seen, file_no=number) for number in numbers]
        notice = notices.start_notice(archives=archives, by=self.posting, **given)
        return Response(NoticeSummary(notice).data, status=201)


class NoticeView(PostingView):
    """One notice with its lines and objections."""

    required = (Permission.VIEW_FILES,)

    @extend_schema(operation_id="notices_one", responses=OpenApiTypes.OBJECT)
    def get(self, request, pk):
        notice = _notice(self.posting, pk)
        return Response(
            NoticeSummary(notice).data
            | {
                "lines": NoticeLine(notice.entries.select_related("archive"), many=True).data,
                "objections": ObjectionSummary(notice.objections.all(), many=True).data,
            }
        )


class NoticeEndView(PostingView):
    """End a notice that has run its time: its files and requests move on."""

    required = (Permission.ENTER_FILES,)

    @extend_schema(operation_id="notices_end", request=None, responses=NoticeSummary)
    def post(self, request, pk):
        notice = notices.end_notice(notice=_notice(self.posting, pk), by=self.posting)
        return Response(NoticeSummary(notice).data)


class NoticeTakeDownView(PostingView):
    """Take a notice down before its end, with the reason."""

    required = (Permission.ENTER_FILES,)

    @extend_schema(operation_id="notices_take_down", request=Reason, responses=NoticeSummary)
    def post(self, request, pk):
        reason = _given(Reason, request)["reason"]
        notice = notices.take_down(notice=_notice(self.posting, pk), by=self.posting, reason=reason)
        return Response(NoticeSummary(notice).data)


class ObjectionsView(PostingView):
    """Write an objection down."""

    required = (Permission.ENTER_FILES,)

    @extend_schema(operation_id="objections_record", request=NewObjection, responses={201: ObjectionSummary})
    def post(self, request, pk):
        given = _given(NewObjection, request)
        entry = get_object_or_404(_notice(self.posting, pk).entries, pk=given.pop("entry"))
        objection = objections.record_objection(entry=entry, by=self.posting, **given)
        return Response(ObjectionSummary(objection).data, status=201)


class ObjectionAnswerView(PostingView):
    """Answer an objection, as another person than who wrote it down."""

    required = (Permission.REVIEW_FILES,)

    @extend_schema(operation_id="objections_answer", request=Answer, responses=ObjectionSummary)
    def post(self, request, pk):
        objection = get_object_or_404(Objection.objects.visible_to(self.posting), pk=pk)
        answered = objections.answer_objection(
            objection=objection, by=self.posting, **_given(Answer, request)
        )
        return Response(ObjectionSummary(answered).data)


def _notice(posting, pk):
    return get_object_or_404(PublicNotice.objects.visible_to(posting).select_related("unit"), pk=pk)


def _given(serializer, request):
    given = serializer(data=request.data)
    given.is_valid(raise_exception=True)
    return given.validated_data

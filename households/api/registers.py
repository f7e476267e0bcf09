"""Endpoints of the intake register and of freeze periods."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.response import Response

from households.actions import intake
from households.forms.intake import IntakeForm
from households.models import FreezePeriod, IntakeRecord
from households.queries import freezes
from households.queries.intake import register_of
from unionaid import clock
from unionaid.accounts.api import PostingView
from unionaid.accounts.permissions import Permission
from unionaid.web.api import Pages

YEAR = OpenApiParameter("year", OpenApiTypes.INT)


class IntakeSummary(serializers.ModelSerializer):
    """An application; telephone and notes stay in the register."""

    unit = serializers.CharField(source="unit.code")
    file_no = serializers.CharField(source="archive.file_no", default=None)

    class Meta:
        model = IntakeRecord
        fields = (
            "id", "unit", "received_on", "channel", "applicant", "id_last4", "employer", "result",
            "result_on", "refusal_reason", "referred_to", "file_no", "shelf_no", "version",
        )
        read_only_fields = fields


class FreezeSummary(serializers.ModelSerializer):
    unit = serializers.CharField(source="unit.code")
    set_at = serializers.CharField(source="set_at_unit.code")
    telephone = serializers.CharField(source="set_at_unit.telephone")

    class Meta:
        model = FreezePeriod
        fields = (
            "id", "unit", "first_day", "last_day", "reason", "document_no", "stops_files",
            "stops_requests", "stops_aid", "set_at", "telephone", "lifted_on",
        )
        read_only_fields = fields


class IntakesView(PostingView, GenericAPIView):
    """The intake register of the scope, and new applications with the fields of the screen."""

    required = (Permission.VIEW_FILES,)
    writes = (Permission.ENTER_FILES,)
    serializer_class = IntakeSummary
    pagination_class = Pages
    filter_backends = ()
    queryset = IntakeRecord.objects.none()

    @extend_schema(operation_id="intakes_list")
    def get(self, request):
        page = self.paginate_queryset(register_of(self.posting))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(
        operation_id="intakes_register", request=OpenApiTypes.OBJECT, responses={201: IntakeSummary}
    )
    def post(self, request):
        form = IntakeForm(request.data)
        if not form.is_valid():
            return Response({"code": "incomplete", "errors": form.errors}, status=400)
        line = intake.register(by=self.posting, values=form.cleaned_data)
        return Response(IntakeSummary(line).data, status=201)


class FreezesView(PostingView):
    """The freezes of a year that concern the own union or one below it."""

    required = (Permission.VIEW_STANDARDS,)

    @extend_schema(operation_id="freezes_list", parameters=[YEAR], responses=FreezeSummary(many=True))
    def get(self, request):
        asked = request.GET.get("year", "")
        if asked and not (asked.isascii() and asked.isdecimal() and len(asked) == 4):
            return Response({"code": "wrong_filter", "errors": {"year": asked}}, status=400)
        rows = freezes.known_to(self.posting, int(asked) if asked else clock.today().year)
        return Response(FreezeSummary(rows, many=True).data)

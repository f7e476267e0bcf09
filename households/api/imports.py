"""Endpoints of imports: the steps of the screen, by the same actions."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.response import Response

from households.actions import importing
from households.enums import ImportStatus
from households.models import ImportRun
from households.queries import imports as queries
from unionaid.accounts.api import PostingView
from unionaid.accounts.permissions import Permission
from unionaid.web.api import Pages


class ImportSummary(serializers.ModelSerializer):
    """An import with its counts; created, changed, same and refused add up to read."""

    unit = serializers.CharField(source="unit.code")

    class Meta:
        model = ImportRun
        fields = (
            "id", "unit", "file_name", "status", "read", "created", "changed", "same", "refused", "warned",
            "created_at", "checked_at", "done_at", "undone_at",
        )
        read_only_fields = fields


class WorkbookUpload(serializers.Serializer):
    workbook = serializers.FileField()
    password = serializers.CharField(required=False, default="", max_length=255, write_only=True)


class ImportOrder(serializers.Serializer):
    keep_good = serializers.BooleanField(default=False)


class ImportsView(PostingView, GenericAPIView):
    """The imports of the scope; a new workbook, checked at once. Nothing is imported yet."""

    required = (Permission.ENTER_FILES,)
    parser_classes = (MultiPartParser, FormParser)
    serializer_class = ImportSummary
    pagination_class = Pages
    filter_backends = ()
    queryset = ImportRun.objects.none()

    @extend_schema(operation_id="imports_list")
    def get(self, request):
        page = self.paginate_queryset(queries.imports_for(self.posting))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(
        operation_id="imports_upload", request=WorkbookUpload, responses={201: OpenApiTypes.OBJECT}
    )
    def post(self, request):
        given = WorkbookUpload(data=request.data)
        given.is_valid(raise_exception=True)
        workbook = given.validated_data["workbook"]
        run = importing.upload(
            by=self.posting, file_name=workbook.name, content=workbook.read(),
            password=given.validated_data["password"],
        )
        return Response(_answer(importing.check(run=run, by=self.posting)), status=201)


class ImportView(PostingView):
    """One import with the problems found."""

    required = (Permission.ENTER_FILES,)

    @extend_schema(operation_id="imports_read", responses=OpenApiTypes.OBJECT)
    def get(self, request, pk):
        return Response(_answer(_run(self.posting, pk)))


class ImportStepView(PostingView):
    """run, undo or discard an import."""

    required = (Permission.ENTER_FILES,)
    parser_classes = (JSONParser,)

    @extend_schema(operation_id="imports_step", request=ImportOrder, responses=OpenApiTypes.OBJECT)
    def post(self, request, pk, step):
        given = ImportOrder(data=request.data)
        given.is_valid(raise_exception=True)
        run = _run(self.posting, pk)
        match step:
            case "run":
                run = importing.carry_out(run=run, by=self.posting, **given.validated_data)
            case "undo":
                run = importing.undo(run=run, by=self.posting)
            case "discard":
                run = importing.discard(run=run, by=self.posting)
            case _:
                raise Http404
        return Response(_answer(run))


def _run(posting, pk):
    found = queries.imports_for(posting).exclude(status=ImportStatus.DISCARDED)
    return get_object_or_404(found, pk=pk)


def _answer(run):
    errors = [
        dict(zip(("row", "column", "value", "code", "message"), (p[0], p[1], p[3], p[4], p[5]), strict=True))
        for row in queries.rows_of(run, "error")
        for p in (row.detail or {}).get("errors", ())
    ]
    return ImportSummary(run).data | {"errors": errors}

"""Endpoints of papers and signatures of a file: what there is and what is missing, uploads, their content."""

from django.db import transaction
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.response import Response

from households.actions import attachments, consents
from households.attachment_rules import right_to_open
from households.enums import ConsentPurpose, DocumentKind
from households.file_papers import papers_of_file
from households.queries import file_page
from households.queries.attachments import attachments_for, attachments_of
from households.queries.consents import consents_for, consents_of, people_of_file
from households.queries.files import files_for
from unionaid.accounts.api import PostingView
from unionaid.accounts.permissions import Permission
from unionaid.attachments import uploads
from unionaid.attachments.errors import FileGone
from unionaid.attachments.serving import file_response


class Upload(serializers.Serializer):
    kind = serializers.ChoiceField(choices=DocumentKind.choices)
    person = serializers.IntegerField(required=False, min_value=0, help_text="the place in the file")
    received_on = serializers.DateField(required=False)
    file = serializers.FileField()


class Signing(serializers.Serializer):
    people = serializers.ListField(child=serializers.IntegerField(min_value=0), allow_empty=False)
    purposes = serializers.ListField(
        child=serializers.ChoiceField(choices=ConsentPurpose.choices), allow_empty=False
    )
    signed_on = serializers.DateField()
    guardian = serializers.CharField(max_length=60, required=False, default="", allow_blank=True)


Reason = inline_serializer("Reason", {"reason": serializers.CharField(max_length=200)})


class ChecklistView(PostingView):
    """The papers a file is asked for and the signatures of its people, each with its state."""

    required = (Permission.VIEW_FILES,)

    @extend_schema(operation_id="files_checklist", responses=OpenApiTypes.OBJECT)
    def get(self, request, file_no):
        papers = papers_of_file(file_page.rows_of(_file(self.posting, file_no)))
        return Response({
            "papers": [
                {
                    "kind": line.kind, "state": line.state, "required": line.is_required,
                    "received_on": line.receipt and line.receipt.received_on, "scans": line.scans,
                    "waiver": line.reason,
                }
                for line in papers.lines
            ],
            "missing": [line.kind for line in papers.missing],
            "signatures": [
                {
                    "name": need.person.name, "purpose": need.text.purpose, "state": need.state,
                    "by_guardian": need.by_guardian,
                    "expires_on": need.consent and need.consent.expires_on,
                }
                for need in papers.needs
            ],
        })  # fmt: skip


class FileAttachmentsView(PostingView):
    """What was uploaded for a file; more of it as multipart/form-data."""

    required = (Permission.VIEW_FILES,)
    writes = (Permission.ENTER_FILES, Permission.REVIEW_FILES)
    parser_classes = (MultiPartParser,)

    @extend_schema(operation_id="files_attachments", responses=OpenApiTypes.OBJECT)
    def get(self, request, file_no):
        return Response([_attachment(row) for row in attachments_of(_file(self.posting, file_no))])

    @extend_schema(operation_id="files_attach", request=Upload, responses={201: OpenApiTypes.OBJECT})
    def post(self, request, file_no):
        archive, given = _file(self.posting, file_no), _given(Upload, request)
        file, place = given.pop("file"), given.pop("person", None)
        person = b"" if place is None else _persons(archive, [place])[0].key
        upload = uploads.received(file.name, file.read(), size=file.size)
        row = attachments.attach(archive=archive, upload=upload, person=person, by=self.posting, **given)
        return Response(_attachment(row), status=201)


class AttachmentView(PostingView):
    """The content of one attachment, which leaves evidence; or its removal with a reason."""

    required = (Permission.VIEW_FILES,)
    writes = (Permission.ENTER_FILES, Permission.REVIEW_FILES)

    @extend_schema(operation_id="attachments_content", responses=OpenApiTypes.BINARY)
    def get(self, request, pk):
        row = get_object_or_404(attachments_for(self.posting), pk=pk)
        if not self.posting.may(right_to_open(row.kind)):
            raise PermissionDenied
        try:
            return file_response(row.file, attachments.content(attachment=row, by=self.posting))
        except FileGone as error:
            return Response({"code": error.code, "message": str(error)}, status=410)

    @extend_schema(operation_id="attachments_remove", request=Reason, responses={200: OpenApiTypes.OBJECT})
    def delete(self, request, pk):
        row = get_object_or_404(attachments_for(self.posting), pk=pk)
        attachments.remove(attachment=row, reason=str(request.data.get("reason", "")), by=self.posting)
        row.file.refresh_from_db()
        return Response(_attachment(row))


class FileConsentsView(PostingView):
    """What the people of a file have signed; more of it. People are named by their place in the file."""

    required = (Permission.VIEW_FILES,)
    writes = (Permission.ENTER_FILES,)
    parser_classes = (JSONParser,)

    @extend_schema(operation_id="files_consents", responses=OpenApiTypes.OBJECT)
    def get(self, request, file_no):
        return Response([_consent(row) for row in consents_of(_file(self.posting, file_no))])

    @extend_schema(operation_id="files_sign", request=Signing, responses={201: OpenApiTypes.OBJECT})
    def post(self, request, file_no):
        archive, given = _file(self.posting, file_no), _given(Signing, request)
        people = _persons(archive, given.pop("people"))
        with transaction.atomic():
            rows = consents.record_consents(archive=archive, people=people, by=self.posting, **given)
        return Response([_consent(row) for row in rows], status=201)


class ConsentView(PostingView):
    """One signature; taking it back."""

    required = (Permission.ENTER_FILES,)

    @extend_schema(operation_id="consents_withdraw", request=Reason, responses=OpenApiTypes.OBJECT)
    def delete(self, request, pk):
        row = get_object_or_404(consents_for(self.posting), pk=pk)
        reason = str(request.data.get("reason", ""))[:200]
        return Response(_consent(consents.withdraw(consent=row, by=self.posting, reason=reason)))


def _file(posting, file_no):
    rows = files_for(posting).select_related("unit")
    return get_object_or_404(rows, file_no=file_no)


def _given(shape, request):
    given = shape(data=request.data)
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)


def _persons(archive, places):
    people = people_of_file(archive.members.order_by("position"))
    if any(place >= len(people) for place in places):
        raise ValidationError({"people": ["no such place in this file"]})
    return [people[place] for place in places]


def _attachment(row):
    file = row.file
    return {
        "id": row.pk, "kind": row.kind, "name": file.name, "content_type": file.content_type,
        "size": file.size, "sha256": file.sha256, "received_on": row.received_on,
        "uploaded_at": file.uploaded_at, "removed_at": file.removed_at,
        "removal_reason": file.removal_reason,
    }


def _consent(row):
    return {
        "id": row.pk, "name": row.person_name, "purpose": row.purpose, "text": row.text.version,
        "signed_on": row.signed_on, "expires_on": row.expires_on, "guardian": row.guardian,
        "withdrawn_on": row.withdrawn_on,
    }

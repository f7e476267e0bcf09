"""Direct changes of a file, undoing them, its history, and the file on a past day."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.datastructures import MultiValueDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from households import direct_parts, file_history, past_sections, rows
from households.actions import changes
from households.errors import Incomplete
from households.forms.direct import FORMS
from households.payloads import text
from households.queries.files import files_for
from households.queries.past import past_file
from unionaid import clock
from unionaid.accounts.api import PostingView
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record


class Change(serializers.Serializer):
    part = serializers.ChoiceField(choices=list(direct_parts.PARTS))
    values = serializers.DictField()
    reason = serializers.CharField(max_length=300)
    mark = serializers.CharField(required=False, default="")


class FileChangesView(PostingView):
    """The changes of a file, masked; a part that changes at once. `mark` guards against losing another's."""

    required = (Permission.VIEW_FILES,)
    writes = (Permission.ENTER_FILES,)

    @extend_schema(operation_id="file_changes_list", responses=OpenApiTypes.OBJECT)
    def get(self, request, file_no):
        archive = _file(self.posting, file_no)
        content = rows.content_of(archive)
        entries = file_history.history(archive, self.posting, file_history.CHANGE)
        marks = {name: direct_parts.mark_of(content, part) for name, part in direct_parts.PARTS.items()}
        return Response({"marks": marks, "results": [_entry(entry) for entry in entries]})

    @extend_schema(operation_id="file_changes_make", request=Change, responses={201: OpenApiTypes.OBJECT})
    def post(self, request, file_no):
        archive = _file(self.posting, file_no)
        given = Change(data=request.data)
        given.is_valid(raise_exception=True)
        given = given.validated_data
        content, form_class = rows.content_of(archive), FORMS[given["part"]]
        now = direct_parts.values_of(content, form_class.part)
        typed = {name: [text(given["values"].get(name, value))] for name, value in now.items()}
        form = form_class.posted(MultiValueDict(typed), content, today=clock.today())
        if not form.is_valid():
            raise Incomplete(errors={given["part"]: form.problems()})
        row = changes.change(
            archive=archive, part=form.part, values=form.values(), by=self.posting, reason=given["reason"],
            mark=given["mark"] or direct_parts.mark_of(content, form.part),
        )
        return Response({"id": row.pk, "kind": row.kind, "on": row.on}, status=201)


class ChangeUndoView(PostingView):
    """Give the fields of a direct change back what they said before."""

    required = (Permission.ENTER_FILES,)

    @extend_schema(operation_id="file_changes_undo", request=None, responses=OpenApiTypes.OBJECT)
    def post(self, request, file_no, pk):
        change = get_object_or_404(_file(self.posting, file_no).changes, pk=pk)
        row = changes.undo(change=change, by=self.posting)
        return Response({"id": row.pk, "kind": row.kind, "on": row.on})


class FileHistoryView(PostingView):
    """Everything that happened to a file, newest first; `kind` narrows it, `as_of` asks for a past day."""

    required = (Permission.VIEW_FILES,)

    @extend_schema(operation_id="file_history", responses=OpenApiTypes.OBJECT)
    def get(self, request, file_no):
        archive, kind = _file(self.posting, file_no), request.GET.get("kind", "")
        if kind and kind not in file_history.KINDS:
            raise Http404
        with transaction.atomic():
            record(Event.FILE_VIEWED, subject=archive, by=self.posting)
        if "as_of" in request.GET:
            day = serializers.DateField().run_validation(request.GET["as_of"])
            return Response(_past(archive, min(day, clock.today()), self.posting))
        return Response({"results": [_entry(e) for e in file_history.history(archive, self.posting, kind)]})


def _past(archive, day, posting):
    past = past_file(archive, day)
    if past.episode is None:
        return {"as_of": day, "status": None, "sections": []}
    health = posting.may(Permission.REVEAL_IDENTITY)
    return {
        "as_of": day,
        "status": past.episode.status,
        "tier": past.episode.tier,
        "unit": past.episode.unit.code,
        "household_size": past.episode.household_size,
        "sections": [
            {"title": title, "values": [{"label": label, "value": words} for label, words in said]}
            for title, said in past_sections.sections(past.content, health=health)
        ],
    }


def _entry(entry):
    return {
        "id": entry.change.pk if entry.change else None,
        "on": entry.on,
        "kind": entry.kind,
        "who": entry.who,
        "words": entry.words,
        "note": entry.note,
        "changed": [{"label": row.label, "before": row.before, "after": row.after} for row in entry.rows],
    }


def _file(posting, file_no):
    return get_object_or_404(files_for(posting).select_related("unit"), file_no=file_no)

"""Requests about files on record: listed, opened, decided, over the actions of the screens."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.response import Response

from households import regrouping, rows
from households.actions import content_requests, merging, requests, splitting
from households.api.contents import plain, typed
from households.content import FileContent
from households.drafting import content_of_payload, payload_of_content
from households.enums import RequestKind, RequestStep
from households.errors import Incomplete
from households.forms.requests import form_for, kinds
from households.models import FileRequest
from households.queries import requests as queries
from households.queries.files import files_for
from unionaid import clock
from unionaid.accounts.api import PostingView
from unionaid.accounts.permissions import Permission
from unionaid.privacy.masks import mask_name
from unionaid.web.api import Pages


class Opening(serializers.Serializer):
    """What every kind needs; the fields of its own are those of its form on the screen."""

    kind = serializers.ChoiceField(choices=RequestKind.choices)
    reason = serializers.CharField(max_length=500)
    content = serializers.DictField(required=False, default=dict)
    place = serializers.IntegerField(required=False, min_value=1)
    former_stays = serializers.BooleanField(required=False, default=True)
    leaving = serializers.ListField(child=serializers.IntegerField(), required=False, default=list)
    head = serializers.IntegerField(required=False, min_value=1)
    other = serializers.CharField(required=False, default="")


DECISION = inline_serializer(
    "RequestDecisionGiven",
    {
        "step": serializers.ChoiceField(choices=["PASS", "REFUSE", "END_NOTICE", "WITHDRAW"]),
        "note": serializers.CharField(required=False, default=""),
    },
)


class RequestsView(PostingView, GenericAPIView):
    """Requests the posting may see, in the tabs of the screen: waiting, open, ended."""

    required = (Permission.VIEW_FILES,)
    pagination_class = Pages
    filter_backends = ()
    queryset = FileRequest.objects.none()

    @extend_schema(operation_id="requests_list", responses=OpenApiTypes.OBJECT)
    def get(self, request):
        state, kind = request.GET.get("state", "open"), request.GET.get("kind", "")
        if state not in queries.STATES or (kind and kind not in RequestKind):
            return Response({"code": "wrong_filter"}, status=400)
        found = queries.listed(self.posting, state, kind=kind, words=request.GET.get("q", ""))
        page = self.paginate_queryset(found.order_by())
        return self.get_paginated_response([line(asked, self.posting) for asked in page])


class RequestView(PostingView):
    """One request with its facts, what it would change, masked, and its decisions."""

    required = (Permission.VIEW_FILES,)

    @extend_schema(operation_id="requests_read", responses=OpenApiTypes.OBJECT)
    def get(self, request, pk):
        asked = _request(self.posting, pk)
        shown = form_for(asked.kind).shown(asked, self.posting)
        if not self.posting.sees(asked.archive.unit_path):
            shown = {"facts": shown.get("facts", [])}
        return Response(
            line(asked, self.posting)
            | {
                "facts": [{"label": str(label), "value": str(value)} for label, value in shown["facts"]],
                "changed": [
                    {"label": row.label, "before": row.before, "after": row.after}
                    for row in shown.get("changed", ())
                ],
                "decisions": [
                    {"step": row.step, "by": row.by.display_name, "unit": row.by_unit.name, "on": row.on}
                    for row in asked.decisions.select_related("by", "by_unit")
                ],
            }
        )


class RequestDecideView(PostingView):
    """Pass, refuse, end the notice of, or withdraw a request."""

    required = (Permission.ENTER_FILES, Permission.REVIEW_FILES)

    @extend_schema(operation_id="requests_decide", request=DECISION, responses=OpenApiTypes.OBJECT)
    def post(self, request, pk):
        given = serializers.ChoiceField(choices=[s for s in RequestStep.values if s != RequestStep.OPEN])
        step = given.run_validation(request.data.get("step", ""))
        asked = requests.decide(
            request=_request(self.posting, pk), step=step, by=self.posting,
            note=str(request.data.get("note", ""))[:1000],
        )
        return Response(line(asked, self.posting))


class FileRequestsView(PostingView):
    """The requests about one file, and new ones."""

    required = (Permission.VIEW_FILES,)
    writes = (Permission.ENTER_FILES, Permission.REVIEW_FILES)

    @extend_schema(operation_id="file_requests_list", responses=OpenApiTypes.OBJECT)
    def get(self, request, file_no):
        archive = _file(self.posting, file_no)
        return Response({"results": [line(asked, self.posting) for asked in queries.of_file(archive)]})

    @extend_schema(operation_id="file_requests_open", request=Opening, responses={201: OpenApiTypes.OBJECT})
    def post(self, request, file_no):
        archive = _file(self.posting, file_no)
        opening = Opening(data=request.data)
        opening.is_valid(raise_exception=True)
        given = opening.validated_data
        kind = RequestKind(given["kind"])
        ask = _CONTENT.get(kind, _by_form)
        asked = ask(archive, kind, given, request.data, self.posting)
        return Response(line(asked, self.posting), status=201)


def line(asked, posting):
    """Return a request as the lists show it; names outside the scope stay masked."""
    name, inside = asked.archive.worker_name, posting.sees(asked.archive.unit_path)
    return {
        "id": asked.pk,
        "kind": asked.kind,
        "status": asked.status,
        "file_no": asked.archive.file_no,
        "worker_name": name if inside else mask_name(name),
        "unit": asked.unit.code,
        "acting_unit": asked.acting_unit.code if asked.acting_unit else None,
        "reason": asked.reason if inside else "",
        "opened_on": asked.opened_on,
        "ended_on": asked.ended_on,
    }


def _by_form(archive, kind, given, data, by):
    """Open a request of a kind that has a form of its own, checked as on the screen."""
    if kind not in kinds():
        raise serializers.ValidationError({"kind": [_("不能申请这一事项")]})
    form = form_for(kind)(data, archive=archive, by=by)
    if not form.is_valid():
        raise serializers.ValidationError(form.errors)
    return requests.open_request(
        kind=kind, archive=archive, by=by, reason=form.cleaned_data["reason"], detail=form.detail(),
        other_unit=form.other_unit(),
    )


def _change(archive, kind, given, data, by):
    now = rows.content_of(archive)
    return content_requests.ask(
        kind=kind, archive=archive, content=_completed(archive, now, given), base=now, by=by,
        reason=given["reason"],
    )


def _head(archive, kind, given, data, by):
    now, place = rows.content_of(archive), given.get("place", 0)
    if not 1 <= place < len(now.people):
        raise serializers.ValidationError({"place": [_("请选择新的职工本人")]})
    begun = regrouping.headed(now, place, former_stays=given["former_stays"])
    return content_requests.ask(
        kind=kind, archive=archive, content=_completed(archive, begun, given), base=now, by=by,
        reason=given["reason"],
    )


def _split(archive, kind, given, data, by):
    now, leaving, head = rows.content_of(archive), given["leaving"], given.get("head")
    if head not in leaving or not all(1 <= place < len(now.people) for place in leaving):
        raise serializers.ValidationError({"leaving": [_("请选择分出去的家庭成员")]})
    begun = regrouping.branched(now, sorted(leaving), head, clock.today())
    return splitting.ask(
        archive=archive, content=_completed(archive, begun, given), leaving=leaving, by=by,
        reason=given["reason"],
    )


def _merge(archive, kind, given, data, by):
    other = files_for(by).select_related("unit").filter(file_no=given["other"]).first()
    if other is None:
        raise serializers.ValidationError({"other": [_("没有找到这个档案号，请核对")]})
    now = rows.content_of(archive)
    begun = regrouping.joined(now, rows.content_of(other))
    return merging.ask(
        archive=archive, other=other, content=_completed(archive, begun, given), base=now, by=by,
        reason=given["reason"],
    )


_CONTENT = {
    RequestKind.CHANGE: _change, RequestKind.HEAD: _head, RequestKind.SPLIT: _split,
    RequestKind.MERGE: _merge,
}


def _completed(archive, begun: FileContent, given):
    """Return a content with the given sections laid over it, checked as the entry checks it.

    A section that is an object changes the fields it names; a list stands for the whole list.
    """
    document = plain(begun)
    for section, value in given["content"].items():
        known = document.get(section)
        document[section] = known | value if isinstance(known, dict) and isinstance(value, dict) else value
    try:
        return content_of_payload(payload_of_content(typed(document)), archive.unit, clock.today())
    except KeyError as error:
        raise Incomplete(errors={"content": [("", str(error))]}) from None


def _request(posting, pk):
    found = queries.requests_for(posting).select_related(
        "archive__unit", "other_archive", "unit", "acting_unit", "other_unit", "opened_by"
    )
    return get_object_or_404(found, pk=pk)


def _file(posting, file_no):
    return get_object_or_404(files_for(posting).select_related("unit"), file_no=file_no)

"""Endpoints of 核查与预警: the same actions as its pages."""

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.response import Response

from households.actions import duplicates, rechecks, spot_checks, surveys, warnings
from households.actions.ending_checks import end_check
from households.check_enums import PairStatus, WatchStatus
from households.models import FileTask, HardshipArchive
from households.queries import checks as check_queries
from households.queries import duplicates as pair_queries
from households.queries import spot_checks as spot_queries
from households.queries import surveys as survey_queries
from households.queries import watchlist as watch_queries
from unionaid import clock
from unionaid.accounts.api import PostingView
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import UnionUnit
from unionaid.web.api import Pages

ENTERS = (Permission.ENTER_FILES, Permission.REVIEW_FILES)


class TaskRow(serializers.ModelSerializer):
    file_no = serializers.CharField(source="archive.file_no")
    unit = serializers.CharField(source="unit.code")

    class Meta:
        model = FileTask
        fields = [
            "id", "kind", "reason", "file_no", "unit", "raised_on", "due_on", "status", "outcome", "ended_on",
        ]


class RecheckOrder(serializers.Serializer):
    unit = serializers.CharField(max_length=20)
    due_on = serializers.DateField()
    note = serializers.CharField(max_length=300, required=False, default="")


class Drawing(serializers.Serializer):
    target = serializers.CharField(max_length=20)
    percent = serializers.IntegerField(min_value=1, max_value=100)
    due_on = serializers.DateField()


class Ending(serializers.Serializer):
    result = serializers.CharField(max_length=20)
    note = serializers.CharField(max_length=1000, required=False, default="")


class Warned(serializers.Serializer):
    cause = serializers.CharField(max_length=10)
    note = serializers.CharField(max_length=500)


class Surveyed(serializers.Serializer):
    planned = serializers.IntegerField(min_value=0)
    surveyed = serializers.IntegerField(min_value=0)
    found = serializers.IntegerField(min_value=0)
    filed = serializers.IntegerField(min_value=0)
    note = serializers.CharField(max_length=1000, required=False, default="")
    is_through = serializers.BooleanField(required=False, default=False)
    version = serializers.IntegerField()


class Judged(serializers.Serializer):
    pairs = serializers.ListField(child=serializers.IntegerField(), max_length=duplicates.MOST_AT_ONCE)
    verdict = serializers.CharField(max_length=10)
    note = serializers.CharField(max_length=500, required=False, default="")


class CheckTasksView(PostingView, GenericAPIView):
    """Tasks of re-checks, spot checks, the watch list and warnings."""

    required = (Permission.VIEW_FILES,)
    serializer_class = TaskRow
    pagination_class = Pages
    filter_backends = ()
    queryset = FileTask.objects.none()

    @extend_schema(
        parameters=[
            OpenApiParameter("kind", OpenApiTypes.STR, enum=[kind.value for kind in check_queries.KINDS]),
            OpenApiParameter("state", OpenApiTypes.STR, enum=check_queries.STATES),
            OpenApiParameter("unit", OpenApiTypes.STR),
        ]
    )
    def get(self, request):
        kind, state = request.GET.get("kind", ""), request.GET.get("state", "open")
        if (kind and kind not in check_queries.KINDS) or state not in check_queries.STATES:
            raise ValidationError({"kind": list(check_queries.KINDS), "state": list(check_queries.STATES)})
        code = request.GET.get("unit")
        asked = check_queries.Asked(kind=kind, state=state, unit=_unit(self.posting, code) if code else None)
        page = self.paginate_queryset(check_queries.listed(self.posting, asked))
        return self.get_paginated_response(TaskRow(page, many=True).data)


class CheckTaskView(PostingView):
    """One task; its result."""

    required = (Permission.VIEW_FILES,)

    @extend_schema(operation_id="checks_task", responses=TaskRow)
    def get(self, request, pk):
        return Response(TaskRow(self._task(pk)).data)

    @extend_schema(request=Ending, responses=TaskRow)
    def post(self, request, pk):
        given = _given(Ending, request)
        return Response(TaskRow(end_check(task=self._task(pk), by=self.posting, **given)).data)

    def _task(self, pk):
        rows = check_queries.tasks_for(self.posting).select_related("archive", "unit")
        return get_object_or_404(rows, pk=pk)


class RechecksView(PostingView):
    """Progress of a year's re-checks by unit; ordering this year's."""

    required = (Permission.VIEW_FILES,)
    writes = (Permission.ORDER_CHECKS,)

    @extend_schema(
        parameters=[OpenApiParameter("unit", OpenApiTypes.STR), OpenApiParameter("year", OpenApiTypes.INT)],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request):
        year = request.GET.get("year", str(clock.today().year))
        if not (year.isascii() and year.isdecimal() and len(year) == 4):
            raise ValidationError({"year": "YYYY"})
        unit = _unit(self.posting, request.GET.get("unit") or self.posting.unit.code)
        total, rows = check_queries.recheck_progress(unit, int(year))
        return Response(
            {"year": int(year), "total": total.to_json(), "rows": [line.to_json() for line in rows]}
        )

    @extend_schema(request=RecheckOrder, responses={201: OpenApiTypes.OBJECT})
    def post(self, request):
        given = _given(RecheckOrder, request)
        unit = _unit(self.posting, given.pop("unit"))
        order = rechecks.order_round(unit=unit, year=clock.today().year, by=self.posting, **given)
        if order.files > rechecks.AT_ONCE:
            rechecks.raise_round(order)
        return Response({"id": order.pk, "year": order.year, "files": order.files}, status=201)


class SpotChecksView(PostingView):
    """Spot checks; drawing one."""

    required = (Permission.VIEW_FILES,)
    writes = (Permission.ORDER_CHECKS,)

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def get(self, request):
        return Response([_spot_check(check) for check in spot_queries.checks_for(self.posting)[:200]])

    @extend_schema(request=Drawing, responses={201: OpenApiTypes.OBJECT})
    def post(self, request):
        given = _given(Drawing, request)
        target = _unit(self.posting, given.pop("target"))
        check = spot_checks.draw_check(target=target, by=self.posting, **given)
        return Response(_spot_check(check), status=201)


class SpotCheckView(PostingView):
    """One spot check, its list drawn again and compared with the original."""

    required = (Permission.VIEW_FILES,)

    @extend_schema(operation_id="checks_spot_check", responses=OpenApiTypes.OBJECT)
    def get(self, request, pk):
        check = get_object_or_404(spot_queries.checks_for(self.posting), pk=pk)
        seen = spot_queries.picks_for(check, self.posting)
        files = list(seen.values_list("archive__file_no", flat=True))
        return Response(_spot_check(check) | {"same": spot_queries.redraw(check).same, "drawn_files": files})


class SurveyView(PostingView):
    """How far the units of a survey have come; the report of the posting's own unit."""

    required = (Permission.VIEW_FILES,)
    writes = ENTERS

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def get(self, request, pk):
        batch = get_object_or_404(survey_queries.surveys_for(self.posting), pk=pk)
        unit = batch.unit if self.posting.sees(batch.unit_path) else self.posting.unit
        total, rows = survey_queries.lines(batch, unit, self.posting)
        return Response(
            {"name": batch.name, "due_on": batch.due_on, "total": total.to_json(),
             "rows": [line.to_json() for line in rows]}
        )

    @extend_schema(request=Surveyed, responses=OpenApiTypes.OBJECT)
    def post(self, request, pk):
        batch = get_object_or_404(survey_queries.surveys_for(self.posting), pk=pk)
        own = get_object_or_404(batch.reports, unit=self.posting.unit)
        given = _given(Surveyed, request)
        row = surveys.report(
            report=own, is_through=given.pop("is_through"), version=given.pop("version"), values=given,
            by=self.posting,
        )
        return Response(surveys.told(row) | {"version": row.version})


class WatchlistView(PostingView):
    """The border watch list by status."""

    required = (Permission.VIEW_FILES,)

    @extend_schema(
        parameters=[OpenApiParameter("status", OpenApiTypes.STR, enum=WatchStatus.values)],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request):
        status = request.GET.get("status", WatchStatus.WATCHED)
        if status not in WatchStatus.values:
            raise ValidationError({"status": WatchStatus.values})
        rows = watch_queries.listed(self.posting, watch_queries.Asked(status=status))[:500]
        return Response([
            {"id": entry.pk, "unit": entry.unit.code, "worker_name": entry.worker_name,
             "entered_on": entry.entered_on, "due_on": entry.due_on, "outcome": entry.current[0].outcome,
             "chronic_per_capita": str(entry.current[0].chronic_per_capita)}
            for entry in rows
        ])


class WarnView(PostingView):
    """A warning about a household that has left."""

    required = ENTERS

    @extend_schema(request=Warned, responses={201: TaskRow})
    def post(self, request, file_no):
        archive = get_object_or_404(HardshipArchive.objects.visible_to(self.posting), file_no=file_no)
        task = warnings.warn(archive=archive, by=self.posting, **_given(Warned, request))
        return Response(TaskRow(task).data, status=201)


class DuplicatesView(PostingView):
    """Pairs of files that may be one; deciding about some in one go."""

    required = (Permission.VIEW_FILES,)
    writes = ENTERS

    @extend_schema(
        parameters=[OpenApiParameter("status", OpenApiTypes.STR, enum=PairStatus.values)],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request):
        status = request.GET.get("status", PairStatus.OPEN)
        if status not in PairStatus.values:
            raise ValidationError({"status": PairStatus.values})
        rows = pair_queries.listed(self.posting, pair_queries.Asked(status=status))[:500]
        return Response([self._pair(pair) for pair in rows])

    @extend_schema(request=Judged, responses=OpenApiTypes.OBJECT)
    def post(self, request):
        given = _given(Judged, request)
        pairs = list(pair_queries.pairs_for(self.posting).filter(pk__in=given.pop("pairs")))
        return Response({"batch": duplicates.decide(pairs=pairs, by=self.posting, **given)})

    def _pair(self, pair):
        sides = [
            {"office": side.office, "telephone": side.telephone}
            | ({"file_no": side.archive.file_no} if side.archive else {})
            for side in pair_queries.sides(pair, self.posting)
        ]
        return {"id": pair.pk, "keys": pair.keys.split(), "status": pair.status, "files": sides}


def _given(serializer, request):
    given = serializer(data=request.data)
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)


def _unit(posting, code):
    return get_object_or_404(UnionUnit.objects.visible_to(posting), code=code)


def _spot_check(check):
    return {
        "id": check.pk, "unit": check.unit.code, "target": check.target.code, "year": check.year,
        "percent": check.percent, "drawn_on": check.drawn_on, "due_on": check.due_on, "seed": check.seed,
        "population_hash": check.population_hash, "list_hash": check.list_hash, "files": check.files,
        "drawn": check.drawn,
    }

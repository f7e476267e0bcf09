from datetime import date

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from households.queries import census, dynamics
from reports import annual, control
from reports.statistics import digest, to_json
from unionaid import clock
from unionaid.accounts.api import PostingView
from unionaid.accounts.permissions import Permission
from unionaid.organizations.errors import UnitNotFound
from unionaid.organizations.queries import unit_by_code


class CensusView(PostingView):
    """The census in the shape of the `census` command, within the posting's scope."""

    required = (Permission.VIEW_DASHBOARD,)

    @extend_schema(
        parameters=[
            OpenApiParameter("as_of", OpenApiTypes.DATE),
            OpenApiParameter("unit", OpenApiTypes.STR),
            OpenApiParameter("by", OpenApiTypes.STR, enum=census.WAYS),
        ],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request):
        try:
            as_of = date.fromisoformat(request.GET.get("as_of") or clock.today().isoformat())
        except ValueError:
            raise ValidationError({"as_of": "YYYY-MM-DD"}) from None
        by = request.GET.get("by", "prefecture")
        unit = seen_unit(self.posting, request.GET.get("unit"))
        if by not in census.WAYS or unit is None:
            raise ValidationError({"by": list(census.WAYS), "unit": "no such unit in your scope"})
        return Response(census.census(unit, as_of, by).to_json())

class DynamicsView(PostingView):
    """Table 4 (档案动态管理情况表): how the files on record changed, both days included."""

    required = (Permission.VIEW_DASHBOARD,)

    @extend_schema(
        parameters=[
            OpenApiParameter("from", OpenApiTypes.DATE, required=True),
            OpenApiParameter("to", OpenApiTypes.DATE, required=True),
            OpenApiParameter("unit", OpenApiTypes.STR),
        ],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request):
        unit, first, last = asked(self.posting, request)
        return Response(dynamics.dynamics(unit, first, last).to_json())


class AnnualView(PostingView):
    """The statistical tables of a union and period: the values the workbook and the screen show."""

    required = (Permission.VIEW_DASHBOARD,)

    @extend_schema(
        parameters=[
            OpenApiParameter("from", OpenApiTypes.DATE, required=True),
            OpenApiParameter("to", OpenApiTypes.DATE, required=True),
            OpenApiParameter("unit", OpenApiTypes.STR),
        ],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request):
        unit, first, last = asked(self.posting, request)
        tables = annual.tables(unit, annual.Period(first, last))
        found = control.all_findings(tables, annual.BETWEEN)
        return Response(
            {
                "unit": unit.public_code,
                "from": first.isoformat(),
                "to": last.isoformat(),
                "digest": digest(tables),
                "tables": [to_json(table) for table in tables],
                "failed": [str(finding) for finding in found if not finding.holds],
            }
        )


def asked(posting, request):
    """Return (unit, first day, last day) of a request. Raises ValidationError, naming what is wrong."""
    try:
        first, last = (date.fromisoformat(request.GET.get(name, "")) for name in ("from", "to"))
    except ValueError:
        raise ValidationError({"from": "YYYY-MM-DD", "to": "YYYY-MM-DD"}) from None
    unit = seen_unit(posting, request.GET.get("unit"))
    if unit is None or first > last:
        raise ValidationError({"unit": "a unit in your scope", "from": "not after `to`"})
    return unit, first, last


def seen_unit(posting, code):
    """Return the unit of a code in the posting's scope, its own without one, None when there is none."""
    if not code:
        return posting.unit
    try:
        unit = unit_by_code(code)
    except UnitNotFound:
        return None
    return unit if posting.sees(unit.path) else None
